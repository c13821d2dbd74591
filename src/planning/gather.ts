// Gathers what the mirror tells of an item: its issue as the form says, how far it is, its lead's updates, what is linked to it.
import { speakerOf, type AdoptedCharter } from '../charter/adopted.js';
import type { CharterStore } from '../events/store.js';
import type { MirroredComment, MirroredSubject, MirroredText, MirrorReader } from '../mirror/store.js';
import { versionAt, type Register } from '../motions/register.js';
import { readForm } from '../roadmap/form.js';
import type { Item } from '../roadmap/item.js';
import { keysOf, taskKeys } from '../roadmap/links.js';
import { countProgress } from '../roadmap/progress.js';
import { readUpdate, updatesOf, type Said, type Update } from '../roadmap/updates.js';
import { subjectKey, type SubjectRef } from '../shared/refs.js';
import { byPeople, linkedTo } from './links.js';
import type { ItemShown, LinkShown } from './store.js';

export interface GatherSources {
  readonly charters: Pick<CharterStore, 'version'>;
  readonly mirror: Pick<MirrorReader, 'subject' | 'comments' | 'belonging' | 'among'>;
}

/** Of the ledger what gathering depends on; taken at one moment. */
export type LedgerThen = Pick<Register, 'adoptions' | 'charterVersion'>;

const commentsAtOnce = 100;
/** So many updates of an item are shown. */
const mostUpdates = 500;

async function mirrored({ mirror }: GatherSources, { subject }: Item): Promise<MirroredText | null> {
  const [found] = await mirror.among([subject]);
  return found && !found.isPull ? mirror.subject(found.ref) : null;
}

async function* commentsOn({ mirror }: GatherSources, ref: SubjectRef): AsyncGenerator<MirroredComment> {
  for (let page = 1; ; page += 1) {
    const { items, total } = await mirror.comments(ref, { page, perPage: commentsAtOnce });
    yield* items;
    if (items.length === 0 || page * commentsAtOnce >= total) return;
  }
}

/** Whose comment counts is told by the charter that was in force when it was written: by the account's number, as everywhere. */
async function updatesIn(
  sources: GatherSources,
  { adoptions, charterVersion }: LedgerThen,
  item: Item,
  ref: SubjectRef,
): Promise<readonly Update[]> {
  const said: Said[] = [];
  for await (const { id, author, body: text, createdAt: at, url } of commentsOn(sources, ref)) {
    if (author === null || readUpdate(text) === null) continue;
    const version = versionAt({ adoptions }, at) ?? charterVersion;
    const adopted = version === null ? null : await sources.charters.version(version);
    const speaker = adopted && speakerOf(adopted, author);
    said.push({ ref: speaker?.ref ?? null, at, id: id.padStart(20, '0'), text, url });
  }
  return updatesOf(item, said).slice(0, mostUpdates);
}

function shownLink({ ref, isPull, title, url, state }: MirroredSubject): LinkShown {
  return { subject: ref, isPull, title, url, state };
}

function issueShown(
  issue: MirroredText,
  adopted: AdoptedCharter | null,
  linked: readonly MirroredSubject[],
): ItemShown['issue'] {
  const { ref, title, url, body, createdAt } = issue;
  const tasks = new Set(taskKeys(body, ref));
  const ours = new Set(adopted ? byPeople(adopted, linked) : []);
  const counted = linked.filter((one) => ours.has(one) || tasks.has(subjectKey(one.ref)));
  const form = adopted ? readForm(body, adopted, ref.forge, createdAt) : null;
  return {
    subject: ref,
    title,
    url,
    wish: form?.horizon ?? null,
    measure: form?.measure ?? null,
    asks: form?.asks ?? [],
    progress: countProgress(
      body,
      ref,
      counted.map((one) => ({ subject: one.ref, closed: one.state !== 'open' })),
    ),
  };
}

/** Everything that the mirror tells of an item now. */
export async function gatherItem(sources: GatherSources, then: LedgerThen, item: Item): Promise<ItemShown> {
  const { id, seq } = item;
  const { charterVersion: charter } = then;
  const issue = await mirrored(sources, item);
  const { issues, pulls } = await linkedTo(sources.mirror, item, issue);
  const adopted = charter === null ? null : await sources.charters.version(charter);
  const links = [...issues, ...pulls];
  const keys = [
    ...keysOf(item),
    ...links.map(({ ref }) => subjectKey(ref)),
    ...(issue ? [subjectKey(issue.ref), ...taskKeys(issue.body, issue.ref)] : []),
  ];
  return {
    item: id,
    seq,
    charter,
    issue: issue && issueShown(issue, adopted, issues),
    updates: issue ? await updatesIn(sources, then, item, issue.ref) : [],
    links: links.map(shownLink),
    refers: [...new Set(keys)],
  };
}
