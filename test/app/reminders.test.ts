// Reminders, and two instances that remind, open and close but once.
import { describe, expect, test } from '@jest/globals';
import type { Ref } from '../../src/sandbox/gitee/ident.js';
import { plus } from '../../src/shared/time.js';
import { days, hours, members, startOn, until } from '../support/app.js';
import { forges } from '../support/forges.js';
import {
  becomes,
  botComments,
  closed,
  issue,
  reminders,
  repo,
  shortKinds,
  stopAndStartAgain,
  vote,
} from '../support/issue-motions.js';

describe.each(forges)('on %s', (on) => {
  test('one reminder, a day before closing, names exactly those who have not voted; two instances and a restart do not repeat it', async () => {
    const world = await startOn(on, { charter: shortKinds });
    const { clock } = world;
    await world.startAnother();
    const n = await issue(world, '/vote technical');
    await vote(world, n, members.slice(0, 3));
    world.forge.as('ola-nowak').comment(repo, n, '/recuse I wrote it');
    await world.settle();
    clock.advance(days(6) - hours(13));
    const short = await issue(world, '/vote short');
    clock.advance(hours(13) - 1);
    await until('the short motion is reminded', () => reminders(world, short).length > 0);
    expect(reminders(world, n)).toEqual([]);
    clock.advance(1);
    await until('the reminder is written', () => reminders(world, n).length > 0);
    const mentioned = [...(reminders(world, n)[0] ?? '').matchAll(/@([\w-]+)/g)].map(([, login]) => login);
    expect(mentioned.sort()).toEqual(['ana-souza', 'kofi-mensah', 'yuki-tanaka']);

    await stopAndStartAgain(world, hours(12));
    clock.advance(days(1));
    await closed(world, 'M-2026-0001');
    await until('the result is written', () => world.forge.labels(repo, n).includes('motion/carried'));
    await world.settle();
    expect(reminders(world, n)).toHaveLength(1);
  });

  test('no reminder where the kind has none, nor where it would fall at the opening', async () => {
    const world = await startOn(on, { charter: shortKinds });
    const [brief, silent, short] = [
      await issue(world, '/vote brief'),
      await issue(world, '/vote silent'),
      await issue(world, '/vote short'),
    ];
    world.clock.advance(hours(13));
    await until('the last of the three is reminded', () => reminders(world, short).length > 0);
    await world.settle();
    expect([reminders(world, brief), reminders(world, silent)]).toEqual([[], []]);
  });

  test('two instances on one database open, remind and close each motion once', async () => {
    const world = await startOn(on, { charter: shortKinds });
    const { clock, motion } = world;
    const numbers: Ref[] = [];
    for (const proposer of ['wang-bo', 'lin-mei', 'chen-yu'])
      for (let i = 0; i < 2; i += 1)
        numbers.push(world.forge.as(proposer).openIssue(repo, { title: 'Adopt', body: '/propose noticed' }).number);
    await world.settle();
    await world.startAnother();
    for (const n of numbers) await vote(world, n, ['kofi-mensah', 'ana-souza'], '/second');
    const ids = numbers.map((_n, i) => `M-2026-000${String(i + 1)}`);
    clock.advance(days(4));
    for (const id of ids) await becomes(world, id, 'open');
    clock.advance(days(5) + hours(12));
    await until('all are reminded', () => numbers.every((n) => reminders(world, n).length > 0));
    clock.advance(days(7));
    for (const id of ids) await closed(world, id);
    await until('all results are shown', () =>
      numbers.every((n) => world.forge.labels(repo, n).includes('motion/lost')),
    );
    const writes = async () => (await world.app.stores.effects.counts()).pending;
    await until('nothing is left to write', async () => (await writes()) === 0);
    expect(numbers.map((n) => botComments(world, n).length)).toEqual(numbers.map(() => 3));
    for (const id of ids) {
      const { opened_at, closes_at, closed_at, proposed_at } = await motion(id);
      expect([opened_at, closed_at]).toEqual([plus(proposed_at, days(3)), closes_at]);
    }
  });
});
