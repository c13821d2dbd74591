// The exact text that signs commits off: commands for a shell, and what to paste in the browser.
import type { Commit, Known } from '../facts.js';
import { words, type Actor, type Mend } from '../finding.js';
import { accountKey, samePerson, usable, writePair } from '../identity.js';
import { quoted, quotedLines } from '../shell.js';
import { statementLine, type Remediation } from './remediation.js';

/** The failing commits of the one person who is to begin: whoever opened the pull request, else the author of the first. None if all are by bots. */
function firstSigner(failing: readonly Commit[], known: Known): readonly Commit[] {
  const people = failing.filter(({ author }) => author.account?.bot !== true);
  const first = people.find(({ author }) => author.account?.id === known.pull.author.id) ?? people[0];
  return first ? failing.filter(({ author }) => samePerson(author, first.author)) : [];
}

/** `git` under the author's own name, so that `--signoff` writes the sign-off that is asked for. */
function gitAs({ author: { name, email } }: Commit): string {
  return `git -c ${quoted(`user.name=${name.trim()}`)} -c ${quoted(`user.email=${email.trim()}`)}`;
}

function rewrite(first: Commit, commits: readonly Commit[], git: string, amend: string): string {
  const from = commits.findIndex(({ sha }) => sha === first.sha);
  const range = commits.slice(from);
  if (range.length === 1) return `${git} commit ${amend}`;
  const onto = first.parents[0] === undefined ? '--root' : quoted(first.parents[0]);
  const plain = amend === '--amend --no-edit --signoff' && range.every(({ parents }) => parents.length < 2);
  return plain
    ? `${git} rebase --signoff ${onto}`
    : `${git} rebase --rebase-merges --exec ${quoted(`git commit --allow-empty ${amend}`)} ${onto}`;
}

/** The message of a commit that remedies others, line by line. */
function remediationMessage(own: readonly Commit[], signer: string): readonly string[] {
  const statements = own.map(({ sha }) => statementLine(signer, sha));
  return ['DCO remediation', '', ...statements, '', `Signed-off-by: ${signer}`];
}

/** A bot signs nothing: the maintainers list its account, or somebody makes the change anew. */
function mendBot({ author }: Commit): Mend {
  const account = author.account ? accountKey(author.account) : '';
  return { what: words('dco.mend.bot', { account, bot: author.name }), commandLine: null, web: null };
}

/** How the failing commits get their sign-off, and from whom: those of one person, since nobody signs off for another. */
export function mendSignOffs(
  failing: readonly [Commit, ...Commit[]],
  known: Known,
  remediation: Remediation,
): { readonly mend: Mend; readonly actor: Actor } {
  const own = firstSigner(failing, known);
  const [first] = own;
  return first
    ? { mend: mendOwn(first, own, known, remediation), actor: { role: 'author' } }
    : { mend: mendBot(failing[0]), actor: { role: 'maintainers' } };
}

function mendOwn(first: Commit, own: readonly Commit[], known: Known, remediation: Remediation): Mend {
  const push = 'git push --force-with-lease';
  if (!usable(first.author)) {
    const setUp = "git config user.name 'Your Name'\ngit config user.email 'you@example.org'";
    const command = rewrite(first, known.commits, 'git', '--amend --no-edit --reset-author --signoff');
    return { what: words('dco.mend.author'), commandLine: `${setUp}\n${command}\n${push}`, web: null };
  }
  const signer = writePair(first.author);
  const values = { signer, commits: own.length };
  if (remediation !== 'none') {
    const message = remediationMessage(own, signer);
    return {
      what: words('dco.mend.remedy', values),
      commandLine: `${gitAs(first)} commit --allow-empty -m ${quotedLines(message)}\ngit push`,
      web: { where: words('dco.mend.remedy-web'), text: message.join('\n') },
    };
  }
  const command = rewrite(first, known.commits, gitAs(first), '--amend --no-edit --signoff');
  return {
    what: words('dco.mend.sign', values),
    commandLine: `${command}\n${push}`,
    web: { where: words('dco.mend.sign-web'), text: `Signed-off-by: ${signer}` },
  };
}
