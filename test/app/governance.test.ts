// The charter files edited while the app runs.
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { charterYml, members, peopleYml, startWorld, until, type TestWorld } from '../support/app.js';

const repo = 'openclaw/models';

async function edit({ config }: TestWorld, file: string, change: (text: string) => string): Promise<void> {
  const path = join(config.governanceDir, file);
  const before = await readFile(path, 'utf8');
  const after = change(before);
  if (after === before) throw new Error(`the edit of ${file} changes nothing`);
  await writeFile(path, after);
}

async function versionInForce({ app }: TestWorld): Promise<string | null> {
  return (await app.stores.ledger.sync()).charterVersion;
}

async function adoptedAfter(world: TestWorld, version: string | null): Promise<string | null> {
  await until('another version is in force', async () => (await versionInForce(world)) !== version);
  return versionInForce(world);
}

async function status({ url }: TestWorld): Promise<string> {
  return (await fetch(`${url}/status`)).text();
}

async function vote({ github, settle }: TestWorld): Promise<number> {
  const { number } = github.as('wang-bo').openIssue(repo, { title: 'Adopt safetensors', body: '/vote technical' });
  await settle();
  return number;
}

test('an edited charter holds for new motions; open ones keep their version, rule and electorate', async () => {
  const world = await startWorld();
  const n = await vote(world);
  const first = await world.motion('M-2026-0001');
  const version = await versionInForce(world);
  expect(first.charter_version).toBe(version);

  await edit(world, 'charter.yml', (text) =>
    text
      .replace('yes > 1/2 of cast', 'yes >= 2/3 of cast')
      .replace(`seats: [${members.join(', ')}]`, 'seats: [wang-bo, chen-yu, maintainer-mo]'),
  );
  const next = await adoptedAfter(world, version);
  await vote(world);
  const second = await world.motion('M-2026-0002');
  expect(second).toMatchObject({ charter_version: next, rule: { passes_when: ['yes >= 2/3 of cast'] } });
  expect(second.electorate.map(({ person }) => person)).toEqual(['wang-bo', 'chen-yu', 'maintainer-mo']);

  world.github.as('lin-mei').comment(repo, n, '/yes');
  world.github.as('maintainer-mo').comment(repo, n, '/no');
  await world.settle();
  const kept = await world.motion('M-2026-0001');
  expect([kept.charter_version, kept.rule, kept.electorate]).toEqual([
    first.charter_version,
    first.rule,
    first.electorate,
  ]);
  expect(kept.tally).toMatchObject({ yes: 1, no: 0, advisory: { no: 1 } });
});

test('a bad version never replaces the good one: /status shows file, line and column until it is mended', async () => {
  const world = await startWorld();
  const version = await versionInForce(world);
  await edit(world, 'charter.yml', (text) => text.replace('electorate: [tsc]', 'electorate: [tcs]'));
  await until('the error is shown', async () => (await status(world)).includes('tcs'));
  const line = charterYml.split('\n').findIndex((text) => text.includes('electorate: [tsc]')) + 1;
  expect(await status(world)).toMatch(new RegExp(`charter\\.yml:${String(line)}:\\d+`));
  expect(await versionInForce(world)).toBe(version);
  expect(world.app.ready()).toEqual({ ready: true, reasons: [] });
  await vote(world);
  expect(await world.motion('M-2026-0001')).toMatchObject({ state: 'open', charter_version: version });

  await edit(world, 'charter.yml', () => charterYml);
  await until('the error is gone', async () => !(await status(world)).includes('tcs'));
  expect(await versionInForce(world)).toBe(version);
});

test('an account named by its login only is looked up once and kept, whoever has the login later', async () => {
  const people = peopleYml.replace('login: lin-mei, id: 1001', 'login: lin-mei');
  const world = await startWorld({ people });
  const lookUps = () =>
    world.github.calls.all().filter(({ method, path }) => method === 'GET' && path === '/users/lin-mei').length;
  expect(lookUps()).toBe(1);
  world.github.as('lin-mei').rename('lin-mei-new');
  world.github.addUser({ login: 'lin-mei', id: 6667 });
  const version = await versionInForce(world);
  await edit(world, 'charter.yml', (text) => text.replace('Quick decision', 'Swift decision'));
  await adoptedAfter(world, version);

  const n = await vote(world);
  world.github.as('lin-mei').comment(repo, n, '/no I am somebody else');
  world.github.as('lin-mei-new').comment(repo, n, '/yes');
  await world.settle();
  expect((await world.motion('M-2026-0001')).tally).toMatchObject({ yes: 1, no: 0, advisory: { no: 1 } });
  expect(lookUps()).toBe(1);
});
