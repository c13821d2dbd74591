// Policy dco: every commit carries the sign-off of its author (Developer Certificate of Origin 1.1).
import { z } from 'zod';
import { remediations, remedies, statementsOf, type Statement } from '../dco/remediation.js';
import { mendSignOffs } from '../dco/mend.js';
import { droppedSignOffs } from '../dco/queue.js';
import { judgeSignOff, type Flawed } from '../dco/signoffs.js';
import { isMerge, type Commit, type Known } from '../facts.js';
import { fail, pass, skip, words, type Detail, type Judgement } from '../finding.js';
import { accountKey, certainAuthor, writePair, type Pair } from '../identity.js';
import { accounts, options } from '../options.js';
import { fewer, ordered, type Policy } from '../policy.js';

const schema = options({
  /** Bots whose commits need no sign-off. */
  exempt: accounts.default([]),
  remediation: z.enum(remediations).default('none'),
  /** Those who may remedy commits of others, under `remediation: listed`. */
  signers: accounts.default([]),
  merges: z.enum(['require', 'exempt']).default('exempt'),
});

export type DcoOptions = z.infer<typeof schema>;

type State =
  | { readonly kind: 'signed'; readonly pair: Pair }
  | { readonly kind: 'exempt'; readonly why: 'merge' | 'bot' }
  | { readonly kind: 'remedied'; readonly by: string }
  | { readonly kind: 'failing'; readonly flawed: Flawed; readonly uncertain: boolean };

interface Judged {
  readonly commit: Commit;
  readonly state: State;
}

function titleOf(commit: Commit): string {
  return commit.message.split('\n', 1)[0]?.trim() ?? '';
}

function judgeCommit(commit: Commit, known: Known, { merges, exempt }: DcoOptions): Judged {
  if (isMerge(commit) && merges === 'exempt') return { commit, state: { kind: 'exempt', why: 'merge' } };
  const certain = certainAuthor(commit, known.pull.author);
  if (certain !== null && exempt.includes(certain)) return { commit, state: { kind: 'exempt', why: 'bot' } };
  const signOff = judgeSignOff(commit);
  if ('name' in signOff) return { commit, state: { kind: 'signed', pair: signOff } };
  const claimed = commit.author.account;
  const uncertain = claimed !== null && exempt.includes(accountKey(claimed));
  return { commit, state: { kind: 'failing', flawed: signOff, uncertain } };
}

/** The statements in commits that carry their own sign-off, needed or not, by the commit they speak of. */
function statementsIn(commits: readonly Commit[]): ReadonlyMap<string, readonly Statement[]> {
  const statements = new Map<string, Statement[]>();
  for (const commit of commits) {
    const found = statementsOf(commit);
    if (found.length === 0 || !('name' in judgeSignOff(commit))) continue;
    for (const statement of found) {
      const others = statements.get(statement.sha);
      if (others) others.push(statement);
      else statements.set(statement.sha, [statement]);
    }
  }
  return statements;
}

function judgeCommits(known: Known, options: DcoOptions): readonly Judged[] {
  const judged = known.commits.map((commit) => judgeCommit(commit, known, options));
  const statements = statementsIn(known.commits);
  return judged.map((one) => {
    const about = one.state.kind === 'failing' ? (statements.get(one.commit.sha) ?? []) : [];
    const found = about.find((statement) => remedies(statement, one.commit, options, known.pull.author));
    return found ? { commit: one.commit, state: { kind: 'remedied', by: found.by.sha } } : one;
  });
}

function detailOf({ commit, state }: Judged): readonly Detail[] {
  const at = { commit: commit.sha };
  const title = titleOf(commit);
  switch (state.kind) {
    case 'signed':
      return [];
    case 'exempt':
      return [{ ...at, ...words(`dco.exempt.${state.why}`, { title }) }];
    case 'remedied':
      return [{ ...at, ...words('dco.remedied', { title, by: state.by }) }];
    case 'failing': {
      const { flaw, found } = state.flawed;
      const values = { title, expected: writePair(commit.author), found: found?.text ?? '', line: found?.line ?? 0 };
      return [{ ...at, ...words(`dco.commit.${state.uncertain ? 'bot-uncertain' : flaw}`, values) }];
    }
  }
}

function evaluate(known: Known, options: DcoOptions): Judgement {
  const commits = known.commits.length;
  if (commits === 0) return skip(words('dco.skip'));
  const judged = judgeCommits(known, options);
  const failing = judged.filter(({ state }) => state.kind === 'failing');
  const details = [...failing, ...judged.filter((one) => !failing.includes(one))].flatMap(detailOf);
  const [first, ...others] = failing.map(({ commit }) => commit);
  if (first) {
    const { mend, actor } = mendSignOffs([first, ...others], known, options.remediation);
    return fail(words('dco.fail', { failing: failing.length, commits }), details, mend, actor);
  }
  const signed = judged.flatMap(({ commit, state }) =>
    state.kind === 'signed' ? [[commit.sha, state.pair] as const] : [],
  );
  const dropped = droppedSignOffs(known.queue, known.commits, new Map(signed)).map(writePair);
  if (dropped.length === 0) return pass(words('dco.pass', { commits }), details);
  const lost = dropped.map((signer) => words('dco.dropped', { signer }));
  const text = dropped.map((signer) => `Signed-off-by: ${signer}`).join('\n');
  const web = { where: words('dco.mend.squash-web'), text };
  const mend = { what: words('dco.mend.squash'), commandLine: null, web };
  return fail(words('dco.squash', { dropped: dropped.length }), lost, mend, { role: 'maintainers' });
}

export const dco: Policy<DcoOptions> = {
  id: 'dco',
  options: schema,
  needs: () => ['commits', 'queue'],
  evaluate,
  tightness: {
    exempt: fewer,
    remediation: ordered(remediations),
    signers: fewer,
    merges: ordered(['require', 'exempt']),
  },
};
