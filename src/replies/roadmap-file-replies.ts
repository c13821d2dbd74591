// ROADMAP.md and what is said of it: the pull request that proposes it, its commit, its end.
import type { BotLanguage, Charter, RoadmapPlan } from '../charter/charter.js';
import type { RoadmapView } from '../roadmap/build.js';
import { fileDetails, roadmapMarkdown, type About } from '../roadmap/markdown.js';
import { newsLines } from '../roadmap/since.js';
import type { RoadmapChangeView } from '../roadmap/view.js';
import { link } from '../shared/neutralise.js';
import type { Language } from '../shared/text.js';
import { inEach, languagesOf, longestComment, signed } from './layout.js';
import { pageOf } from './page-of.js';
import type { Say } from './say.js';

/** GitHub shows no Markdown file that is longer than 512 KB. In bytes. */
export const longestFile = 500_000;

/** So many items a pull request tells of, the fewer the longer it is. */
const newsTold = [100, 30, 5];

/** The foundation as the file names it. */
export type FileFoundation = Pick<Charter, 'foundation' | 'people'>;

export interface RoadmapFileReplies {
  /** The text of ROADMAP.md, with as much detail as fits. */
  roadmapFile(view: RoadmapView, plan: RoadmapPlan | null, charter: FileFoundation, publicUrl: string): string;
  /** The title of the pull request and of its commits: one line, as Conventional Commits has it. */
  roadmapPullTitle(language: BotLanguage): string;
  /** The text of the pull request. `changes`: since the version on the default branch; null when there is none yet. */
  roadmapPull(
    view: RoadmapView,
    changes: readonly RoadmapChangeView[] | null,
    charter: FileFoundation,
    publicUrl: string,
    marker: string,
  ): string;
  /** Why it is closed by us: `equal`; why it is left alone from now on: `foreign`. */
  roadmapPullNote(note: 'equal' | 'foreign', language: BotLanguage, marker: string): string;
}

/** Makes them from the sentences of the locale files. */
export function createRoadmapFileReplies(says: Readonly<Record<Language, Say>>): RoadmapFileReplies {
  function aboutIn(language: Language, { foundation, people }: FileFoundation, publicUrl: string): About {
    return {
      foundation: foundation.name,
      url: pageOf(publicUrl, '')[language],
      people: new Map(people.map(({ id, name }) => [id, name])),
      language,
      alone: foundation.language !== 'both',
      say: says[language],
    };
  }

  return {
    roadmapFile(view, plan, charter, publicUrl) {
      let text = '';
      for (const detail of fileDetails) {
        const body = inEach(charter.foundation.language, (language) =>
          roadmapMarkdown(view, plan, aboutIn(language, charter, publicUrl), detail),
        );
        text = `${body}\n`;
        if (Buffer.byteLength(text) <= longestFile) break;
      }
      return text;
    },
    roadmapPullTitle(language) {
      const [first = 'en'] = languagesOf(language);
      return says[first]('roadmap-file.pull.title');
    },
    roadmapPull(view, changes, charter, publicUrl, mark) {
      function bodyOf(language: Language, most: number): string {
        const say = says[language];
        const about = aboutIn(language, charter, publicUrl);
        const lines = newsLines(changes ?? [], view.byId, about, most);
        const what = changes === null ? 'first' : lines.length === 0 ? 'wording' : 'since';
        const page = link(say('roadmap-file.pull.page'), `${about.url}/roadmap`);
        const paragraphs = [say(`roadmap-file.pull.${what}`), lines.join('\n'), say('roadmap-file.pull.how'), page];
        return paragraphs.filter((one) => one !== '').join('\n\n');
      }
      let body = '';
      for (const most of newsTold) {
        body = signed(
          inEach(charter.foundation.language, (language) => bodyOf(language, most)),
          mark,
        );
        if (body.length <= longestComment) break;
      }
      return body;
    },
    roadmapPullNote(note, language, mark) {
      return signed(
        inEach(language, (one) => says[one](`roadmap-file.pull.${note}`)),
        mark,
      );
    },
  };
}
