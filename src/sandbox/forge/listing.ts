// Lists as the forges give them: filtered, sorted, page by page.
import type { Comment, Subject } from './state.js';

/** The filters that the forges share: state, labels, creator and since; newest first unless asked otherwise. */
export function filtered(
  subjects: Iterable<Subject>,
  query: URLSearchParams,
  stateOf: (subject: Subject) => string = ({ state }) => state,
): readonly Subject[] {
  const state = query.get('state') ?? 'open';
  const labels = (query.get('labels') ?? '').toLowerCase().split(',').filter(Boolean);
  const [creator, since] = [query.get('creator'), query.get('since')];
  const found = [...subjects].filter((subject) => {
    if (subject.deleted || subject.transferredTo) return false;
    const names = subject.labels.map(({ name }) => name.toLowerCase());
    return (
      (state === 'all' || stateOf(subject) === state) &&
      labels.every((label) => names.includes(label)) &&
      (creator === null || subject.author.login.toLowerCase() === creator.toLowerCase()) &&
      (since === null || Date.parse(subject.updatedAt) >= Date.parse(since))
    );
  });
  const key = query.get('sort') === 'updated' ? 'updatedAt' : 'createdAt';
  found.sort((a, b) => (a[key] < b[key] ? -1 : a[key] > b[key] ? 1 : a.number - b.number));
  return query.get('direction') === 'asc' ? found : found.reverse();
}

/** The comments that were made or changed since then. */
export function commentsSince(comments: readonly Comment[], since: string | null): readonly Comment[] {
  if (since === null) return comments;
  return comments.filter((comment) => Date.parse(comment.updatedAt) >= Date.parse(since));
}

function whole(text: string | null, fallback: number): number {
  const number = Number(text ?? fallback);
  return Number.isInteger(number) && number > 0 ? number : fallback;
}

/** A page of a list by `page` and `per_page` (100 at most), and the number of the last page. */
export function pageOf<T>(
  list: readonly T[],
  query: URLSearchParams,
  usual: number,
): { readonly items: readonly T[]; readonly page: number; readonly last: number } {
  const size = Math.min(whole(query.get('per_page'), usual), 100);
  const page = whole(query.get('page'), 1);
  const last = Math.max(1, Math.ceil(list.length / size));
  return { items: list.slice((page - 1) * size, page * size), page, last };
}
