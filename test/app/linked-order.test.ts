// Two subjects are two lanes: what is received first still acts first on the motion they share, and ballots wait for nobody.
import { expect, test } from '@jest/globals';
import type { Lease } from '../../src/queue/lease.js';
import { days, hours, members, startWorld, until, type TestWorld } from '../support/app.js';

const here = 'openclaw/models';
const there = 'openclaw/docs';
const first = 'M-2026-0001';

/** A motion of a kind in an issue of each of two repositories. */
async function linked(kind = 'technical') {
  const world = await startWorld();
  const { github, settle } = world;
  const { number: a } = github.as('wang-bo').openIssue(here, { title: 'Adopt safetensors', body: '' });
  const { number: b } = github.as('lin-mei').openIssue(there, { title: 'Describe safetensors', body: '' });
  await settle();
  github.as('wang-bo').comment(here, a, `/vote ${kind}\n/link github:${there}#${String(b)}`);
  await settle();
  return { ...world, a, b };
}

/** Holds the lane of an issue, so that what is received in it stays where it is. */
async function hold({ app }: TestWorld, repo: string, n: number): Promise<() => Promise<void>> {
  const held: Lease[] = [];
  await until('the lane is free', async () => {
    const lease = await app.stores.leases.acquire(`inbox github:${repo}#${String(n)}`, 'a test', 120_000);
    if (lease) held.push(lease);
    return lease !== null;
  });
  return async () => {
    for (const lease of held) await app.stores.leases.release(lease);
  };
}

/** Waits until the head of a lane was tried and put off. */
async function putOff({ app }: TestWorld, repo: string, n: number): Promise<void> {
  await until('the delivery waits', async () => {
    const head = await app.stores.deliveries.head(`github:${repo}#${String(n)}`);
    return head !== null && head.record.error !== null;
  });
}

function replyTo({ github }: TestWorld, repo: string, n: number): string {
  return github
    .comments(repo, n)
    .filter(({ author, body }) => author.type === 'Bot' && body.includes('opencharter:reply'))
    .map(({ body }) => body)
    .join('\n');
}

test('a ballot received before closing counts, though it is handled after deliveries of the other subject that came later', async () => {
  const world = await linked();
  const { github, clock, motion, settle, a, b } = world;
  for (const login of ['wang-bo', 'chen-yu', 'ana-souza']) github.as(login).comment(here, a, '/yes');
  await settle();
  const { closes_at: closesAt } = await motion(first);
  const release = await hold(world, there, b);
  github.as('kofi-mensah').comment(there, b, '/yes in time');
  await github.webhooks.idle();
  clock.advance(days(8));
  github.as('lin-mei').comment(here, a, '/yes too late');
  await putOff(world, here, a);
  expect(await motion(first)).toMatchObject({ state: 'open', tally: { yes: 3 } });
  await release();
  await until('the motion is closed', async () => (await motion(first)).state === 'closed');
  await settle();
  expect(await motion(first)).toMatchObject({ outcome: 'carried', closed_at: closesAt, tally: { yes: 4 } });
  await until('the late one is told', () => replyTo(world, here, a).includes('has ended'));
});

test('a motion decided in one subject closes only when ballots received before in the other are counted', async () => {
  const world = await linked('quick');
  const { github, clock, motion, settle, a, b } = world;
  clock.advance(days(2));
  const release = await hold(world, there, b);
  github.as('kofi-mensah').comment(there, b, '/no');
  await github.webhooks.idle();
  clock.advance(1000);
  const decidedAt = clock.now();
  for (const login of ['wang-bo', 'chen-yu', 'ana-souza', 'lin-mei']) github.as(login).comment(here, a, '/yes');
  await until('the four are counted', async () => (await motion(first)).tally.yes === 4);
  clock.advance(hours(1));
  expect(await motion(first)).toMatchObject({ state: 'open', tally: { yes: 4, no: 0 } });
  await release();
  await until('the motion is closed', async () => (await motion(first)).state === 'closed');
  await settle();
  expect(await motion(first)).toMatchObject({ outcome: 'carried', closed_at: decidedAt, tally: { yes: 4, no: 1 } });
});

test('ballots do not wait for the other subject', async () => {
  const world = await linked();
  const { github, clock, motion, a, b } = world;
  await hold(world, there, b);
  github.as('kofi-mensah').comment(there, b, '/no');
  await github.webhooks.idle();
  clock.advance(1000);
  for (const login of members) github.as(login).comment(here, a, '/yes');
  await until('all are counted', async () => (await motion(first)).tally.yes === 7);
});

test('a withdrawal waits for ballots that came before it', async () => {
  const world = await linked();
  const { github, clock, motion, settle, a, b } = world;
  const release = await hold(world, there, b);
  github.as('kofi-mensah').comment(there, b, '/no');
  await github.webhooks.idle();
  clock.advance(1000);
  github.as('wang-bo').comment(here, a, '/withdraw');
  await putOff(world, here, a);
  await release();
  await settle();
  await until('it is told', () => replyTo(world, here, a).includes('cannot be withdrawn any more'));
  expect(await motion(first)).toMatchObject({ state: 'open', tally: { no: 1 } });
});

test('a push to one waits for ballots that came before it in the other', async () => {
  const world = await startWorld();
  const { github, clock, motion, settle } = world;
  const { number: a } = github.as('wang-bo').openPull(here, { title: 'Add a loader', body: 'Loads.' });
  const { number: b } = github.as('lin-mei').openIssue(there, { title: 'A loader', body: '' });
  github.as('wang-bo').comment(here, a, `/vote technical\n/link github:${there}#${String(b)}`);
  await settle();
  const release = await hold(world, there, b);
  github.as('kofi-mensah').comment(there, b, '/yes');
  await github.webhooks.idle();
  clock.advance(1000);
  github.as('wang-bo').push(here, a);
  await putOff(world, here, a);
  expect(await motion(first)).toMatchObject({ state: 'open' });
  await release();
  await until('the motion is superseded', async () => (await motion(first)).outcome === 'superseded');
  expect(await motion(first)).toMatchObject({ tally: { yes: 1 } });
});

test('a link waits for what was called in the other subject before it', async () => {
  const world = await startWorld();
  const { github, clock, motion, settle } = world;
  const { number: a } = github.as('wang-bo').openIssue(here, { title: 'Adopt safetensors', body: '' });
  const { number: b } = github.as('lin-mei').openIssue(there, { title: 'Describe safetensors', body: '' });
  await settle();
  const release = await hold(world, there, b);
  github.as('lin-mei').comment(there, b, '/vote technical');
  await github.webhooks.idle();
  clock.advance(1000);
  const calledAt = clock.now();
  github.as('wang-bo').comment(here, a, `/vote technical\n/link github:${there}#${String(b)}`);
  await putOff(world, here, a);
  clock.advance(hours(1));
  expect((await world.app.stores.ledger.sync()).motions.get(first)).toMatchObject({ state: 'proposed' });
  await release();
  await until('the link is refused', () => replyTo(world, here, a).includes('Motion M-2026-0002 is already open in'));
  await settle();
  expect(await motion(first)).toMatchObject({ state: 'open', opened_at: calledAt, subjects: [{ repo: here }] });
});

test('while the forge does not tell the other subject, the motion called in the same text stays proposed', async () => {
  const world = await startWorld();
  const { github, clock, motion, settle } = world;
  const { number: a } = github.as('wang-bo').openIssue(here, { title: 'Adopt safetensors', body: '' });
  const { number: b } = github.as('lin-mei').openIssue(there, { title: 'Describe safetensors', body: '' });
  await settle();
  github.faults.fail({ path: new RegExp(`${there}/issues/${String(b)}$`), times: 10_000, mode: { status: 502 } });
  const calledAt = clock.now();
  github.as('wang-bo').comment(here, a, `/vote technical\n/link github:${there}#${String(b)}\n/yes`);
  await putOff(world, here, a);
  clock.advance(hours(1));
  expect((await world.app.stores.ledger.sync()).motions.get(first)).toMatchObject({ state: 'proposed' });
  github.faults.clear();
  await until('it is linked and open', async () => (await world.app.stores.motions.find(first))?.state === 'open');
  await settle();
  expect(await motion(first)).toMatchObject({
    opened_at: calledAt,
    subjects: [{ repo: here }, { repo: there }],
    tally: { yes: 1 },
  });
});

test('of ballots that all cast in both at once one each counts, in two processes', async () => {
  const world = await linked();
  const { github, motion, settle, a, b } = world;
  const other = await world.startAnother();
  for (const login of members) {
    github.as(login).comment(here, a, '/yes');
    github.as(login).comment(there, b, '/no');
  }
  await settle();
  await other.idle();
  const found = await motion(first);
  expect(found.tally).toMatchObject({ yes: 0, no: 7, ballots: 7 });
  expect(found.ballots.filter(({ superseded }) => superseded)).toHaveLength(7);
});
