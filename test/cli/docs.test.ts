// The generated pages of docs/ say what the program does now.
import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { commandsPage } from '../../src/cli/docs.js';
import { commandNames, commands as registry } from '../../src/commands/index.js';
import { parseCommands } from '../../src/commands/parse.js';

test('docs/commands.md is not stale (npm run docs writes it anew)', () => {
  const file = new URL('../../docs/commands.md', import.meta.url);
  expect(readFileSync(file, 'utf8')).toBe(commandsPage());
});

describe('the help of a command', () => {
  test.each(registry.map(({ name, help }) => [name, help] as const))(
    '/%s: every example is read as this command',
    (name, { examples }) => {
      for (const example of examples) {
        const { commands } = parseCommands(example, { names: commandNames, prefixOnly: false });
        expect(commands.map((command) => command.name)).toEqual([name]);
      }
    },
  );

  test.each(registry.map(({ name, help }) => [name, help] as const))(
    '/%s: the usage starts with the name',
    (name, { usage }) => {
      expect(usage.split(' ')[0]).toBe(`/${name}`);
    },
  );
});
