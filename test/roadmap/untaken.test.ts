// What an issue says that its item did not take over.
import { describe, expect, test } from '@jest/globals';
import { readForm } from '../../src/roadmap/form.js';
import { untakenFields, type TakenField } from '../../src/roadmap/untaken.js';
import { at, charterWith, refOf } from './world.js';

const adopted = charterWith('themes: [a, b]');
const item = { outcome: 'commitment', theme: 'a', body: 'tsc', lead: refOf('p5') };
const parts = { outcome: 'Done', theme: 'a', body: 'tsc', lead: '@p5' };

function formOf(changed: Partial<Record<keyof typeof parts, string>>): string {
  return Object.entries({ ...parts, ...changed })
    .map(([field, text]) => `### ${field}\n\n${text}\n`)
    .join('\n');
}

function untaken(text: string, outcome: string | null | undefined = 'Done'): readonly TakenField[] {
  return untakenFields(item, readForm(text, adopted, 'github', at(0)), adopted, outcome);
}

describe('of a form', () => {
  test.each<[string, string, readonly TakenField[]]>([
    ['nothing, when it says what the item says', formOf({}), []],
    ['what it says otherwise', formOf({ theme: 'b', outcome: 'Begun' }), ['outcome', 'theme']],
    ['what it says no more', formOf({ lead: '', body: '' }), ['body', 'lead']],
    ['not what is wrong in it: that is told as such', formOf({ theme: 'zzz', lead: '@zzz', outcome: '' }), []],
    ['nothing, when none of its headings is there', 'Something else altogether.', []],
  ])('%s', (_what, text, expected) => {
    expect(untaken(text)).toEqual(expected);
  });

  test('not the outcome, when the one that the item had was erased', () => {
    expect(untakenFields(item, readForm(formOf({}), adopted, 'github', at(0)), adopted, undefined)).toEqual([]);
  });

  test('the outcome, when the item has none', () => {
    const without = { ...item, outcome: null };
    expect(untakenFields(without, readForm(formOf({}), adopted, 'github', at(0)), adopted, null)).toEqual(['outcome']);
  });
});
