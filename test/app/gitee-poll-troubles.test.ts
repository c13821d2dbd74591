// Gitee's lists where they are not as described, polled by the whole app: what goes on, what waits, and that nothing waits for ever.
import { expect, test } from '@jest/globals';
import { otherFields } from '../../src/sandbox/forge/faults.js';
import { days, hours, until } from '../support/app.js';
import { deafWorld, poll } from '../support/gitee-poll.js';
import { models, type GiteeWorld } from '../support/gitee-world.js';

const [first, second] = ['M-2026-0001', 'M-2026-0002'];
const minute = 60_000;

/** From now on these fields of a comment are other ones, wherever comments on issues are listed. */
function spoil({ gitee }: GiteeWorld, id: number, fields: object): void {
  const lie = (body: unknown) =>
    Array.isArray(body)
      ? body.map((item: unknown) =>
          typeof item === 'object' && item !== null && 'id' in item && item.id === id ? { ...item, ...fields } : item,
        )
      : body;
  gitee.faults.fail({ path: /\/issues\/comments$/, until: Date.now() + 3_600_000, mode: { lie } });
}

/** Two motions, each in its issue, and a comment in the first that cannot be read, written shortly before both are due. */
async function spoilt(fields: object = { user: 'nobody' }) {
  const world = await deafWorld();
  const { gitee, clock, openIssue } = world;
  const [a, b] = [openIssue('linmei', '/vote technical'), openIssue('wangbo', '/vote technical')];
  await poll(world);
  clock.advance(days(7) - 10 * minute);
  spoil(world, gitee.as('wangbo').comment(models, a, '/yes').id, fields);
  gitee.as('chenyu').comment(models, b, '/yes');
  clock.advance(12 * minute);
  await until('the other motion is closed', async () => (await world.motion(second)).state === 'closed');
  return { ...world, a, b };
}

async function counted({ metrics }: GiteeWorld, what: 'failures' | 'given_up'): Promise<number> {
  const shown = new RegExp(`poll_${what}_total\\{forge="gitee"\\} (\\d+)`).exec(await metrics());
  return Number(shown?.[1] ?? 0);
}

/** Waits until more has failed than before. */
async function anotherFails(world: GiteeWorld, afterMs: number): Promise<void> {
  const before = await counted(world, 'failures');
  world.clock.advance(afterMs);
  await until('a poll fails', async () => (await counted(world, 'failures')) > before);
}

test('a comment that cannot be read keeps only the motion of its issue open, and counts when it can be read', async () => {
  const world = await spoilt();
  const { clock, gitee, motion } = world;
  expect(await motion(second)).toMatchObject({ tally: { yes: 1 } });
  expect((await motion(first)).state).toBe('open');
  await until('the failure is counted', async () => (await counted(world, 'failures')) > 0);
  expect(await counted(world, 'given_up')).toBe(0);
  gitee.faults.clear();
  clock.advance(5 * minute);
  await until('the motion is closed', async () => (await motion(first)).state === 'closed');
  const closed = await motion(first);
  expect(closed).toMatchObject({ tally: { yes: 1 }, closed_at: closed.closes_at });
});

test('a comment that cannot be read for a day is given up and counted, and its motion closes', async () => {
  const world = await spoilt();
  const { clock, motion } = world;
  await anotherFails(world, hours(23));
  expect((await motion(first)).state).toBe('open');
  clock.advance(hours(2));
  await until('the motion is closed', async () => (await motion(first)).state === 'closed');
  const closed = await motion(first);
  expect(closed).toMatchObject({ tally: { yes: 0 }, closed_at: closed.closes_at });
  await until('it is counted', async () => (await counted(world, 'given_up')) > 0);
  expect(await counted(world, 'given_up')).toBe(1);
});

test('a comment of which nobody knows where it is holds up nothing, and is counted', async () => {
  const world = await spoilt({ target: 'nowhere' });
  await until('the motion is closed', async () => (await world.motion(first)).state === 'closed');
  await until('it is counted', async () => (await counted(world, 'given_up')) > 0);
  expect(await counted(world, 'given_up')).toBe(1);
});

test('a comment on an issue that cannot be read is given up after it, and its motion closes', async () => {
  const world = await deafWorld();
  const { gitee, clock, motion, openIssue } = world;
  const number = openIssue('linmei', '/vote technical');
  await poll(world);
  const wrong = (item: unknown) =>
    typeof item === 'object' && item !== null && 'number' in item && item.number === number
      ? { ...item, title: null }
      : item;
  const lie = (body: unknown) => (Array.isArray(body) ? body.map(wrong) : wrong(body));
  gitee.faults.fail({ path: /\/issues(\/\w+)?$/, until: Date.now() + 3_600_000, mode: { lie } });
  gitee.as('wangbo').comment(models, number, '/yes');
  clock.advance(hours(25));
  await until('both are given up', async () => {
    clock.advance(2 * minute);
    return (await counted(world, 'given_up')) === 2;
  });
  clock.advance(days(7));
  await until('the motion is closed', async () => (await motion(first)).state === 'closed');
  expect(await counted(world, 'given_up')).toBe(2);
});

test('where issues are switched off, pull requests are polled all the same', async () => {
  const world = await deafWorld();
  const { gitee, motion } = world;
  const always = { until: Date.now() + 3_600_000 };
  gitee.faults.fail({ ...always, path: /\/issues(\/comments)?$/, mode: { status: 404 } });
  gitee.faults.fail({ ...always, path: `/repos/${models}`, mode: { lie: otherFields({ has_issues: false }) } });
  const { number } = gitee.as('luren').openPull(models, { title: 'Load in pieces', body: 'So that they fit.' });
  gitee.as('linmei').comment(models, number, '/vote technical');
  await poll(world);
  expect(await motion(first)).toMatchObject({ state: 'open', subjects: [{ number: String(number) }] });
});

test('a list that is not there, in a repository that is, closes nothing unheard', async () => {
  const world = await deafWorld();
  const { gitee, clock, motion, openIssue } = world;
  const number = openIssue('linmei', '/vote technical');
  await poll(world);
  clock.advance(days(7) - 10 * minute);
  gitee.faults.fail({ path: /\/issues$/, until: Date.now() + 3_600_000, mode: { status: 404 } });
  gitee.as('linmei').comment(models, number, '/yes');
  await anotherFails(world, 12 * minute);
  await anotherFails(world, days(2));
  expect((await motion(first)).state).toBe('open');
  gitee.faults.clear();
  clock.advance(5 * minute);
  await until('the motion is closed', async () => (await motion(first)).state === 'closed');
  expect(await motion(first)).toMatchObject({ tally: { yes: 1 } });
});
