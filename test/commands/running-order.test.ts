// In which order the commands of one text run.
import { expect, test } from '@jest/globals';
import { commandNames } from '../../src/commands/index.js';
import { parseCommands } from '../../src/commands/parse.js';
import { runningOrder } from '../../src/commands/running-order.js';

function inOrder(body: string): string {
  const { linking, others } = runningOrder(parseCommands(body, { names: commandNames, prefixOnly: false }).commands);
  const names = (commands: typeof linking) => commands.map(({ name }) => name).join(' ');
  return `${names(linking)} | ${names(others)}`;
}

test.each([
  ['without a link, as they stand', '/vote\n/yes', ' | vote yes'],
  ['a link after the call', '/vote\n/link a', 'vote link | '],
  ['a link before the call', '/link a\n/vote', 'vote link | '],
  ['a link at the end, after a ballot that waits for the opening', '/vote\n/yes\n/link a', 'vote link | yes'],
  ['a link where the first call was a mistake', '/propose\n/vote\n/link a\n/yes', 'propose vote link | yes'],
  ['a link to a motion called before', '/link a\n/check-vote', 'link | check-vote'],
])('%s', (_what, body, order) => {
  expect(inOrder(body)).toBe(order);
});

test.each([
  ['/yes', false],
  ['/yes\n/recuse why\n/check-vote\n/help', false],
  ['/withdraw', true],
  ['/yes\n/extend 1d why', true],
  ['/second', true],
  ['/vote', true],
  ['/propose technical', true],
  ['/link a', true],
])('whether %j depends on what came before: %s', (body, ordered) => {
  expect(runningOrder(parseCommands(body, { names: commandNames, prefixOnly: false }).commands).ordered).toBe(ordered);
});
