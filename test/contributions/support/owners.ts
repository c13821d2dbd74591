// A small repository with OWNERS files, and what people do in a contribution of Lin Mei's to it.
import { knownFacts, type Approval, type ChangedFile, type Review } from '../../../src/contributions/facts.js';
import type { Judgement } from '../../../src/contributions/finding.js';
import { owners } from '../../../src/contributions/policies/owners.js';
import type { Account } from '../../../src/shared/refs.js';
import { account, facts, sha, type PartsGiven } from './facts.js';

export const people: Readonly<Record<string, Account>> = {
  mei: account(1001, 'lin-mei'),
  bo: account(1002, 'wang-bo'),
  yu: account(1003, 'chen-yu'),
  dana: account(1004, 'Dana'),
  eve: account(1005, 'eve'),
  fang: account(1006, 'fang'),
  robot: account(1007, 'robot', { bot: true }),
  twin: account(1002, 'wang-bo', { forge: 'gitee' }),
};

export const accounts: ReadonlyMap<string, number> = new Map(
  Object.values(people).map(({ login, id }) => [login.toLowerCase(), id]),
);

export const baseFiles: Readonly<Record<string, string>> = {
  OWNERS: 'approvers: [wang-bo, lin-mei]\nreviewers: ["@DANA"]\nemeritus_approvers: [eve]\nlabels: [area/all]\n',
  OWNERS_ALIASES: 'aliases:\n  docs-team: [Fang]\n',
  'src/OWNERS': 'approvers: [chen-yu]\n',
  'src/secure/OWNERS': 'options: { no_parent_owners: true }\napprovers: [fang]\n',
  'src/asked/OWNERS': 'options: { no_parent_owners: true }\nreviewers: [eve]\n',
  'docs/OWNERS':
    'options: { no_parent_owners: true }\nfilters:\n  "\\\\.md$": { approvers: [docs-team] }\n  "^api/": { approvers: [chen-yu] }\n',
};

export const headTree = sha('7ee1');
const heads = {
  '': { head: sha('c1'), tree: headTree },
  '@old': { head: sha('01d'), tree: sha('01d7ee') },
  '@same': { head: sha('5a3e'), tree: headTree },
  '@unknown': { head: '', tree: '' },
} as const;

export interface World {
  readonly files: readonly ChangedFile[];
  /**
   * `bo approve`, `bo hold cancel`, `bo reviews approved`; with `@old` behind it for a head before the last push, `@same` for one with the same
   * tree, `@unknown` where the head cannot be told. One a minute.
   */
  readonly did?: readonly string[];
  /** The same as facts, in place of `did`. */
  readonly acts?: ReturnType<typeof actsOf>;
  readonly base?: Readonly<Record<string, string>>;
  readonly head?: Readonly<Record<string, string>>;
  readonly options?: object;
  readonly labels?: readonly string[];
  readonly accounts?: ReadonlyMap<string, number>;
}

export function file(path: string, more: Partial<ChangedFile> = {}): ChangedFile {
  return { path, previousPath: null, status: 'modified', additions: 1, deletions: 1, binary: false, ...more };
}

function isKind(word: string): word is Approval['kind'] {
  return word === 'lgtm' || word === 'approve' || word === 'hold';
}

function isState(word: string): word is Review['state'] {
  return ['approved', 'changes-requested', 'dismissed', 'commented'].includes(word);
}

/** The acts as facts, in their order. */
export function actsOf(did: readonly string[]): {
  readonly approvals: readonly Approval[];
  readonly reviews: readonly Review[];
} {
  const approvals: Approval[] = [];
  const reviews: Review[] = [];
  for (const [minute, text] of did.entries()) {
    const [who = '', verb = '', ...rest] = text.split(' ');
    const given = people[who];
    const at = `2026-11-20T10:${String(minute).padStart(2, '0')}:00.000Z`;
    const where = heads[(['@old', '@same', '@unknown'] as const).find((one) => rest.includes(one)) ?? ''];
    const [state = ''] = rest;
    if (given && isKind(verb)) {
      approvals.push({ kind: verb, cancel: rest.includes('cancel'), account: given, person: null, ...where, at });
    } else if (given && verb === 'reviews' && isState(state)) {
      reviews.push({ id: text, account: given, state, ...where, submittedAt: at });
    } else throw new Error(`nobody can do "${text}"`);
  }
  return { approvals, reviews };
}

export function partsOf(world: World): PartsGiven {
  return {
    files: world.files,
    ...(world.acts ?? actsOf(world.did ?? [])),
    baseFiles: new Map(Object.entries(world.base ?? baseFiles)),
    headFiles: new Map(Object.entries(world.head ?? {})),
    accounts: world.accounts ?? accounts,
  };
}

/** What the policy says; without a word on lgtm none is asked for. */
export function judge(world: World): Judgement {
  const options = owners.options.parse({ lgtm: 0, ...world.options });
  return owners.evaluate(
    knownFacts(facts(partsOf(world), { labels: world.labels ?? [] }), owners.needs(options)),
    options,
  );
}

/** `pass`, `skip`, or the key of what is to be mended first. */
export function told(world: World): string {
  const { verdict, summary } = judge(world);
  return verdict === 'fail' ? summary.key.replace('owners.', '') : verdict;
}
