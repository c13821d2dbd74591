// The code of a pull request: its commits, and the checks of each.
import type { Commit } from '../../github/git.js';
import { apart } from '../../github/git.js';
import type { Subject } from '../../github/state.js';
import { safeHtml } from '../../../web/pages.js';
import { bodyHtml } from '../body-text.js';
import type { Visit } from '../visit.js';

function checksOf({ source, words }: Visit, { repository }: Subject, commit: Commit) {
  const runs = [...source.sandbox.github.state.checkRuns.values()];
  return runs
    .filter((run) => run.repository === repository && run.headSha === commit.sha)
    .map(({ id, name, status, conclusion, output, detailsUrl }) => ({
      id,
      name,
      mark: conclusion ?? status,
      stands: words.t(`console.check.${conclusion ?? status}`),
      title: output.title ?? '',
      html: safeHtml(bodyHtml([output.summary, output.text].filter((text) => text !== null).join('\n\n'), true)),
      detailsUrl,
    }));
}

/** Null for an issue. */
export function codeOf(visit: Visit, subject: Subject) {
  const { pull } = subject;
  if (!pull) return null;
  const { commits } = apart(pull.base, pull.head);
  return {
    base: pull.baseBranch,
    head: `${pull.headRepository.owner.login}:${pull.headBranch}`,
    commits: commits.map((commit) => ({
      sha: commit.sha,
      short: commit.sha.slice(0, 10),
      message: commit.message.split('\n', 1)[0] ?? '',
      author: commit.author.name,
      at: commit.author.date,
      isHead: commit === pull.head,
      checks: checksOf(visit, subject, commit),
    })),
  };
}
