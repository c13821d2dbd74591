// Words that were meant as a ballot and are none: `/yess`, `/贊成`, `／赞成`.
import { editDistance } from '../shared/text.js';
import { withoutInvisible } from '../shared/invisible.js';

/** Spellings whose meaning as a ballot is beyond doubt; traditional characters, and the words other tools use. */
const spellings: ReadonlyMap<string, string> = new Map([
  ...['ye', 'y', 'yea', 'aye', 'eys', '+1'].map((word) => [word, '/yes'] as const),
  ...['n', 'nay', '-1'].map((word) => [word, '/no'] as const),
  ...['abstention', 'abstentions', 'abstaining'].map((word) => [word, '/abstain'] as const),
  ...['贊成', '赞同', '贊同', '支持'].map((word) => [word, '/赞成'] as const),
  ...['反對', '不赞成', '不贊成', '不同意'].map((word) => [word, '/反对'] as const),
  ...['棄權', '弃票', '棄票'].map((word) => [word, '/弃权'] as const),
]);

/** English words one letter away from `yes` that mean something else. */
const otherWords = new Set(['yet', 'yen', 'yep', 'yeh', 'byes']);

const ballots = ['yes', 'no', 'abstain', '赞成', '反对', '弃权'];

function meantByLatin(word: string): string | null {
  const single = word.replace(/(.)\1+/gu, '$1');
  if (ballots.includes(single)) return `/${single}`;
  if (word.startsWith('y') && !otherWords.has(word) && editDistance(word, 'yes') <= 1) return '/yes';
  if (word.startsWith('ab') && editDistance(word, 'abstain') <= 2) return '/abstain';
  return null;
}

/**
 * The ballot command that the first word of a line looks like, when it is no command itself; null when it looks like none. Full-width
 * and accented letters, a full-width slash, doubled letters, punctuation glued to the word and Chinese words run on are seen through.
 */
export function ballotMeant(firstWord: string): string | null {
  if (firstWord.length > 200 || !/^[/／]/.test(firstWord)) return null;
  const folded = withoutInvisible(firstWord).normalize('NFKC').toLowerCase();
  const word = folded
    .slice(1)
    .normalize('NFD')
    .replace(/[\p{M}]/gu, '')
    .normalize('NFC');
  const known = spellings.get(word);
  if (known !== undefined) return known;
  const head = /^([a-z]+|\p{Script=Han}+)(?:[.!?。]+$|[,:;!，：；！、。（(]|$)/u.exec(word)?.[1] ?? word;
  if (ballots.includes(head)) return `/${head}`;
  const chinese = ballots.slice(3).find((ballot) => head.startsWith(ballot));
  if (chinese !== undefined) return `/${chinese}`;
  return spellings.get(head) ?? (/^\p{Script=Latin}{2,12}$/u.test(head) ? meantByLatin(head) : null);
}
