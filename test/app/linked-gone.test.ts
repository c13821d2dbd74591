// One motion in an issue on GitHub and one on Gitee, of which one goes away or its forge is away; and people of no vote with an account on each.
import { expect, test } from '@jest/globals';
import { days, hours, peopleYml, until } from '../support/app.js';
import { poll } from '../support/gitee-poll.js';
import { models, startGiteeWorld, type GiteeWorldOptions } from '../support/gitee-world.js';

const first = 'M-2026-0001';

/** A motion of a kind called on GitHub, and linked to an issue on Gitee. */
async function linked(kind = 'technical', options: GiteeWorldOptions = {}) {
  const world = await startGiteeWorld(options);
  const { github, openIssue, settle } = world;
  const there = openIssue('linmei', 'What do you think?');
  await settle();
  const { number: here } = github
    .as('wang-bo')
    .openIssue(models, { title: 'Adopt safetensors', body: `/vote ${kind}\n/link gitee:${models}#${there}` });
  await settle();
  return { ...world, here, there };
}

type Linked = Awaited<ReturnType<typeof linked>>;

/** What our account wrote on a forge. */
function told({ github, gitee, here, there }: Linked, on: 'github' | 'gitee'): readonly string[] {
  const comments = on === 'github' ? github.comments(models, here) : gitee.comments(models, there);
  return comments.filter(({ author }) => author.type === 'Bot' || author.id === 900).map(({ body }) => body);
}

/** Waits until the motion has this outcome, and all that is to be told of it is told. */
async function ended({ app, motion, settle }: Linked, outcome: string): Promise<void> {
  await until(`the motion is ${outcome}`, async () => (await motion(first)).outcome === outcome);
  await settle();
  await until('all effects are done', async () => (await app.stores.effects.counts()).pending === 0);
}

test('a motion whose issue on Gitee is deleted says in the other one how it ended', async () => {
  const world = await linked();
  const { github, gitee, here, there, settle } = world;
  github.as('lin-mei').comment(models, here, '/yes');
  await settle();
  gitee.as('chenyu').deleteIssue(models, there);
  await ended(world, 'cancelled');
  const result = told(world, 'github').at(-1) ?? '';
  expect(result).toContain('One of the two issues or pull requests it was about is gone.');
  expect(result).not.toContain('account 0');
  expect(github.labels(models, here)).toEqual(['motion/cancelled']);
});

test('a motion whose issue on GitHub leaves the foundation says so on Gitee, and nothing follows the issue', async () => {
  const world = await linked();
  const { github, gitee, here, there } = world;
  const before = told(world, 'github').length;
  const { number } = github.as('wang-bo').transferIssue(models, here, 'stranger/thing');
  await ended(world, 'cancelled');
  expect(told(world, 'gitee').at(-1)).toContain('Cancelled');
  expect(gitee.labels(models, there)).toEqual(['motion/cancelled']);
  expect(github.comments('stranger/thing', number).filter(({ author }) => author.type === 'Bot')).toHaveLength(before);
});

test('a motion decided on GitHub while Gitee is away closes when it is known what was written there before', async () => {
  const world = await linked('quick');
  const { github, gitee, here, there, clock, motion } = world;
  clock.advance(days(1) + hours(1));
  await poll(world);
  gitee.faults.fail({ path: /.*/, until: Date.now() + 3_600_000, mode: { status: 502 } });
  gitee.as('chenyu').comment(models, there, '/no');
  clock.advance(2000);
  for (const login of ['lin-mei', 'wang-bo', 'kofi-mensah', 'ana-souza']) {
    github.as(login).comment(models, here, '/yes');
  }
  await until('all four are counted', async () => (await motion(first)).tally.yes === 4);
  clock.advance(hours(5));
  expect(await motion(first)).toMatchObject({ state: 'open', tally: { yes: 4, no: 0 } });
  gitee.faults.clear();
  await ended(world, 'carried');
  expect(await motion(first)).toMatchObject({ tally: { yes: 4, no: 1 } });
});

test('an advisory ballot too is one a person, whichever account it comes from', async () => {
  const people = peopleYml
    .replace('login: lin-mei, id: 1001 }', 'login: lin-mei, id: 1001 }, gitee: { login: linmei, id: 9001 }')
    .replace('login: maintainer-mo, id: 1101 }', 'login: maintainer-mo, id: 1101 }, gitee: { login: luren, id: 9666 }');
  const world = await linked('technical', { people });
  const { github, gitee, here, there, clock, settle, motion } = world;
  github.as('maintainer-mo').comment(models, here, '/yes');
  await settle();
  clock.advance(2000);
  gitee.as('luren').comment(models, there, '/no');
  await settle();
  gitee.as('wangbo').comment(models, there, '/no');
  await settle();
  const found = await motion(first);
  expect(found.tally.advisory).toEqual({ yes: 0, no: 2, abstain: 0 });
  expect(found.ballots).toMatchObject([
    { account: { forge: 'github', login: 'maintainer-mo' }, superseded: true },
    { account: { forge: 'gitee', login: 'luren' }, superseded: false },
    { account: { forge: 'gitee', login: 'wangbo' }, superseded: false },
  ]);
});
