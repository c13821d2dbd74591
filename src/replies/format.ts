// Times, durations, conditions and lists in words.
import { parseCondition, type Condition } from '../charter/condition.js';
import { parseIsoDuration } from '../shared/duration.js';
import type { Instant } from '../shared/time.js';
import type { Language } from '../shared/text.js';
import { neutralise } from '../shared/neutralise.js';
import type { Say } from './say.js';

/** `2026-03-06 14:00 UTC`. */
export function utc(time: Instant): string {
  return `${time.slice(0, 10)} ${time.slice(11, 16)} UTC`;
}

/** `Friday 6 March 2026`; in Chinese the date in Beijing, whose day may be the next. */
export function dayInWords(time: Instant, language: Language): string {
  const date = new Date(time);
  if (language === 'en') {
    const options = { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' } as const;
    return new Intl.DateTimeFormat('en-GB', options).format(date).replace(/,/g, '');
  }
  const beijing = new Date(date.getTime() + 8 * 3_600_000);
  const clock = beijing.toISOString().slice(11, 16);
  const weekday = '日一二三四五六'.charAt(beijing.getUTCDay());
  return `北京时间 ${String(beijing.getUTCMonth() + 1)}月${String(beijing.getUTCDate())}日星期${weekday} ${clock}`;
}

const units = [
  ['days', 86_400_000],
  ['hours', 3_600_000],
  ['minutes', 60_000],
  ['seconds', 1000],
] as const;

/** `7 days`, `1 day 12 hours`: the two largest units that are not zero. */
export function durationInWords(ms: number, say: Say): string {
  const parts: string[] = [];
  let rest = ms;
  for (const [unit, length] of units) {
    const count = Math.floor(rest / length);
    rest %= length;
    if (count > 0 && parts.length < 2) parts.push(say(`duration.${unit}`, { count }));
  }
  return parts.length === 0 ? say('duration.seconds', { count: 0 }) : parts.join(say('duration.join'));
}

/** An ISO 8601 duration in words; one that cannot be read, as it is. */
export function isoInWords(text: string, say: Say): string {
  const ms = parseIsoDuration(text);
  return ms.ok ? durationInWords(ms.value, say) : neutralise(text, 40);
}

function valueInWords(condition: Condition, say: Say): string {
  const { value } = condition;
  const op = operatorNames[condition.op];
  if ('number' in value) return say(`conditions.${op}`, { value: value.number.toString() });
  const term = say(`terms.${termName(value.of)}`);
  if (value.share.n === value.share.d) return say(`conditions.${op}-term`, { value: term });
  // The fraction is quoted as the charter has it: 58%, not 29/50.
  const share = /[<>=]\s*(\S+)\s+of\s/.exec(condition.text)?.[1] ?? '';
  return say(`conditions.${op}`, { value: say('conditions.share', { share, term }) });
}

const operatorNames = { '>': 'above', '>=': 'at-least', '=': 'equal', '<': 'below', '<=': 'at-most' } as const;

/** The locale files name terms without the dot, which there stands between levels. */
function termName(term: Condition['term']): string {
  return term.replace('.', '-');
}

/** A condition as a clause: `the votes for are more than 1/2 of the votes cast for or against`. One that cannot be read, as it is. */
export function conditionInWords(text: string, say: Say): string {
  const condition = parseCondition(text);
  if (!condition.ok) return neutralise(text, 200);
  const { term } = condition.value;
  return say('conditions.clause', { term: say(`terms.${termName(term)}`), value: valueInWords(condition.value, say) });
}

/** `a, b or c`; in Chinese `a、b或c`. */
export function oneOf(items: readonly string[], say: Say): string {
  const last = items.at(-1) ?? '';
  if (items.length < 2) return last;
  return say('list.or', { first: items.slice(0, -1).join(say('list.comma')), last });
}

/** `a, b and c`; in Chinese `a、b和c`. */
export function allOf(items: readonly string[], say: Say): string {
  const last = items.at(-1) ?? '';
  if (items.length < 2) return last;
  return say('list.and', { first: items.slice(0, -1).join(say('list.comma')), last });
}
