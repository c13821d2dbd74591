// What the bot says of policies: the check, the comment while something fails, and its end.
import type { Annotation } from '../forges/forge.js';
import type { Language } from '../shared/text.js';
import { languagesOf, longestComment, parted, signed } from './layout.js';
import { annotationsIn, checkModel, checkTitle } from './policy-check.js';
import { clearedLine, commentModel } from './policy-comment.js';
import type { PolicyReport, PolicyTelling } from './policy-telling.js';
import type { PolicyWords } from './policy-words.js';
import { spaceHan, type Say } from './say.js';

/** What is said of policies. `marker` becomes the last line of a comment. */
export interface PolicyReplies {
  /** Title (plain text), summary (Markdown) and remarks of a check. */
  policyCheck(report: PolicyReport): {
    readonly title: string;
    readonly summary: string;
    readonly annotations: readonly Annotation[];
  };
  /** Only while something that blocks fails; throws otherwise. Mentions those who must act next: the author, or at most three others. */
  policyComment(report: PolicyReport, marker: string): string;
  /** The one line a comment is reduced to when nothing that blocks fails any more. */
  policyCleared(report: PolicyReport, marker: string): string;
}

/** So many details of each finding are told in a check, the fewer the longer they are. */
const detailsInCheck = [30, 8, 2, 0];

/** Makes them from the words of policies, the sentences around them, and the templates. */
export function createPolicyReplies(
  words: PolicyWords,
  says: Readonly<Record<Language, Say>>,
  render: (template: 'policy-check' | 'policy-comment', model: object) => string,
): PolicyReplies {
  function telling(report: PolicyReport, language: Language): PolicyTelling {
    const say = says[language];
    const set: Say = (key, values) => spaceHan(say(key, values));
    return { report, language, words, say: language === 'zh' ? set : say };
  }

  return {
    policyCheck(report) {
      let summary = '';
      for (const most of detailsInCheck) {
        summary = parted(report.language, (language) =>
          render('policy-check', checkModel(telling(report, language), most)),
        );
        if (summary.length <= longestComment) break;
      }
      const title = checkTitle(languagesOf(report.language).map((language) => telling(report, language)));
      return { title, summary, annotations: annotationsIn(report, words) };
    },
    policyComment(report, mark) {
      const [first] = languagesOf(report.language);
      const body = parted(report.language, (language) =>
        render('policy-comment', commentModel(telling(report, language), language === first)),
      );
      return signed(body, mark);
    },
    policyCleared(report, mark) {
      const lines = languagesOf(report.language).map((language) => clearedLine(telling(report, language)));
      return signed(lines.join(' · '), mark);
    },
  };
}
