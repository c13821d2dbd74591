// An item whose issue is edited again and again, by whom it may be: its page tells all of it and stays readable.
import { beforeAll, expect, test } from '@jest/globals';
import { z } from 'zod';
import { followEdit } from '../../src/roadmap/decide/follow.js';
import { plus } from '../../src/shared/time.js';
import { accountOf, at, charterWith, createWorld, issue } from '../roadmap/world.js';
import { to } from '../roadmap/year.js';
import { openPortal, type TestPortal } from '../support/portal.js';

const edits = 120;
const textOf = (edit: number) =>
  Array.from({ length: 100 }, (_, line) => `edit ${String(edit)} line ${String(line)} ${'x'.repeat(500)}`).join('\n');

let portal: TestPortal;
beforeAll(async () => {
  const world = createWorld(charterWith('horizons: [now, next]'));
  world.do('p1', at(0), to.add('now'));
  for (let number = 1; number <= edits; number += 1) {
    const when = plus(at(1), number * 60_000);
    const described = { text: textOf(number) };
    const edit = { key: `edit ${String(number)}`, subject: issue(1), editor: accountOf('p9'), at: when, described };
    world.append(followEdit(world.state(when), edit).drafts, when);
  }
  portal = await openPortal((deps) => ({ ...deps, clock: { now: () => at(3) } }));
  portal.showRoadmap({ world });
});

test('has every edit in its history, and tells what the newest changed', async () => {
  const { text } = await portal.ask('/roadmap/RM-2026-001');
  expect(text.match(/<span class="muted">Text of the issue: <\/span>/g)).toHaveLength(edits);
  expect(text).toContain(`edit ${String(edits)} line 99`);
  expect(Buffer.byteLength(text)).toBeLessThan(4_000_000);
});

test.each([
  ['', 'The lines of older changes are in the changes as JSON.'],
  ['/zh', '更早的变更的具体内容见变更的 JSON。'],
])('says under "%s/" where the lines of the older ones are', async (language, sentence) => {
  const { text } = await portal.ask(`${language}/roadmap/RM-2026-001`);
  expect(text.split(sentence).length - 1).toBe(edits - 20);
  expect(text).not.toContain('edit 3 line 1 ');
});

test('has all lines as JSON, page by page', async () => {
  const lines = z.array(z.looseObject({ lines: z.array(z.looseObject({ text: z.string() })).nullable() }));
  const path = '/api/v1/roadmap/RM-2026-001/changes?field=text';
  const oldest = lines.parse(await portal.json(`${path}&per_page=20&page=6`)).at(-1);
  expect(oldest?.lines?.map(({ text }) => text).join('\n')).toBe(textOf(1));
});
