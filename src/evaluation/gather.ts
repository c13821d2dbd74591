// What is known of a contribution for one delivery or clock: its record, and its facts from the forge and from our own books.
import type { AdoptedCharter } from '../charter/adopted.js';
import type { Rules } from '../contributions/evaluate.js';
import { complete, type Approval, type CarriedMotion, type Facts } from '../contributions/facts.js';
import type { Override } from '../contributions/finding.js';
import type { Governance } from '../events/governance.js';
import type { Answer } from '../forges/answer.js';
import { err, ok } from '../shared/result.js';
import { subjectKey, type ForgeId, type SubjectRef } from '../shared/refs.js';
import type { Instant } from '../shared/time.js';
import type { KnownBefore } from './known-before.js';
import { readFacts, type ReadFacts } from './read-facts.js';
import { rulesInForce } from './rules.js';
import { approvalsSince, reviewsSince } from './since-based.js';
import type { ContributionRecord } from './store.js';

/** Everything that an evaluation, or a command on a contribution, works with. */
export interface Gathered extends ReadFacts {
  /** As kept before; null for one never seen. */
  readonly record: ContributionRecord | null;
  /** Its name in the ledger and in the keys of effects. */
  readonly origin: string;
  readonly rules: Rules;
  /** See ContributionRecord. */
  readonly basedAt: Instant | null;
  /** What a merge queue made of it and asks about; null when it does not. */
  readonly queue: ContributionRecord['queue'];
}

/** The accounts of the charter's people by login in lower case, as bound at its adoption. */
function peopleOf({ charter, accounts }: AdoptedCharter, forge: ForgeId): ReadonlyMap<string, number> {
  const ids = new Map([...accounts].map(([account, person]) => [`${account.split(':')[0] ?? ''} ${person}`, account]));
  return new Map(
    charter.people.flatMap((person): [string, number][] => {
      const login = person.accounts[forge]?.login;
      const account = ids.get(`${forge} ${person.id}`);
      return login === undefined || account === undefined
        ? []
        : [[login.toLowerCase(), Number(account.slice(forge.length + 1))]];
    }),
  );
}

/** Motions carried here, each with every head it counts for: the one voted on, and those pushed later with the same tree. */
async function carriedIn({ ledger, subjects }: Governance, subject: SubjectRef): Promise<readonly CarriedMotion[]> {
  const origin = subjectKey(await subjects.originOf(subject));
  const known = await subjects.find(subject);
  const { bySubject, motions } = await ledger.sync();
  return (bySubject.get(origin) ?? []).flatMap((id): CarriedMotion[] => {
    const motion = motions.get(id);
    const voted = motion?.heads.find((one) => one.subject === origin)?.head;
    if (motion?.outcome !== 'carried' || voted === undefined) return [];
    const same = known?.sameTreeHeads.filter((one) => one.voted === voted).map(({ head }) => head) ?? [];
    return [voted, ...same].map((head) => ({ id, kind: motion.kind, head }));
  });
}

/** The overrides of a contribution, the oldest first. */
export async function overridesOf(
  { ledger, texts, charters }: Pick<Governance, 'ledger' | 'texts' | 'charters'>,
  origin: string,
): Promise<readonly Override[]> {
  const given = (await ledger.sync()).overrides.get(origin) ?? [];
  if (given.length === 0) return [];
  const [names, reasons] = await Promise.all([
    charters.names(given.map(({ ref }) => ref)),
    texts.texts(given.map(({ reason }) => reason)),
  ]);
  return given.map(({ policy, head, ref, reason, at }) => {
    return { policy, head, person: names.get(ref) ?? ref, reason: reasons.get(reason) ?? '', at };
  });
}

function knownBefore(
  adopted: AdoptedCharter,
  { forge }: SubjectRef,
  record: ContributionRecord | null,
  { motions, queue }: Pick<KnownBefore, 'motions' | 'queue'>,
): KnownBefore {
  const approvals: readonly Approval[] = record?.approvals ?? [];
  const head = record?.tree ? { sha: record.head, tree: record.tree } : null;
  return { approvals, motions, people: peopleOf(adopted, forge), head, queue, read: record };
}

/** The name of a contribution that is seen first: its key, and its age too where a renamed repository has left that name to another one. */
async function originOf({ contributions }: Governance, subject: SubjectRef, createdAt: Instant): Promise<string> {
  const key = subjectKey(subject);
  return (await contributions.isOrigin(key)) ? `${key}@${createdAt}` : key;
}

/**
 * Gathers what is known of a contribution now. Null while the charter has no policy.yml. Fails when the forge does not tell of the pull request; whatever else it does
 * not tell is missing in the facts.
 */
export async function gatherContribution(
  governance: Governance,
  adopted: AdoptedCharter,
  subject: SubjectRef,
  asked: ContributionRecord['queue'] = null,
): Answer<Gathered | null> {
  const rules = rulesInForce(adopted);
  if (rules === null) return ok(null);
  const forge = governance.forges[subject.forge];
  if (!forge) return err({ kind: 'refused', detail: `${subject.forge} is not configured` });
  const record = await governance.contributions.find(subject);
  const queue = asked ?? record?.queue ?? null;
  const motions = await carriedIn(governance, subject);
  const known = knownBefore(adopted, subject, record, { motions, queue });
  const { factsCache: cache, clock } = governance;
  const read = await readFacts({ forge, rules: [rules], known, cache, now: clock.now() }, subject);
  if (!read.ok) return read;
  const { pull } = read.value;
  const turned = record !== null && record.base !== pull.base.branch;
  const basedAt = turned ? pull.updatedAt : (record?.basedAt ?? null);
  const origin = record?.origin ?? (await originOf(governance, subject, pull.createdAt));
  const facts: Facts = {
    ...read.value.facts,
    reviews: reviewsSince(read.value.facts.reviews, basedAt),
    approvals: complete(approvalsSince(known.approvals, basedAt)),
  };
  return ok({ ...read.value, facts, record, origin, rules, basedAt, queue });
}
