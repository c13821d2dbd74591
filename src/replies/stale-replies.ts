// What the bot says of an item of the roadmap that nothing was heard of in time: to its lead, or else to its body.
import type { BotLanguage } from '../charter/charter.js';
import { inLanguage, type Language, type LocalText } from '../shared/text.js';
import type { Day } from '../shared/time.js';
import { durationInWords } from './format.js';
import { inEach, inOneLine, languagesOf, signed } from './layout.js';
import { codeSpan, link, mention, neutralise } from '../shared/neutralise.js';
import type { Say } from './say.js';

/** An item as its reminder names it. */
export interface StaleWords {
  readonly language: BotLanguage;
  readonly item: string;
  /** When it was updated or changed last. */
  readonly heardOn: Day;
  /** How long it may stay so, in ms. */
  readonly updateWithin: number;
  /** Who leads it. `login`: on the forge of the item; null for somebody who is not known there, who cannot be called. */
  readonly lead: { readonly name: string | LocalText; readonly login: string | null } | null;
  /** The name of its body. */
  readonly body: string | LocalText | null;
  /** Its page. */
  readonly url: string | LocalText;
}

export interface StaleReplies {
  /** The lead is mentioned once, in the first language. */
  roadmapStale(words: StaleWords, marker: string): string;
}

type Render = (name: 'roadmap', model: object) => string;

function question({ lead, body, language: both }: StaleWords, say: Say, language: Language): string {
  const named = (name: string | LocalText): string => neutralise(inLanguage(name, language), 80);
  if (lead) {
    const called = lead.login !== null && languagesOf(both)[0] === language;
    return say('stale.lead', { person: called ? mention(lead.login) : named(lead.name) });
  }
  return body === null ? say('stale.nobody') : say('stale.body', { body: named(body) });
}

export function createStaleReplies(says: Readonly<Record<Language, Say>>, render: Render): StaleReplies {
  function block(words: StaleWords, language: Language): string {
    const say = says[language];
    const limit = durationInWords(words.updateWithin, say);
    const how = say('stale.how', { word: codeSpan(say('roadmap.lines.update')) });
    return render('roadmap', {
      headline: say('stale.headline', { item: words.item, day: words.heardOn }),
      lines: [
        inOneLine(
          [question(words, say, language), words.lead ? how : ''].filter((line) => line !== ''),
          language,
        ),
        say('stale.limit', { limit }),
      ],
      mend: '',
      problems: [],
      hint: '',
      page: link(say('roadmap.item-page'), inLanguage(words.url, language)),
    });
  }
  return {
    roadmapStale: (words, marker) =>
      signed(
        inEach(words.language, (language) => block(words, language)),
        marker,
      ),
  };
}
