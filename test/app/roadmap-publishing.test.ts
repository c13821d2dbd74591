// ROADMAP.md, from outside: one pull request in the governance repository, kept up to date, and what people do to it.
import { describe, expect, test } from '@jest/globals';
import { isPull, type PullSubject } from '../../src/sandbox/forge/pull.js';
import { apart, type Commit } from '../../src/sandbox/forge/git.js';
import type { ForgeId } from '../../src/shared/refs.js';
import { until, type WorldOptions } from '../support/app.js';
import { forges } from '../support/forges.js';
import { quarterlyRoadmap, startRoadmapOn, type RoadmapWorld } from '../support/roadmap-talk.js';
import { violationsOn } from '../support/violations.js';

const docs = 'openclaw/docs';
const path = 'docs/ROADMAP.md';
const branch = 'opencharter/roadmap';
const minutes = (n: number): number => n * 60_000;
/** What our own pull request must pass too. */
const policy = 'version: 1\npolicies:\n  dco: { enforce: block }\n  title: { enforce: block }\n';

type Number = Awaited<ReturnType<RoadmapWorld['open']>>;

function start(on: ForgeId, options: WorldOptions = {}): Promise<RoadmapWorld> {
  return startRoadmapOn(on, `${quarterlyRoadmap}publish: ${on}:${docs}:${path}\n`, { policy, ...options });
}

function pulls({ forge }: RoadmapWorld): readonly PullSubject[] {
  return [...forge.repository(docs).subjects.values()].filter(isPull);
}

function textOn({ forge }: RoadmapWorld, name: string): string {
  return forge.repository(docs).branches.get(name)?.files.get(path) ?? '';
}

/** The commits of a branch that the default branch does not have, the oldest first. */
function commitsOn({ forge }: RoadmapWorld, name: string): readonly Commit[] {
  const { branches } = forge.repository(docs);
  const [base, head] = [branches.get('main'), branches.get(name)];
  return base && head ? apart(base, head).commits : [];
}

/** How often the file on the default branch was looked at. */
function looks({ forge }: RoadmapWorld): number {
  return forge.calls
    .all()
    .filter(({ method, path: at }) => method === 'GET' && decodeURIComponent(at).endsWith(`/contents/${path}`)).length;
}

/** Lets time pass until it was looked twice, whatever there was to do: the first look has ended then. */
async function looksTwice(world: RoadmapWorld): Promise<void> {
  for (let i = 0; i < 2; i += 1) {
    const before = looks(world);
    world.clock.advance(minutes(70));
    await until('the file is looked at', () => looks(world) > before);
  }
  await world.settle();
}

/** An item, accepted for a quarter. What its issue says is known a little later; told without it, the file would be another one then. */
async function added(world: RoadmapWorld, horizon = '2026-Q2'): Promise<Number> {
  const number = await world.open();
  expect(await world.say('wang-bo', number, `/roadmap add ${horizon}`)).toBe(true);
  const { id = '' } = (await world.item(number)) ?? {};
  const { issues } = world.app.stores;
  await until('its title is known', async () => (await issues.issues([id])).get(id)?.title === 'Publish the weights');
  return number;
}

async function moved(world: RoadmapWorld, number: Number, horizon: string): Promise<void> {
  expect(await world.say('maintainer-mo', number, `/roadmap move ${horizon} the data is late`)).toBe(true);
}

/** A turn of the clock, and the pull request that says so. */
async function pullWith(world: RoadmapWorld, text: string, index = 0): Promise<PullSubject> {
  world.clock.advance(minutes(11));
  const says = () => {
    const pull = pulls(world)[index];
    return (
      pull?.pull.head.files.get(path)?.includes(text) === true && pull.body?.includes('opencharter:roadmap/') === true
    );
  };
  await until(`a pull request has ${text}`, says);
  await until(`its text is of the same version`, () => pulls(world)[index]?.state === 'open');
  await world.settle();
  const pull = pulls(world)[index];
  if (!pull) throw new Error('there is no pull request');
  return pull;
}

describe.each(forges)('on %s', (on) => {
  test('it is proposed once, passes the foundation’s own policies, and is updated in place, at most every ten minutes', async () => {
    const world = await start(on);
    const number = await added(world);
    const first = await pullWith(world, '[RM-2026-001');
    expect(first).toMatchObject({ title: 'docs: update the roadmap', state: 'open' });
    expect(first.author.login).toContain('opencharter');
    expect(first.pull).toMatchObject({ headBranch: branch, baseBranch: 'main' });
    expect(first.pull.head.message).toMatch(/^docs: update the roadmap\n\nSigned-off-by: \S.* <\S+@\S+>$/);
    expect(textOn(world, 'main')).toBe('');

    for (const [horizon, slips] of [
      ['2026-Q3', 'slipped once'],
      ['later', 'slipped 2 times'],
    ] as const) {
      await moved(world, number, horizon);
      expect((await pullWith(world, slips)).number).toBe(first.number);
    }
    expect(pulls(world)).toHaveLength(1);
    const times = commitsOn(world, branch).map(({ committer }) => Date.parse(committer.date));
    expect(times).toHaveLength(3);
    for (const [i, time] of times.entries())
      if (i > 0) expect(time - (times[i - 1] ?? 0)).toBeGreaterThanOrEqual(minutes(10));
    await until('its check is green', () =>
      world.forge
        .checkRuns(docs, first.pull.head.sha)
        .some(({ name, conclusion }) => name === 'OpenCharter / policy' && conclusion === 'success'),
    );
    expect(world.forge.repository(docs).branches.size).toBe(2);
    expect(violationsOn[on](world.forge.calls.all())).toEqual([]);
  });

  test('merged, there is nothing to do until the next change, which is told alone, on a branch of its own', async () => {
    const world = await start(on);
    const number = await added(world);
    const first = await pullWith(world, '[RM-2026-001');
    world.forge.as('lin-mei').merge(docs, first.number, { method: 'squash' });
    await looksTwice(world);
    expect(pulls(world)).toHaveLength(1);
    expect(textOn(world, 'main')).toContain('# Roadmap of OpenClaw Foundation');
    await moved(world, number, '2026-Q3');
    const second = await pullWith(world, 'slipped once', 1);
    expect(second.pull.headBranch).toBe(`${branch}-after-${String(first.number)}`);
    expect(commitsOn(world, second.pull.headBranch)).toHaveLength(1);
    expect(second.body).toContain('moved from 2026-Q2 to 2026-Q3, one step later (“the data is late”)');
    expect(second.body).not.toContain('added');
  });

  test('closed by a person, it is not proposed again until it has changed', async () => {
    const world = await start(on);
    const number = await added(world);
    const first = await pullWith(world, '[RM-2026-001');
    world.forge.as('lin-mei').close(docs, first.number);
    await looksTwice(world);
    expect(pulls(world)).toHaveLength(1);
    expect(pulls(world)[0]?.state).toBe('closed');
    await moved(world, number, '2026-Q3');
    const second = await pullWith(world, 'slipped once', 1);
    expect(second.state).toBe('open');
    expect(pulls(world)).toHaveLength(2);
  });

  test('when the default branch says the same by other ways, it is closed with a word, and opened for the next change', async () => {
    const world = await start(on);
    const number = await added(world);
    const first = await pullWith(world, '[RM-2026-001');
    world.forge.as('lin-mei').commit(docs, { [path]: textOn(world, branch) });
    await looksTwice(world);
    expect(pulls(world)[0]?.state).toBe('closed');
    const words = world.forge.told(docs, first.number).filter((body) => body.includes('nothing left to merge'));
    expect(words).toHaveLength(1);
    await moved(world, number, '2026-Q3');
    await pullWith(world, 'slipped once', 1);
  });

  test('commits of others on its branch are left alone, and that is said once', async () => {
    const world = await start(on);
    const number = await added(world);
    const first = await pullWith(world, '[RM-2026-001');
    world.forge.as('lin-mei').commit(docs, { 'notes.md': 'mine\n' }, { branch });
    const theirs = world.forge.repository(docs).branches.get(branch)?.sha;
    await moved(world, number, '2026-Q3');
    await looksTwice(world);
    await until('it is said', () =>
      world.forge.told(docs, first.number).some((body) => body.includes('Somebody else has pushed')),
    );
    await looksTwice(world);
    expect(world.forge.repository(docs).branches.get(branch)?.sha).toBe(theirs);
    expect(world.forge.told(docs, first.number).filter((body) => body.includes('Somebody else'))).toHaveLength(1);
    expect(pulls(world)).toHaveLength(1);
  });

  test('nothing is pushed to a protected branch', async () => {
    const world = await start(on);
    world.forge.as('lin-mei').protect(docs, branch);
    world.forge.as('lin-mei').protect(docs, 'main');
    await added(world);
    await looksTwice(world);
    expect(pulls(world)).toEqual([]);
    expect([...world.forge.repository(docs).branches.keys()]).toEqual(['main']);
    expect(textOn(world, 'main')).toBe('');
  });

  test.each([
    ['a branch', /\/(git\/refs|branches)$/],
    ['a commit', /\/contents\//],
    ['a pull request', /\/pulls$/],
  ])('an answer that is lost after %s was made makes no second one', async (_, at) => {
    const world = await start(on);
    for (const method of ['POST', 'PUT']) world.forge.faults.fail({ method, path: at, mode: 'lost-answer' });
    await added(world);
    await looksTwice(world);
    await pullWith(world, '[RM-2026-001');
    await looksTwice(world);
    expect(pulls(world)).toHaveLength(1);
    expect(commitsOn(world, branch)).toHaveLength(1);
  });

  test('two instances make one pull request and one commit of each version', async () => {
    const world = await start(on);
    await world.startAnother();
    const number = await added(world);
    await pullWith(world, '[RM-2026-001');
    await moved(world, number, '2026-Q3');
    await pullWith(world, 'slipped once');
    await looksTwice(world);
    expect(pulls(world)).toHaveLength(1);
    expect(commitsOn(world, branch)).toHaveLength(2);
  });

  test('a forge that refuses holds nothing else up', async () => {
    const world = await start(on);
    world.forge.faults.fail({ path: new RegExp(`/repos/${docs}`), mode: { status: 403 }, times: 3 });
    const refusals = () => world.forge.calls.all().filter(({ status }) => status === 403).length;
    const number = await added(world);
    await moved(world, number, '2026-Q3');
    for (let refused = refusals(); refused < 3; refused = refusals()) {
      world.clock.advance(minutes(11));
      await until('the forge refuses', () => refusals() > refused);
    }
    await pullWith(world, 'slipped once');
  });
});
