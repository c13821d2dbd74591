// Remediation: a later commit of the same pull request that adds the sign-off an earlier one lacks.
import type { Commit } from '../facts.js';
import { certainAuthor, samePerson, type AccountKey, type Pair } from '../identity.js';
import type { Account } from '../../shared/refs.js';
import { messageLines } from '../trailers.js';
import { signatoriesOf } from './signoffs.js';

/** None, by the author of the commit, or by listed signers as well. */
export const remediations = ['none', 'individual', 'listed'] as const;
export type Remediation = (typeof remediations)[number];

/** Whose statements count. */
export interface RemediationRule {
  readonly remediation: Remediation;
  readonly signers: readonly AccountKey[];
}

/** `I, NAME <EMAIL>, hereby add my Signed-off-by to this commit: SHA`, in a commit that is itself signed off. */
export interface Statement {
  readonly by: Commit;
  readonly signer: Pair;
  /** With `On behalf of NAME <EMAIL>, ` in front: the author spoken for. */
  readonly onBehalfOf: Pair | null;
  readonly sha: string;
}

const statement =
  /^(?:On behalf of ([^<>]+) <([^<>]+)>, )?I, ([^<>]+) <([^<>]+)>, hereby add my Signed-off-by to this commit: ([0-9a-f]{40}|[0-9a-f]{64})[ \t]*$/i;

/** The statements in a commit's message, each on a line of its own. */
export function statementsOf(by: Commit): readonly Statement[] {
  return messageLines(by.message).flatMap(({ text }) => {
    const match = statement.exec(text);
    if (!match) return [];
    const [, name, email, signerName = '', signerEmail = '', sha = ''] = match;
    const onBehalfOf = name === undefined || email === undefined ? null : { name, email };
    return [{ by, signer: { name: signerName, email: signerEmail }, onBehalfOf, sha: sha.toLowerCase() }];
  });
}

/** Whether a statement remedies a commit without sign-off. Whoever states it must have written the commit that holds it. */
export function remedies(statement: Statement, commit: Commit, rule: RemediationRule, opener: Account): boolean {
  const { by, signer, onBehalfOf } = statement;
  if (statement.sha !== commit.sha || !signatoriesOf(by).some((one) => samePerson(signer, one))) return false;
  const isAuthor = onBehalfOf === null && signatoriesOf(commit).some((one) => samePerson(signer, one));
  if (isAuthor) return rule.remediation !== 'none';
  const account = certainAuthor(by, opener);
  const spokenFor = onBehalfOf === null || samePerson(onBehalfOf, commit.author);
  return rule.remediation === 'listed' && account !== null && rule.signers.includes(account) && spokenFor;
}

/** The line by which the author of a commit remedies it. */
export function statementLine(signer: string, sha: string): string {
  return `I, ${signer}, hereby add my Signed-off-by to this commit: ${sha}`;
}
