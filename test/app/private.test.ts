// What is in a private repository of the foundation stays there, whatever is done in it.
import { expect, test } from '@jest/globals';
import { deliveriesCollection } from '../../src/storage/delivery-document.js';
import { startWorld, type TestWorld } from '../support/app.js';

const hidden = 'openclaw/embargo';
const open = 'openclaw/models';
const places = [
  '/',
  '/motions',
  '/contributions',
  '/feeds/motions.atom',
  '/calendar.ics',
  '/status',
  '/api/v1/motions',
  '/api/v1/contributions',
  '/api/v1/ledger',
  '/api/v1/search?q=unspeakable',
];

async function publicText({ url }: TestWorld): Promise<string> {
  const texts: string[] = [];
  for (const place of places) texts.push(await (await fetch(`${url}${place}`)).text());
  return texts.join('\n');
}

async function startPrivate(): Promise<TestWorld> {
  const world = await startWorld();
  world.github.plant({ repositories: [{ name: hidden, private: true }] });
  return world;
}

test('a motion cannot be called where not everybody may read: its title and reasons would be public', async () => {
  const world = await startPrivate();
  const { github, settle } = world;
  const { number } = github.as('lin-mei').openIssue(hidden, { title: 'An unspeakable flaw', body: '/vote technical' });
  github.as('wang-bo').comment(hidden, number, '/propose technical Mend the unspeakable flaw');
  github.as('wang-bo').openPull(hidden, { title: 'Mend the unspeakable flaw' });
  await settle();
  expect(await publicText(world)).not.toMatch(/unspeakable|embargo/);
  const answers = github.comments(hidden, number).filter(({ author }) => author.type === 'Bot');
  expect(answers).toHaveLength(2);
  for (const { body } of answers) expect(body).toContain('This repository is private');
});

test('the status page tells of work that was given up, but names no repository that is not public', async () => {
  const world = await startPrivate();
  const { app, github, settle } = world;
  for (const repo of [hidden, open]) github.as('lin-mei').openIssue(repo, { title: 'One' });
  await settle();
  const dead = { state: 'dead', error: 'an unspeakable failure' } as const;
  await app.database.collection(deliveriesCollection).updateMany({ lane: `github:${hidden}#1` }, { $set: dead });
  expect(await publicText(world)).not.toMatch(/unspeakable|embargo/);
  await app.database.collection(deliveriesCollection).updateMany({ lane: `github:${open}#1` }, { $set: dead });
  expect(await publicText(world)).toMatch(/issues github:openclaw\/models#1[\s\S]*an unspeakable failure/);
});
