// What the bot says: comments and checks from templates, in English, Chinese or both.
import Handlebars from 'handlebars';
import type { BotLanguage } from '../charter/charter.js';
import type { Refusal } from '../motions/refusal.js';
import type { MotionView } from '../motions/view.js';
import { inLanguage, type Language, type LocalText } from '../shared/text.js';
import { ballotLists, details, type Detail } from './ballots-text.js';
import { dayInWords, utc } from './format.js';
import { helpModel, type HelpWords } from './help-text.js';
import { inEach, languagesOf, longestComment, signed } from './layout.js';
import { linesToCopy } from './lines-to-copy.js';
import * as motion from './motion-text.js';
import type { MotionWords, Telling } from './motion-text.js';
import { cleanText, link, marker, mention, neutralise } from '../shared/neutralise.js';
import type { BodyName } from './refusal-telling.js';
import { createPolicyReplies, type PolicyReplies } from './policy-replies.js';
import { createPolicyWords } from './policy-words.js';
import { refusalInWords } from './refusal-text.js';
import { createRoadmapFileReplies, type RoadmapFileReplies } from './roadmap-file-replies.js';
import { createRoadmapReplies, type RoadmapReplies } from './roadmap-replies.js';
import { createStaleReplies, type StaleReplies } from './stale-replies.js';
import { createSay, spaceHan, type Phrases } from './say.js';

/** The templates of templates/replies. */
const templateNames = [
  'motion',
  'result',
  'reminder',
  'refusals',
  'help',
  'policy-check',
  'policy-comment',
  'roadmap',
] as const;
type TemplateName = (typeof templateNames)[number];

/** What is read once at start. */
export interface ReplyFiles {
  readonly templates: Readonly<Record<TemplateName, string>>;
  readonly locales: Readonly<Record<Language, Phrases>>;
  /** What policies say. */
  readonly policies: Readonly<Record<Language, Phrases>>;
}

/** To whom refusals are told, and where to look. */
export interface RefusalWords {
  readonly language: BotLanguage;
  /** The login of the comment's author: the one mention. */
  readonly author: string;
  readonly bodyName: BodyName;
  readonly charterUrl: string | LocalText;
  /** The comment that held the commands. */
  readonly sourceUrl: string;
}

/** A change of the roadmap that a motion is to carry; without a horizon where it is a drop. */
export interface RoadmapMotion {
  readonly verb: 'add' | 'move' | 'drop';
  readonly title: string;
  readonly horizon: string;
}

/** Everything the bot says. `marker` becomes the last line of a comment. */
export interface Replies extends PolicyReplies, RoadmapReplies, RoadmapFileReplies, StaleReplies {
  /** The hidden text by which a comment with this key is found again. */
  marker(key: string): string;
  motion(view: MotionView, words: MotionWords, marker: string): string;
  result(view: MotionView, words: MotionWords, marker: string): string;
  /** Mentions exactly the logins given. */
  reminder(
    view: MotionView,
    missing: readonly { readonly login: string }[],
    words: MotionWords,
    marker: string,
  ): string;
  refusals(refusals: readonly Refusal[], words: RefusalWords, marker: string): string;
  help(words: HelpWords, marker: string): string;
  /** The title (plain text) of a motion that is to carry a change of the roadmap, in the foundation's first language. `title` is the issue's. */
  roadmapMotion(change: RoadmapMotion, language: BotLanguage): string;
  /** Title (plain text) and summary (Markdown) of a check. That of an open motion is the same whatever the ballots, so that none costs a call. */
  check(view: MotionView, language?: BotLanguage): { readonly title: string; readonly summary: string };
}

/** Makes the replies from their files. Throws when a template cannot be parsed. */
export function createReplies({ templates, locales, policies }: ReplyFiles): Replies {
  const says = createSay(locales);
  const compiled = new Map(
    templateNames.map((name) => [name, Handlebars.compile<object>(templates[name], { noEscape: true, strict: true })]),
  );

  function render(name: TemplateName, model: object): string {
    const template = compiled.get(name);
    if (!template) throw new Error(`no template is named ${name}`);
    return template(model);
  }
  function telling(view: MotionView, words: MotionWords, language: Language): Telling {
    return { view, words, language, say: says[language] };
  }

  function motionBody(view: MotionView, words: MotionWords, detail: Detail): string {
    return inEach(words.language, (language) => {
      const told = telling(view, words, language);
      const intro = [motion.who(told), motion.explanation(told), motion.count(told)].filter((part) => part !== '');
      return render('motion', {
        headline: motion.headline(told),
        intro: intro.join(language === 'en' ? ' ' : ''),
        facts: motion.facts(told),
        copy: linesToCopy(told),
        page: motion.pageLink(told, 'motion.page'),
        lists: ballotLists(told, detail),
      });
    });
  }

  function resultBlock(told: Telling): string {
    const { view, say } = told;
    const missed = motion.missedConditions(told);
    const reasons: string[] = [];
    if (view.outcome !== 'carried' && view.opened_at !== null) {
      if (missed.length > 0) reasons.push(say('result.because', { conditions: missed.join(say('list.semicolon')) }));
      else if (view.outcome === 'lost' && view.tally.yes === 0) reasons.push(say('result.no-votes'));
    }
    const time = view.in_force_at === null ? '' : utc(view.in_force_at);
    if (view.resolution !== null) reasons.push(say('result.resolution', { resolution: view.resolution, time }));
    else if (time !== '') reasons.push(say('result.resolution-waiting', { time }));
    return render('result', {
      headline: motion.headline(told),
      who: motion.who(told),
      count: motion.count(told),
      reasons: [motion.explanation(told), ...motion.ending(told), ...reasons].filter((part) => part !== ''),
      page: motion.pageLink(told, 'result.page'),
    });
  }

  return {
    ...createPolicyReplies(createPolicyWords(policies), says, render),
    ...createRoadmapReplies(says, render),
    ...createStaleReplies(says, render),
    ...createRoadmapFileReplies(says),
    marker,
    motion(view, words, mark) {
      let body = '';
      for (const detail of details) {
        body = signed(motionBody(view, words, detail), mark);
        if (body.length <= longestComment) break;
      }
      return body;
    },
    result(view, words, mark) {
      return signed(
        inEach(words.language, (language) => resultBlock(telling(view, words, language))),
        mark,
      );
    },
    reminder(view, missing, words, mark) {
      const closes = view.closes_at;
      if (closes === null) throw new Error(`${view.id} has no closing time to remind of`);
      const blocks = inEach(words.language, (language) => {
        const told = telling(view, words, language);
        const { say } = told;
        return render('reminder', {
          headline: say('reminder.headline', {
            time: utc(closes),
            day: dayInWords(closes, language),
            title: neutralise(view.title),
          }),
          text: say('reminder.text', {
            kind: neutralise(inLanguage(words.kindTitle, language), 80),
            motion: view.id,
            tally: motion.count(told),
          }),
          copy: linesToCopy(told),
          page: motion.pageLink(told, 'motion.page'),
        });
      });
      const mentions = missing.map(({ login }) => mention(login)).join(' ');
      return signed(mentions === '' ? blocks : `${blocks}\n\n${mentions}`, mark);
    },
    refusals(refusals, words, mark) {
      const [first] = languagesOf(words.language);
      const body = inEach(words.language, (language) => {
        const say = says[language];
        return render('refusals', {
          headline: say('refusals.headline', {
            person: language === first ? mention(words.author) : neutralise(words.author, 80),
          }),
          reasons: refusals.map((refusal) => refusalInWords(refusal, say, language, words.bodyName)),
          one: refusals.length === 1,
          about: say('refusals.about', {
            comment: link(say('refusals.comment'), words.sourceUrl),
            charter: link(say('refusals.charter'), inLanguage(words.charterUrl, language)),
          }),
        });
      });
      return signed(body, mark);
    },
    help: (words, mark) =>
      signed(
        inEach(words.language, (language) => render('help', helpModel(words, says[language], language))),
        mark,
      ),
    roadmapMotion({ verb, title, horizon }, language) {
      const [first = 'en'] = languagesOf(language);
      return says[first](`roadmap.motions.${verb}`, { title, horizon });
    },
    check(view, language = 'both') {
      const titles = languagesOf(language).map((one) => {
        const say = says[one];
        const { yes, no } = view.tally;
        const state = say(`states.${motion.stateOf(view)}`);
        if (view.state === 'open' && view.closes_at !== null) return say('check.open', { time: utc(view.closes_at) });
        return say(view.opened_at === null ? 'check.ended' : 'check.closed', { state, yes, no });
      });
      const words: MotionWords = { language, kindTitle: view.kind, bodies: [], url: '' };
      const summary = inEach(language, (one) => {
        const told = telling(view, words, one);
        const lines =
          view.state === 'open'
            ? motion.terms(told)
            : [motion.count(told), motion.explanation(told), ...motion.facts(told)];
        return [neutralise(view.title), ...lines.filter((line) => line !== '')].join('\n\n');
      });
      return { title: cleanText(titles.map(spaceHan).join(' · '), 200), summary };
    },
  };
}
