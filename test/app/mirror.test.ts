// The mirror in the whole app: kept from webhooks, shown by the API; and a sync beside the running app, which has no effect but the mirror.
import { expect, test } from '@jest/globals';
import { z } from 'zod';
import { mirrorCollection } from '../../src/storage/mirror-document.js';
import { startWorld, until, type TestWorld } from '../support/app.js';
import { runCommand } from '../support/run.js';

const repo = 'openclaw/models';
const page = { page: 1, perPage: 100 };
const contributions = z.array(z.looseObject({ number: z.string(), title: z.string() }));

async function comments({ app }: TestWorld, number: number): Promise<readonly string[]> {
  const ref = { forge: 'github', repo, number: String(number) } as const;
  return (await app.stores.mirror.comments(ref, page)).items.map(({ body }) => body);
}

test('everything that webhooks tell is mirrored, the comments of the app too, and what is deleted is gone', async () => {
  const world = await startWorld();
  const { github, app, settle, clock } = world;
  const wang = github.as('wang-bo');
  const { number } = wang.openPull(repo, { title: 'Add a loader', body: 'It loads' });
  const issue = wang.openIssue(repo, { title: 'Adopt it', body: '/vote technical' }).number;
  const slip = github.as('stranger').comment(repo, issue, 'unspeakable');
  github.as('stranger').openIssue('stranger/thing', { title: 'Elsewhere' });
  await settle();
  clock.advance(1000);
  github.as('lin-mei').deleteComment(slip.id);
  github.as('lin-mei').merge(repo, number);
  github.as('lin-mei').label(repo, issue, 'bug');
  await settle();

  const head = github.state.repositories.get(3001)?.subjects.get(number)?.pull?.head.sha;
  expect(await world.get('/api/v1/contributions')).toEqual([
    {
      forge: 'github',
      repo,
      number: String(number),
      url: `${github.url}/${repo}/pull/${String(number)}`,
      title: 'Add a loader',
      author: { forge: 'github', id: 1002, login: 'wang-bo' },
      head,
      verdict: null,
      findings: [],
      overrides: [],
      updated_at: clock.now(),
    },
  ]);
  expect(contributions.parse(await world.get('/api/v1/contributions?state=merged&author=WANG-BO'))).toHaveLength(1);
  expect(contributions.parse(await world.get('/api/v1/contributions?state=open'))).toEqual([]);
  expect(await world.get(`/api/v1/contributions/github/${repo}/${String(number)}`)).toMatchObject({ head });
  const missing = await fetch(`${world.url}/api/v1/contributions/github/${repo}/${String(issue)}`);
  expect(missing.status).toBe(404);

  const [motionComment] = await comments(world, issue);
  expect(motionComment).toContain('<!-- opencharter:motion');
  const mirrored = await app.stores.mirror.subject({ forge: 'github', repo, number: String(issue) });
  expect(mirrored?.labels).toEqual(['motion/open', 'bug']);
  const all = await app.database.collection(mirrorCollection).find({}).toArray();
  expect(JSON.stringify(all)).not.toMatch(/unspeakable|Elsewhere/);

  github.as('lin-mei').renameRepository(repo, 'weights');
  await settle();
  expect(contributions.parse(await world.get('/api/v1/contributions?repo=openclaw/weights'))).toHaveLength(1);
});

test('a sync beside the running app fills the mirror and runs no command', async () => {
  const world = await startWorld();
  const { github, app, config } = world;
  github.webhooks.autoDeliver = false;
  const lin = github.as('lin-mei');
  for (let i = 0; i < 20; i += 1) lin.openIssue(repo, { title: `Issue ${String(i)}`, body: '/vote technical' });
  lin.comment(repo, 1, '/yes');
  const settings = config.github;
  const environment = {
    APP_ID: String(settings?.appId),
    PRIVATE_KEY: settings?.privateKey ?? '',
    WEBHOOK_SECRET: settings?.webhookSecret ?? '',
    GHE_HOST: github.hostAndPort,
    GHE_PROTOCOL: 'http',
    MONGODB_URI: config.mongodbUri ?? '',
  };
  const mark = github.calls.mark();
  const { code, out } = await runCommand(['sync', `github:${repo}`], environment);
  expect(code).toBe(0);
  expect(out).toContain('done: 20 issues and pull requests, 1 comments');
  expect(await app.stores.mirror.counts()).toEqual({ issues: 20, pulls: 0, comments: 1 });
  expect(github.calls.since(mark).every(({ method }) => method === 'GET')).toBe(true);
  await app.idle();
  expect((await app.stores.ledger.sync()).motions.size).toBe(0);
  expect((await app.stores.effects.counts()).pending).toBe(0);

  github.webhooks.autoDeliver = true;
  await world.settle();
  await until('the webhooks come after all, and call what they say', async () => {
    return (await app.stores.ledger.sync()).motions.size > 0;
  });
});

test('a sync in the sandbox says that there is nothing to sync', async () => {
  const { code, err } = await runCommand(['sync', `github:${repo}`]);
  expect(code).toBe(1);
  expect(err).toContain('the sandbox mirrors everything by itself');
});
