// Words of one language: translated phrases, times, durations, conditions.
import { parseCondition } from '../charter/condition.js';
import { inLanguage, type Language, type LocalText } from '../shared/text.js';
import { millis, type Instant } from '../shared/time.js';
import { createPhrases, type Say } from './phrases.js';

export interface Words {
  readonly language: Language;
  /** The phrase under a key of the locale, filled in. Throws when there is none. Not escaped: the templates do that. */
  readonly t: Say;
  /** A name as written, in this language or the other. */
  readonly name: (text: string | LocalText) => string;
  /** `Fri 6 March 2026, 14:00 UTC`. */
  readonly time: (at: Instant) => string;
  /** `6 March 2026`, in UTC. */
  readonly day: (at: Instant) => string;
  /** Milliseconds in days, hours and minutes. */
  readonly duration: (ms: number) => string;
  /** How far off an instant is, as of `now`: `in 2 days`, `3 hours ago`, `now`. Rounded down; never to stand alone. */
  readonly relative: (at: Instant, now: Instant) => string;
  /** A condition of the charter in words. */
  readonly condition: (text: string) => string;
}

const minute = 60_000;
const units = [
  ['days', 24 * 60 * minute],
  ['hours', 60 * minute],
  ['minutes', minute],
] as const;

/** The same function, answering the last few thousand short questions from memory: pages ask for the same times and conditions again and again. */
function remembering(say: (question: string) => string): (question: string) => string {
  const said = new Map<string, string>();
  return (question) => {
    const known = said.get(question);
    if (known !== undefined) return known;
    const answer = say(question);
    if (said.size >= 4000) said.clear();
    if (question.length <= 200) said.set(question, answer);
    return answer;
  };
}

/** Words from a locale: a tree of phrases. */
export function createWords(language: Language, locale: object): Words {
  const t = createPhrases(language, locale);
  const tag = language === 'zh' ? 'zh-CN' : 'en-GB';
  const dayFormat = new Intl.DateTimeFormat(tag, { timeZone: 'UTC', dateStyle: 'long' });
  const clockFormat = new Intl.DateTimeFormat(tag, {
    timeZone: 'UTC',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  });
  const weekdayFormat = new Intl.DateTimeFormat(tag, { timeZone: 'UTC', weekday: 'short' });

  function duration(ms: number): string {
    if (ms < minute) return t('duration.none');
    let rest = ms;
    const parts: string[] = [];
    for (const [unit, length] of units) {
      const count = Math.floor(rest / length);
      rest -= count * length;
      if (count > 0) parts.push(t(`duration.${unit}`, { count }));
    }
    return parts.join(t('duration.joint'));
  }
  function relative(at: Instant, now: Instant): string {
    const ms = millis(at) - millis(now);
    const far = Math.abs(ms);
    // The largest unit of which there are two or more: 90 minutes, not one hour.
    const [unit, length] = units.find(([, size]) => far >= 2 * size) ?? (['minutes', minute] as const);
    const count = Math.floor(far / length);
    if (count === 0) return t('relative.now');
    return t(ms > 0 ? 'relative.in' : 'relative.ago', { span: t(`duration.${unit}`, { count }) });
  }
  function condition(text: string): string {
    const parsed = parseCondition(text);
    if (!parsed.ok) return text;
    const { term, op, value } = parsed.value;
    const phrases = { term: t(`term.${term.replace('.', '-')}`), op: t(`operator.${op}`) };
    if ('number' in value) return t('condition.number', { ...phrases, number: value.number.toString() });
    const of = t(`term.${value.of.replace('.', '-')}`);
    // Quoted as the charter has it: 58%, not 29/50.
    const share = /[<>=]\s*(\S+)\s+of\s/.exec(text)?.[1];
    return share === undefined
      ? t('condition.term', { ...phrases, of })
      : t('condition.share', { ...phrases, share, of });
  }
  return {
    language,
    t,
    name: (text) => inLanguage(text, language),
    day: remembering((at) => dayFormat.format(millis(at))),
    time: remembering((at) =>
      t('time', {
        day: dayFormat.format(millis(at)),
        clock: clockFormat.format(millis(at)),
        weekday: weekdayFormat.format(millis(at)),
      }),
    ),
    duration,
    relative,
    condition: remembering(condition),
  };
}
