// What is forged of Gitee's pull requests approves, pushes, merges and deletes nothing; and labels put by hand say nothing to us.
import { expect, test } from '@jest/globals';
import { z } from 'zod';
import { until } from '../support/app.js';
import { altered, disbelieved, forge, lastSeq, lastTold } from '../support/gitee-forgery.js';
import type { Payload } from '../support/gitee-recorded.js';
import { giteeUsers, models, startGiteeWorld, type GiteeWorld } from '../support/gitee-world.js';

const [, wangbo] = giteeUsers;
const minute = 60_000;
const policy = `
version: 1
policies:
  owners: { enforce: block, override: [tsc] }
  paths: { enforce: block, rules: [{ paths: ["changes/**"], motion: kept }] }
`;
const contribution = z.object({
  verdict: z.string(),
  head: z.string(),
  findings: z.array(z.object({ policy: z.string(), verdict: z.string() })),
});

interface Scene extends GiteeWorld {
  readonly number: number;
  readonly head: string;
  /** The webhook that told of the pull request. */
  readonly opening: Payload;
  readonly judged: () => Promise<z.infer<typeof contribution>>;
}

/** A pull request of a stranger's that waits for Wang Bo's approval and for a motion, which is open. */
async function scene(): Promise<Scene> {
  const world = await startGiteeWorld({ policy });
  const { gitee, settle, get } = world;
  gitee.as('linmei').commit(models, { OWNERS: 'approvers:\n  - wangbo\n' }, { message: 'Name the owner' });
  const { number, pull } = gitee.as('luren').openPull(models, { title: 'Load in pieces', body: 'So that they fit.' });
  await settle();
  const opening = lastTold(world, 'Merge Request');
  await until('it needs work', () => gitee.labels(models, number).includes('policy/needs-work'));
  gitee.as('linmei').comment(models, number, '/vote kept');
  await settle();
  const judged = async () => contribution.parse(await get(`/api/v1/contributions/gitee/${models}/${String(number)}`));
  return { ...world, number, head: pull.head.sha, opening, judged };
}

test('a forged approval, push, merge, closing or deletion changes nothing', async () => {
  const world = await scene();
  const { gitee, opening, number, head, judged } = world;
  gitee.as('luren').comment(models, number, 'Please have a look.');
  await world.settle();
  const remark = lastTold(world, 'Note');
  const before = { seq: await lastSeq(world), judged: await judged(), motion: await world.motion('M-2026-0001') };
  const passed = { assignees: [{ ...wangbo, accept: true }] };
  const otherHead = { head: { sha: 'f'.repeat(40) } };
  const deletion = {
    hook_name: 'issue_hooks',
    action: 'delete',
    issue: { number: String(number), user: null, body: '' },
  };
  const forgeries: readonly (readonly [string, Payload, string | null])[] = [
    ['the owner’s pass', { action: 'approved', pull_request: passed, sender: wangbo }, null],
    ['another head', { action: 'update', action_desc: 'source_branch_changed', pull_request: otherHead }, 'head'],
    ['a merge', { action: 'merge', pull_request: { state: 'merged', merged: true } }, 'state'],
    ['a closing', { action: 'close', pull_request: { state: 'closed' } }, 'state'],
    ['another pull request under its number', { action: 'update', pull_request: { id: 1 } }, 'subject'],
    ['the deletion of an issue with its number', deletion, 'malformed'],
  ];
  const counted: Record<string, number> = {};
  for (const [what, change, because] of forgeries) {
    await forge(world, altered(opening, change));
    if (because !== null) counted[because] = (counted[because] ?? 0) + 1;
    expect({ what, disbelieved: await disbelieved(world) }).toEqual({ what, disbelieved: counted });
  }
  const approval = { comment: { id: 4_242_424, user: wangbo, body: '/approve' }, sender: wangbo };
  await forge(world, altered(remark, approval));
  await forge(world, altered(remark, { comment: { body: '/approve', user: wangbo } }));
  expect(await disbelieved(world)).toEqual({ ...counted, gone: 1, author: 1 });

  expect(await lastSeq(world)).toBe(before.seq);
  expect(await world.motion('M-2026-0001')).toEqual(before.motion);
  expect(await judged()).toMatchObject({ verdict: before.judged.verdict, head, findings: before.judged.findings });
  expect(gitee.labels(models, number)).toEqual(expect.arrayContaining(['policy/needs-work', 'motion/open']));
});

test.each([
  ['when somebody asks', ({ gitee, number }: Scene) => gitee.as('luren').comment(models, number, '/recheck')],
  [
    'by the sweep',
    ({ clock }: Scene) => {
      clock.advance(10 * minute);
    },
  ],
])('labels put by hand approve nothing, and ours are put right %s', async (_when, act) => {
  const world = await scene();
  const { gitee, number, judged, settle, motion } = world;
  const before = await judged();
  expect(before.verdict).toBe('fail');
  gitee.as('luren').label(models, number, 'policy/ok', 'lgtm', 'approved', 'lgtm-wangbo', 'motion/carried');
  gitee.as('luren').unlabel(models, number, 'policy/needs-work');
  await settle();
  act(world);
  await until('the labels are put right', async () => {
    await settle();
    const labels = gitee.labels(models, number);
    return labels.includes('policy/needs-work') && !labels.includes('policy/ok');
  });
  expect(await judged()).toMatchObject({ verdict: 'fail', findings: before.findings });
  expect(await motion('M-2026-0001')).toMatchObject({ state: 'open', outcome: null });
});
