// The forge contract: checks on commits are created, found by our id, changed; or it is said honestly that there are none.
import { describe, expect, test } from '@jest/globals';
import type { Check } from '../../../src/forges/forge.js';
import { forges } from './forges.js';
import { startWorld, valueOf, type ContractWorld } from './world.js';

function checkOn(world: ContractWorld, number: string, head: string): Check {
  return {
    name: 'OpenCharter / policy',
    subject: world.on(number),
    head,
    externalId: 'policy/1',
    state: 'in_progress',
    title: '检查中',
    summary: 'S',
    url: 'https://charter.test/contributions',
    startedAt: world.clock.now().replace('.000Z', '.123Z'),
    completedAt: null,
  };
}

async function opened(world: ContractWorld) {
  const number = world.as('lin-mei').openPull({ title: 'P' });
  const head = valueOf(await world.forge.read.head(world.on(number)));
  return { head, check: checkOn(world, number, head) };
}

describe.each(forges)('a check on $forge', (driver) => {
  const { differs } = driver;

  test('is created in progress, found by our own id and no other, and completed', async () => {
    const world = await startWorld(driver);
    const { head, check } = await opened(world);
    expect(valueOf(await world.forge.write.findCheck(check))).toBeNull();
    const made = valueOf(await world.forge.write.createCheck(check));
    expect(valueOf(await world.forge.write.findCheck(check))).toEqual(made);
    expect(valueOf(await world.forge.write.findCheck({ ...check, externalId: 'policy/2' }))).toBeNull();
    for (const state of ['failure', 'success'] as const) {
      valueOf(await world.forge.write.updateCheck(made.id, { ...check, state, completedAt: world.clock.now() }));
      expect(world.there.checks(head)).toMatchObject([{ name: check.name, conclusion: state }]);
    }
    expect(valueOf(await world.forge.write.findCheck(check))).toEqual(made);
  });

  test('with a very long summary and many remarks is written all the same', async () => {
    const world = await startWorld(driver);
    const { head, check } = await opened(world);
    const remark = { path: 'OWNERS', level: 'warning', message: '字'.repeat(100) } as const;
    const annotations = Array.from({ length: 60 }, (_, i) => ({ ...remark, line: i + 1 }));
    const long = {
      ...check,
      summary: '长'.repeat(70_000),
      state: 'failure',
      completedAt: world.clock.now(),
      annotations,
    } as const;
    const made = valueOf(await world.forge.write.createCheck(long));
    valueOf(await world.forge.write.updateCheck(made.id, long));
    expect(world.there.checks(head)).toMatchObject([{ conclusion: 'failure' }]);
  });

  test('whose answer was lost is found', async () => {
    const world = await startWorld(driver);
    const { check } = await opened(world);
    world.trouble('lost');
    expect(await world.forge.write.createCheck(check)).toMatchObject({ ok: false, error: { kind: 'unavailable' } });
    expect(valueOf(await world.forge.write.findCheck(check))).not.toBeNull();
  });

  test(`is always taken, unless: ${String(differs.checks)}`, async () => {
    const world = await startWorld(driver, { mayCheck: differs.checks === null });
    const { head, check } = await opened(world);
    world.calls();
    const made = [
      valueOf(await world.forge.write.createCheck(check)),
      valueOf(await world.forge.write.createCheck(check)),
    ];
    if (differs.checks === null) {
      expect(world.there.checks(head)).toHaveLength(2);
      return;
    }
    expect(made).toEqual([{ id: 'unsupported' }, { id: 'unsupported' }]);
    valueOf(await world.forge.write.updateCheck('unsupported', check));
    expect(valueOf(await world.forge.write.findCheck(check))).toEqual({ id: 'unsupported' });
    expect(world.calls()).toBe(1);
    world.wait(25 * 60 * 60_000);
    valueOf(await world.forge.write.createCheck(check));
    expect(world.calls()).toBe(1);
    expect(world.there.checks(head)).toEqual([]);
  });
});
