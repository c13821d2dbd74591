// The checks on a commit, as their forge shows them: title, summary, remarks on lines.
import type { Commit } from '../../forge/git.js';
import type { CheckRun, Subject } from '../../forge/state.js';
import { safeHtml } from '../../../web/pages.js';
import { bodyHtml } from '../body-text.js';
import type { ForgeVisit, Visit } from '../visit.js';

function checkOf(
  { words }: Visit,
  isHead: boolean,
  { id, name, status, conclusion, output, detailsUrl, annotations }: CheckRun,
) {
  const texts = [output.summary, output.text].filter((text) => text !== null);
  return {
    id,
    name,
    mark: conclusion ?? status,
    isUnfolded: isHead && conclusion === 'failure',
    stands: words.t(`console.check.${conclusion ?? status}`),
    title: output.title ?? '',
    html: safeHtml(bodyHtml(texts.join('\n\n'), true)),
    annotations: annotations.map(({ path, start_line: line, annotation_level: level, message }) => {
      return { at: `${path}:${String(line)}`, level: words.t(`console.annotation.${level}`), message };
    }),
    detailsUrl,
  };
}

/** Those of a commit of the subject's repository, oldest first; a failing one of the head is unfolded. */
export function checksOf(visit: ForgeVisit, { repository, pull }: Subject, commit: Commit) {
  const runs = [...visit.forge.world.checkRuns.values()];
  const own = runs.filter((run) => run.repository === repository && run.headSha === commit.sha);
  return own.map((run) => checkOf(visit, commit === pull?.head, run));
}
