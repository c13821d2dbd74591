// Policy owners: each changed path is approved by somebody whom the OWNERS files above it name as approver (contract, section 6).
import { z } from 'zod';
import { sameAccount, standing, type Given, type Standing } from '../approvals.js';
import { changedPaths } from '../changed-paths.js';
import type { Known } from '../facts.js';
import { fail, pass, skip, words, type Actor, type Detail, type Judgement, type Mend } from '../finding.js';
import { options } from '../options.js';
import { groupsOf, rolesOf, type Group } from '../owners/cover.js';
import { readAliases } from '../owners/aliases.js';
import { readOwners } from '../owners/read.js';
import { askFor, askForLgtm, giversOf, groupDetail, listed, mendByCommand } from '../owners/say.js';
import { aliasesPath, isOwnersPath, ownersTree } from '../owners/tree.js';
import { atLeast, ordered, type Policy } from '../policy.js';

const unownedPaths = ['fail', 'pass'] as const;

const schema = options({
  /** So many reviewers or approvers other than the author have said `/lgtm`. */
  lgtm: z.int().min(0).max(20).default(1),
  /** Paths of which no OWNERS file names an approver. */
  unowned: z.enum(unownedPaths).default('fail'),
});

export type OwnersOptions = z.infer<typeof schema>;

/** What is not as it must be: a sentence, who acts, and how. The first one is what is mended first. */
interface Lack {
  readonly summary: ReturnType<typeof words>;
  readonly details: readonly Detail[];
  readonly mend: Mend | null;
  readonly actor: Actor;
}

/** OWNERS files that the contribution itself breaks. */
function broken(known: Known): readonly Lack[] {
  const details = [...known.headFiles]
    .filter(([path]) => isOwnersPath(path))
    .flatMap(([path, text]) => (path === aliasesPath ? readAliases : readOwners)(path, text).problems);
  if (details.length === 0) return [];
  const summary = words('owners.broken', { files: new Set(details.map(({ file }) => file)).size });
  return [{ summary, details, mend: null, actor: { role: 'author' } }];
}

function unapproved(groups: readonly Group[]): readonly Lack[] {
  const waiting = groups.filter(({ by, approvers }) => by.length === 0 && approvers.size > 0);
  if (waiting.length === 0) return [];
  const logins = askFor(waiting);
  const paths = waiting.reduce((sum, group) => sum + group.paths.length, 0);
  return [
    {
      summary: words('owners.unapproved', { paths, logins: listed(logins) }),
      details: waiting.map((group) => groupDetail(group, 'waiting')),
      mend: mendByCommand('/approve', 'approve', logins),
      actor: { role: 'approvers', logins },
    },
  ];
}

function unowned(groups: readonly Group[], { unowned: rule }: OwnersOptions): readonly Lack[] {
  const without = groups.filter((group) => group.approvers.size === 0 && (rule === 'fail' || !group.unowned));
  if (without.length === 0) return [];
  const paths = without.reduce((sum, group) => sum + group.paths.length, 0);
  return [
    {
      summary: words('owners.unowned', { paths }),
      details: without.map((group) => groupDetail(group, 'no-approver')),
      mend: { what: words('owners.mend.name-approvers'), commandLine: null, web: null },
      actor: { role: 'maintainers' },
    },
  ];
}

function withoutLgtm(given: Standing['lgtm'], needed: number, ask: readonly string[]): readonly Lack[] {
  if (given.length >= needed) return [];
  return [
    {
      summary: words('owners.lgtm-missing', { given: given.length, needed }),
      details: [],
      mend: mendByCommand('/lgtm', 'lgtm', ask),
      actor: ask.length === 0 ? { role: 'maintainers' } : { role: 'approvers', logins: ask },
    },
  ];
}

function held(holds: Standing['holds']): readonly Lack[] {
  if (holds.length === 0) return [];
  const logins = holds.map(({ account }) => account.login);
  return [
    {
      summary: words('owners.held', { holds: holds.length, logins: giversOf(holds) }),
      details: holds.map(({ account, by, at }) => words(`owners.hold.${by}`, { login: account.login, at })),
      mend: mendByCommand('/hold cancel', 'lift', logins),
      actor: { role: 'holders', logins },
    },
  ];
}

/** An approval that does not count for the head. */
function notCounting({ account: { login }, head }: Given): Detail {
  return head === '' ? words('owners.unbound', { login }) : words('owners.fallen', { login, head });
}

function evaluate(known: Known, given: OwnersOptions): Judgement {
  const { author, head } = known.pull;
  const paths = changedPaths(known.files);
  const tree = ownersTree(known.baseFiles, known.accounts);
  const roles = rolesOf(paths, tree, author);
  const now = standing(known.approvals, known.reviews, head, (account) => roles.mayLift(account));
  if (paths.length === 0 && now.holds.length === 0) return skip(words('owners.skip'));
  const counting = now.lgtm.filter(({ account }) => !sameAccount(account, author) && roles.isReviewer(account));
  const groups = groupsOf(paths, tree, author, now.approve);
  const governed = given.unowned === 'fail' || roles.reviewers.size > 0 || groups.some((group) => !group.unowned);
  const lacks = [
    ...broken(known),
    ...unapproved(groups),
    ...unowned(groups, given),
    ...withoutLgtm(
      counting,
      governed && paths.length > 0 ? given.lgtm : 0,
      askForLgtm(roles.reviewers, author.id, counting),
    ),
    ...held(now.holds),
  ];
  const others = [
    ...groups.filter(({ by }) => by.length > 0).map((group) => groupDetail(group, 'approved')),
    ...now.fallen.map(notCounting),
    ...tree.problems(),
  ];
  const [first] = lacks;
  if (!first) return pass(words('owners.pass', { paths: paths.length, lgtm: counting.length }), others);
  const details = lacks.flatMap((lack, i) => (i === 0 ? lack.details : [lack.summary, ...lack.details]));
  return fail(first.summary, [...details, ...others], first.mend, first.actor);
}

export const owners: Policy<OwnersOptions> = {
  id: 'owners',
  options: schema,
  needs: () => ['files', 'reviews', 'approvals', 'baseFiles', 'headFiles', 'accounts'],
  evaluate,
  tightness: { lgtm: atLeast, unowned: ordered(unownedPaths) },
};
