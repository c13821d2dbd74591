// A pull request that its forge does not tell of, or that is no longer the foundation's: nothing else waits for it, and nothing is written there.
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { charterYml, hours, until } from '../support/app.js';
import { models, signedOff, startPolicyWorld, type PolicyWorld } from '../support/policies.js';

const title = 'feat: load in pieces';
const message = signedOff(title, 'stranger', 6666);
const policy = 'version: 1\npolicies:\n  title: { enforce: block }\n';

/** From now on GitHub cannot tell of this pull request. */
function breakPull({ github }: PolicyWorld, number: number): void {
  const path = `/repos/${models}/pulls/${String(number)}`;
  github.faults.fail({ path, times: 10_000, mode: { status: 502 } });
}

describe('a pull request that GitHub cannot tell of', () => {
  test('lets ballots be counted in it', async () => {
    const world = await startPolicyWorld({ policy });
    const { github, motion, checked } = world;
    const { number, pull } = github.as('stranger').openPull(models, { title, body: 'Pieces.', message });
    await checked(pull.head.sha, 'success');
    github.as('wang-bo').comment(models, number, '/vote quick');
    await world.settle();
    expect((await motion('M-2026-0001')).state).toBe('open');
    breakPull(world, number);
    github.as('stranger').editTitle(models, number, 'Load');
    github.as('lin-mei').comment(models, number, '/yes');
    await until('the ballot counts', async () => (await motion('M-2026-0001')).tally.yes === 1);
    github.faults.clear();
    // The longer it could not be read, the later it is asked for again.
    const ref = { forge: 'github', repo: models, number: String(number) } as const;
    await world.app.stores.contributions.due(ref, Date.now());
    await checked(pull.head.sha, 'failure');
  });

  test('holds up what is behind a command on it for an hour at most', async () => {
    const world = await startPolicyWorld();
    const { github, clock, motion, checked } = world;
    const { number, pull } = github.as('stranger').openPull(models, { title, body: 'Pieces.', message });
    await checked(pull.head.sha, 'failure');
    github.as('wang-bo').comment(models, number, '/vote quick');
    await world.settle();
    expect((await motion('M-2026-0001')).state).toBe('open');
    breakPull(world, number);
    github.as('wang-bo').comment(models, number, '/approve');
    github.as('lin-mei').comment(models, number, '/yes');
    await github.webhooks.idle();
    clock.advance(hours(1) + 1000);
    await until('the ballot counts', async () => (await motion('M-2026-0001')).tally.yes === 1);
    expect(github.comments(models, number).some(({ body }) => body.includes('/approve'))).toBe(true);
  });
});

test('in a repository that the charter gives up, what was said is taken back, and no policy is asked again', async () => {
  const world = await startPolicyWorld({ policy });
  const { github, config, check, checked, told } = world;
  const { number, pull } = github.as('stranger').openPull(models, { title: 'Load', body: 'Pieces.', message });
  await checked(pull.head.sha, 'failure');
  await until('it is told', () => told(number).length === 1);
  const file = join(config.governanceDir, 'charter.yml');
  expect(await readFile(file, 'utf8')).toBe(charterYml);
  await writeFile(file, charterYml.replace('github:openclaw/*', 'github:openclaw/docs'));
  await checked(pull.head.sha, 'success');
  await until('the comment is taken back', () => told(number)[0]?.includes('❌') === false);
  await world.settle();
  const mark = github.calls.mark();
  const ref = { forge: 'github', repo: models, number: String(number) } as const;
  await world.app.stores.contributions.due(ref, Date.now());
  const { stores } = world.app;
  await until('it was looked at', async () => (await stores.contributions.find(ref))?.dueAt === null);
  await world.settle();
  // The sweep may ask what there is elsewhere.
  const about = github.calls.since(mark).filter(({ path, requestBody }) => {
    return path.includes(`/${models}`) || JSON.stringify(requestBody ?? null).includes('"models"');
  });
  expect(about.map(({ method, path }) => `${method} ${path}`)).toEqual([]);
  expect(check(pull.head.sha)?.conclusion).toBe('success');
});
