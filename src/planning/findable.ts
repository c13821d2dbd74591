// Items of the roadmap as search finds them.
import type { Ledger } from '../ledger/ledger.js';
import type { TextStore } from '../ledger/store.js';
import type { Entry, Register } from '../motions/register.js';
import type { IssueShown } from '../roadmap/build.js';
import { horizonOf, type Item } from '../roadmap/item.js';
import { readLocal } from '../roadmap/local.js';
import type { SearchDoc, SearchSource } from '../search/store.js';
import type { ShownIssues } from './store.js';

/** An item, found by its title and id before it is found by its outcome. Its version is its last ledger entry. */
export async function itemDocument(
  { texts }: { readonly texts: Pick<TextStore, 'texts'> },
  item: Item,
  issue: Pick<IssueShown, 'title' | 'subject'> | null,
): Promise<SearchDoc> {
  const { id, outcome, theme, status, history, seq } = item;
  const written = outcome === null ? undefined : (await texts.texts([outcome])).get(outcome);
  const place = issue === null ? [] : [`${issue.subject.repo}#${issue.subject.number}`];
  return {
    id: `item:${id}`,
    kind: 'item',
    title: issue === null || issue.title === '' ? id : issue.title,
    text: written === undefined ? '' : readLocal(written),
    keywords: [id, theme, horizonOf(item), status].filter((word) => word !== null).join('\n'),
    where: [id, ...place].join(' · '),
    url: `/roadmap/${id}`,
    at: history[0]?.at ?? null,
    version: seq,
  };
}

/** All items, for an empty index. */
export function itemSource({
  ledger,
  texts,
  issues,
}: {
  readonly ledger: Pick<Ledger<Register, Entry>, 'sync'>;
  readonly texts: Pick<TextStore, 'texts'>;
  readonly issues: Pick<ShownIssues, 'issues'>;
}): SearchSource {
  return {
    async *documents() {
      const items = [...(await ledger.sync()).roadmap.items.values()];
      for (const item of items) {
        if (item.status === null) continue;
        const issue = (await issues.issues([item.id])).get(item.id) ?? null;
        yield await itemDocument({ texts }, item, issue);
      }
    },
  };
}
