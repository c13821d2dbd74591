// What the bot says about the roadmap: the one comment on an item, the answer to a label that proposes nothing, and why a label is back.
import type { BotLanguage } from '../charter/charter.js';
import type { Status } from '../roadmap/entries.js';
import type { FormProblem } from '../roadmap/form.js';
import type { TakenField } from '../roadmap/untaken.js';
import { inLanguage, type Language, type LocalText } from '../shared/text.js';
import { allOf, oneOf } from './format.js';
import { inEach, inOneLine, signed } from './layout.js';
import { codeSpan, link, neutralise } from '../shared/neutralise.js';
import { problemInWords } from './roadmap-problem.js';
import type { Say } from './say.js';

type Names = readonly (string | LocalText)[];

/** An item as its comment shows it. */
export interface ItemWords {
  readonly language: BotLanguage;
  readonly item: string;
  readonly status: Status;
  readonly horizon: string | null;
  /** The horizon that its form asks for, while it has none. */
  readonly wish: string | null;
  /** `add next`, and the motion that is to decide it. */
  readonly pending: { readonly change: string; readonly motion: string } | null;
  /** Why it has its status; empty when nobody said. */
  readonly reason: string;
  /** The name of its lead. */
  readonly lead: string | LocalText | null;
  readonly problems: readonly FormProblem[];
  readonly untaken: readonly TakenField[];
  /** The bodies whose members may add items. */
  readonly adders: Names;
  /** Its page. */
  readonly url: string | LocalText;
}

/** A label as it is answered. `url` is the page of the roadmap, or of the item. */
export interface LabelWords {
  readonly language: BotLanguage;
  readonly label: string;
  /** The bodies whose members may do what is told to be done instead. */
  readonly bodies: Names;
  readonly url: string | LocalText;
}

export interface RoadmapReplies {
  roadmapItem(words: ItemWords, marker: string): string;
  /** To whoever put on the label and may not add; nobody is mentioned, so that it is the same whoever that was. */
  roadmapThanks(words: LabelWords & { readonly horizons: readonly string[] }, marker: string): string;
  roadmapLabelBack(words: LabelWords & { readonly item: string }, marker: string): string;
}

type Render = (name: 'roadmap', model: object) => string;

/** The horizons that are named as choices are at most so many. */
const mostHorizons = 8;

function bodiesIn(names: Names, say: Say, language: Language): string {
  return oneOf(
    names.map((name) => say('refusals.body', { name: neutralise(inLanguage(name, language), 80) })),
    say,
  );
}

function nextStep(adders: Names, say: Say, language: Language): string {
  if (adders.length === 0) return say('roadmap.next-nobody');
  const command = codeSpan(say('roadmap.lines.add'));
  return say('roadmap.next', { bodies: bodiesIn(adders, say, language), command });
}

/** What is decided of it, or what comes next. */
function outlook({ status, pending, wish, adders }: ItemWords, say: Say, language: Language): readonly string[] {
  if (pending) {
    const [verb = '', horizon = ''] = pending.change.split(' ');
    return [say(`roadmap.pending.${verb}`, { motion: pending.motion, horizon: codeSpan(horizon) })];
  }
  if (status !== 'proposed') return [];
  return [
    nextStep(adders, say, language),
    ...(wish === null ? [] : [say('roadmap.wish', { horizon: codeSpan(wish) })]),
  ];
}

/** What was not taken over, who may, and how: not while a motion decides whether the item is added. */
function untaken({ status, pending, untaken: fields, adders }: ItemWords, say: Say, language: Language): string {
  if (fields.length === 0) return '';
  const named = allOf(
    fields.map((field) => say(`roadmap.fields.${field}`)),
    say,
  );
  const command = codeSpan(say(status === 'proposed' ? 'roadmap.lines.add' : 'roadmap.lines.status'));
  const sentences = [
    say('roadmap.untaken', { fields: named }),
    adders.length === 0
      ? say('roadmap.untaken-lead')
      : say('roadmap.untaken-who', { bodies: bodiesIn(adders, say, language) }),
    ...(status === 'proposed' && (pending || adders.length === 0) ? [] : [say('roadmap.untaken-command', { command })]),
  ];
  return inOneLine(sentences, language);
}

function itemModel(words: ItemWords, say: Say, language: Language): object {
  const { item, status, horizon, lead, reason, problems, url } = words;
  const named = say(`roadmap.statuses.${status}`);
  const ended = status === 'shipped' || status === 'declined' || status === 'withdrawn';
  const leader =
    lead === null
      ? say('roadmap.no-lead')
      : say('roadmap.lead', { person: neutralise(inLanguage(lead, language), 80) });
  return {
    headline: say('roadmap.headline', {
      item,
      standing:
        ended || horizon === null ? named : say('roadmap.standing', { status: named, horizon: codeSpan(horizon) }),
    }),
    lines: [
      inOneLine(outlook(words, say, language), language),
      reason === '' ? '' : say('roadmap.reason', { reason: neutralise(reason) }),
      ended ? '' : leader,
      untaken(words, say, language),
    ].filter((line) => line !== ''),
    mend: say('roadmap.mend'),
    problems: problems.map((problem) => problemInWords(problem, say)),
    hint: ended ? '' : say('roadmap.updates', { word: codeSpan(say('roadmap.lines.update')) }),
    page: link(say('roadmap.item-page'), inLanguage(url, language)),
  };
}

export function createRoadmapReplies(says: Readonly<Record<Language, Say>>, render: Render): RoadmapReplies {
  function comment(language: BotLanguage, marker: string, model: (say: Say, language: Language) => object): string {
    return signed(
      inEach(language, (one) => render('roadmap', model(says[one], one))),
      marker,
    );
  }

  /** A comment that answers, and has nothing to be mended. */
  function answer(headline: string, lines: readonly string[], page: string) {
    return { headline, lines, mend: '', problems: [], hint: '', page };
  }

  return {
    roadmapItem: (words, marker) => comment(words.language, marker, (say, language) => itemModel(words, say, language)),
    roadmapThanks: (words, marker) =>
      comment(words.language, marker, (say, language) => {
        const { label, bodies, horizons } = words;
        const listed = oneOf(
          horizons.slice(0, mostHorizons).map((one) => codeSpan(one)),
          say,
        );
        const lines = [
          say('roadmap.label.proposed', { label: codeSpan(label) }),
          nextStep(bodies, say, language),
          ...(bodies.length === 0 || horizons.length === 0 ? [] : [say('roadmap.horizons', { horizons: listed })]),
        ];
        const page = link(say('roadmap.page'), inLanguage(words.url, language));
        return answer(say('roadmap.label.thanks'), [inOneLine(lines, language)], page);
      }),
    roadmapLabelBack: (words, marker) =>
      comment(words.language, marker, (say, language) => {
        const { label, item, bodies } = words;
        const command = codeSpan(say('roadmap.lines.drop'));
        const headline = say('roadmap.label.back', { label: codeSpan(label) });
        const key = bodies.length === 0 ? 'roadmap.label.stays' : 'roadmap.label.off';
        const text = say(key, { item, command, bodies: bodiesIn(bodies, say, language) });
        return answer(headline, [text], link(say('roadmap.item-page'), inLanguage(words.url, language)));
      }),
  };
}
