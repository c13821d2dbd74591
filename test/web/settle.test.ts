// Settled templates: they say what Handlebars would have said, with the constant parts worked out once.
import { describe, expect, test } from '@jest/globals';
import Handlebars from 'handlebars';
import { settle, type Fixed } from '../../src/web/settle.js';

const partials = new Map([
  ['time', '<time>{{at}}</time>'],
  ['row', '<li>{{shout "x"}}{{> time}}</li>'],
]);

function counting(): { readonly fixed: Fixed; readonly calls: () => number } {
  let calls = 0;
  const shout = (...args: unknown[]): string => {
    calls += 1;
    return `<${args.slice(0, -1).join('')}>`;
  };
  const parsed = new Map([...partials].map(([name, text]) => [name, Handlebars.parse(text)]));
  return { fixed: { helpers: new Map([['shout', shout]]), partials: parsed }, calls: () => calls };
}

/** What the settled template says, what Handlebars alone says, and how often the helper was called when it was said. */
function both(text: string, model: object): { settled: string; alone: string; calls: number } {
  const { fixed, calls } = counting();
  const environment = Handlebars.create();
  for (const [name, helper] of fixed.helpers) environment.registerHelper(name, helper);
  for (const [name, partial] of partials) environment.registerPartial(name, partial);
  const template = environment.compile(settle(fixed, Handlebars.parse(text)));
  const alone = environment.compile(text)(model);
  const before = calls();
  return { settled: template(model), alone, calls: calls() - before };
}

const model = { at: 'noon', rows: [{ at: 'one' }, { at: 'two' }], yes: true, word: '<word>' };

describe('a settled template', () => {
  test.each([
    ['a helper of texts', '{{shout "a" "&b"}}', 0],
    ['a helper of a value', '{{shout word}}', 1],
    ['a helper with a named value', '{{shout "a" b=1}}', 1],
    ['a value', '{{word}}', 0],
    ['a partial of nothing', '{{> time}}', 0],
    ['a partial of a context', '{{#each rows}}{{> time this}}{{/each}}', 0],
    ['a partial with a named value', '{{> time at="later"}}', 0],
    ['partials within partials, in a loop', '<ul>\n{{#each rows}}\n{{> row}}\n{{/each}}\n</ul>', 0],
    [
      'both ways of a choice',
      '{{#if yes}}{{shout "y"}}{{else}}{{shout "n"}}{{/if}}{{#unless yes}}{{shout "z"}}{{/unless}}',
      0,
    ],
    ['an inline partial', '{{#*inline "own"}}{{shout "i"}}{{> time}}{{/inline}}{{> own}}', 0],
    ['a partial with a block', '{{#> absent}}{{shout "b"}}{{> time}}{{/absent}}', 0],
  ])('says %s as before', (_what, text, calls) => {
    const { settled, alone, calls: made } = both(text, model);
    expect(settled).toBe(alone);
    expect(made).toBe(calls);
  });
});
