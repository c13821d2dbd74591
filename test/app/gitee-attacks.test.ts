// Gitee's signature covers no body: whatever somebody claims who has seen one, nothing follows but a question to Gitee.
import { expect, test } from '@jest/globals';
import { until } from '../support/app.js';
import { altered, disbelieved, forge, lastSeq, lastTold, send } from '../support/gitee-forgery.js';
import { signedHook } from '../support/gitee-hook.js';
import type { Payload } from '../support/gitee-recorded.js';
import { giteeUsers, models, secret, startGiteeWorld, type GiteeWorld } from '../support/gitee-world.js';

const [, wangbo, chenyu, luren] = giteeUsers;
const first = 'M-2026-0001';

interface Scene extends GiteeWorld {
  readonly number: string;
  /** The webhook of Wang Bo's ballot. */
  readonly ballot: Payload;
  /** The webhook of what a stranger wrote. */
  readonly remark: Payload;
  /** The webhook of what a member wrote in another issue, where there is no motion. */
  readonly elsewhere: Payload;
  /** The webhook of the issue in which the motion is. */
  readonly opening: Payload;
}

/** An open motion with one ballot, a stranger's remark, and a member's words elsewhere. */
async function scene(): Promise<Scene> {
  const world = await startGiteeWorld();
  const { gitee, openIssue, settle } = world;
  const number = openIssue('linmei', '/vote technical');
  await settle();
  const opening = lastTold(world, 'Issue');
  const told = async (login: string, issue: string, body: string) => {
    gitee.as(login).comment(models, issue, body);
    await settle();
    return lastTold(world, 'Note');
  };
  const ballot = await told('wangbo', number, '/yes');
  const remark = await told('luren', number, 'I would rather not.');
  const elsewhere = await told('chenyu', openIssue('luren', 'Another matter.'), '/no');
  return { ...world, number, ballot, remark, elsewhere, opening };
}

interface Forgery {
  readonly what: string;
  readonly body: (scene: Scene) => Payload;
  /** Why it is not believed, as /metrics tells. */
  readonly because: string;
}

const forgeries: readonly Forgery[] = [
  {
    what: 'a ballot of a member in a comment that was never written',
    body: ({ ballot }) => altered(ballot, { comment: { id: 4_242_424, user: chenyu, body: '/yes' }, sender: chenyu }),
    because: 'gone',
  },
  {
    what: 'a ballot in a comment that says something else',
    body: ({ remark }) => altered(remark, { comment: { user: luren, body: '/no' } }),
    because: 'text',
  },
  {
    what: 'a real ballot with another choice',
    body: ({ ballot }) => altered(ballot, { comment: { body: '/no' } }),
    because: 'text',
  },
  {
    what: 'a real ballot with another author',
    body: ({ ballot }) => altered(ballot, { comment: { user: chenyu }, sender: chenyu }),
    because: 'author',
  },
  {
    what: 'words of a member from another issue, told as said in this one',
    body: ({ elsewhere, ballot }) => altered(elsewhere, { issue: ballot['issue'] }),
    because: 'subject',
  },
  {
    what: 'the deletion of a ballot that is there',
    body: ({ ballot }) => altered(ballot, { action: 'deleted' }),
    because: 'still-there',
  },
  {
    what: 'the deletion of the issue that is there',
    body: ({ opening }) => altered(opening, { action: 'delete' }),
    because: 'still-there',
  },
  {
    what: 'the deletion of the issue, named in small letters',
    body: ({ opening, number }) => altered(opening, { action: 'delete', issue: { number: number.toLowerCase() } }),
    because: 'still-there',
  },
  {
    what: 'the deletion of an issue of another repository of ours, which has another name there',
    body: ({ opening }) => altered(opening, { action: 'delete', repository: { path_with_namespace: 'openclaw/gone' } }),
    because: 'unreadable',
  },
  {
    what: 'a motion called in the body of an issue that says something else',
    body: ({ opening }) => altered(opening, { issue: { body: '/vote quick\n/yes' } }),
    because: 'text',
  },
  {
    what: 'an issue opened by somebody else',
    body: ({ opening }) => altered(opening, { issue: { user: wangbo } }),
    because: 'author',
  },
  {
    what: 'an issue that is not there',
    body: ({ opening }) => altered(opening, { issue: { number: 'I999ZZ', body: '/vote technical' } }),
    because: 'gone',
  },
];

test('nothing that is forged changes anything, and each is counted', async () => {
  const world = await scene();
  const before = { seq: await lastSeq(world), motion: await world.motion(first) };
  const counted: Record<string, number> = {};
  for (const { what, body, because } of forgeries) {
    await forge(world, body(world));
    counted[because] = (counted[because] ?? 0) + 1;
    expect({ what, disbelieved: await disbelieved(world) }).toEqual({ what, disbelieved: counted });
    const after = { seq: await lastSeq(world), motion: await world.motion(first) };
    expect({ what, ...after }).toEqual({ what, ...before });
  }
  expect(
    world.gitee.comments(models, world.number).filter(({ author }) => author.login === 'opencharter-bot'),
  ).toHaveLength(1);
});

test('what the mirror shows is what Gitee says, whatever is forged about state, title or deletion', async () => {
  const world = await scene();
  const { number, opening, ballot, remark, app } = world;
  const ref = { forge: 'gitee', repo: models, number } as const;
  const closed = { state: 'closed', title: 'Something shameful', body: 'Never said.' };
  await forge(world, altered(opening, { action: 'state_change', issue: closed }));
  await forge(world, altered(ballot, { action: 'edited', comment: { body: 'Never said.' } }));
  await forge(world, altered(remark, { action: 'deleted', noteable_type: 'PullRequest', pull_request: { number: 1 } }));
  await forge(world, altered(remark, { action: 'deleted', repository: { path_with_namespace: 'openclaw/docs' } }));
  expect(await app.stores.mirror.subject(ref)).toMatchObject({ state: 'open', title: 'Adopt safetensors' });
  const { items } = await app.stores.mirror.comments(ref, { page: 1, perPage: 10 });
  const bodies = items.map(({ body }) => body);
  expect(bodies).toEqual(expect.arrayContaining(['/yes', 'I would rather not.']));
});

test('a comment that is edited between the webhook and the reading is no ballot, and its author is told so', async () => {
  const world = await startGiteeWorld();
  const { gitee, openIssue, settle, clock, motion } = world;
  const number = openIssue('linmei', '/vote technical');
  await settle();
  gitee.webhooks.autoDeliver = false;
  const remark = gitee.as('wangbo').comment(models, number, 'Let me think.');
  const ballot = gitee.as('chenyu').comment(models, number, '/yes');
  clock.advance(5000);
  gitee.as('luren').editComment(remark.id, '/no');
  gitee.as('chenyu').editComment(ballot.id, '/yes with a reason');
  await gitee.webhooks.deliver();
  gitee.webhooks.autoDeliver = true;
  await settle();
  expect(await motion(first)).toMatchObject({ tally: { ballots: 0 } });
  await until('both are told', () =>
    ['@wangbo', '@chenyu'].every((name) => gitee.comments(models, number).some(({ body }) => body.includes(name))),
  );
});

test.each([
  ['at once, after we were told of it', 5000, true],
  ['minutes later, when the true webhook was lost', 120_000, false],
])('what an owner writes into a member’s issue %s speaks for nobody', async (_when, afterMs, isTold) => {
  const world = await startGiteeWorld();
  const { gitee, openIssue, settle, clock, get } = world;
  openIssue('luren', 'How the webhook of an issue looks.');
  await settle();
  gitee.losing = !isTold;
  const number = openIssue('linmei', 'Let us talk about formats.');
  await settle();
  clock.advance(afterMs);
  const body = '/vote technical\n/yes';
  gitee.as('luren').editBody(models, number, body);
  const [author] = giteeUsers;
  await forge(world, altered(lastTold(world, 'Issue'), { issue: { number, user: author, body } }));
  expect(await get('/api/v1/motions')).toEqual([]);
});

test('a bot’s own words, and those of a repository that is not the foundation’s, do nothing', async () => {
  const world = await startGiteeWorld();
  const { gitee, openIssue, settle, motion, get } = world;
  gitee.plant({ repositories: [{ name: 'luren/thing', id: 3009 }], users: [], organizations: [] });
  const number = openIssue('linmei', '/vote technical');
  await settle();
  gitee.as('opencharter-bot').comment(models, number, '/yes');
  const foreign = gitee.as('linmei').openIssue('luren/thing', { title: 'Mine', body: '/vote technical\n/yes' });
  await settle();
  expect(await motion(first)).toMatchObject({ tally: { ballots: 0, advisory: { yes: 0 } } });
  expect(await get('/api/v1/motions')).toHaveLength(1);
  expect(foreign.comments).toEqual([]);
  const sent = gitee.webhooks.sent().flatMap(({ attempts }) => attempts.map(({ status }) => status));
  expect(new Set(sent)).toEqual(new Set([202]));
});

test('authority follows the number of an account: a renamed member still votes, whoever takes the old login does not', async () => {
  const world = await startGiteeWorld();
  const { gitee, openIssue, settle, motion, clock } = world;
  const number = openIssue('linmei', '/vote technical');
  await settle();
  gitee.as('wangbo').rename('wangbo-2026');
  gitee.addUser({ login: 'wangbo', id: 9667 });
  clock.advance(60_000);
  gitee.as('wangbo').comment(models, number, '/no');
  gitee.as('wangbo-2026').comment(models, number, '/yes');
  await settle();
  expect(await motion(first)).toMatchObject({ tally: { yes: 1, no: 0, ballots: 1, advisory: { no: 1 } } });
  const forged = altered(lastTold(world, 'Note'), { comment: { user: { ...wangbo, id: 9667 } } });
  await forge(world, forged);
  expect(await disbelieved(world)).toEqual({ author: 1 });
});

test('a signature that has brought something true brings nothing forged', async () => {
  const world = await scene();
  const before = await lastSeq(world);
  const at = Date.now();
  const real = signedHook(world.ballot, secret, at);
  expect((await send(world, real)).status).toBe(202);
  const forged = altered(world.ballot, { comment: { body: '/no' } });
  expect((await send(world, { ...signedHook(forged, secret, at), headers: real.headers })).status).toBe(202);
  await world.settle();
  expect(await lastSeq(world)).toBe(before);
  expect(await disbelieved(world)).toEqual({ text: 1 });
  expect(await world.motion(first)).toMatchObject({ tally: { yes: 1, no: 0 } });
});
