// Golden files: what the bot says, word for word, read by people. `UPDATE_GOLDEN=1` writes them anew.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { expect } from '@jest/globals';

const folder = new URL('../golden/replies/', import.meta.url);

/** Expects the text to be that of test/golden/replies/NAME.md. */
export function expectGolden(name: string, text: string): void {
  const file = new URL(`${name}.md`, folder);
  if (process.env['UPDATE_GOLDEN'] === '1') {
    mkdirSync(new URL('.', file), { recursive: true });
    writeFileSync(file, text);
  }
  expect(text).toBe(readFileSync(file, 'utf8'));
}
