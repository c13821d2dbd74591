// Commands on a pull request: who may give them, for which head, and what they change.
import { describe, expect, test } from '@jest/globals';
import { z } from 'zod';
import { startWorld } from '../support/app.js';
import { models, signedOff, startPolicyWorld, type PolicyWorld } from '../support/policies.js';

const good = {
  title: 'feat: load in pieces',
  body: 'Loads the weights in pieces, so that they fit into memory.',
  message: signedOff('feat: load in pieces', 'stranger', 6666),
};

/** A pull request of the stranger's in which only approval is missing. */
async function openGood(world: PolicyWorld): Promise<{ readonly number: number; readonly head: string }> {
  const { number, pull } = world.github.as('stranger').openPull(models, good);
  await world.checked(pull.head.sha, 'failure');
  return { number, head: pull.head.sha };
}

/** What the bot answered to a person's commands. */
function answer({ github }: PolicyWorld, number: number, login: string): string | undefined {
  const replies = github.comments(models, number).filter(({ body }) => body.includes('<!-- opencharter:reply'));
  return replies.find(({ body }) => body.includes(`@${login}`))?.body;
}

/** Writes a comment a minute after the last, and answers the reactions to it. */
async function say(world: PolicyWorld, login: string, number: number, body: string): Promise<readonly string[]> {
  world.clock.advance(60_000);
  const { id } = world.github.as(login).comment(models, number, body);
  await world.settle();
  return world.github.reactions(id).map(({ content }) => content);
}

describe('/lgtm, /approve and /hold', () => {
  test('of those whom OWNERS name make the check green, and a push that changes a file makes them fall', async () => {
    const world = await startPolicyWorld();
    const { number, head } = await openGood(world);
    expect(await say(world, 'kofi-mensah', number, 'Fine.\n\n/lgtm')).toEqual(['eyes']);
    expect(await say(world, 'wang-bo', number, '/approve')).toEqual(['eyes']);
    await world.checked(head, 'success');
    const same = world.github.as('stranger').push(models, number, { sameTree: true, message: good.message });
    await world.checked(same.sha, 'success');
    const pushed = world.github.as('stranger').push(models, number, { message: good.message });
    await world.checked(pushed.sha, 'failure');
  });

  test('one comment holds both, and /hold keeps it from being merged until it is lifted', async () => {
    const world = await startPolicyWorld();
    const { number, head } = await openGood(world);
    await say(world, 'wang-bo', number, '/lgtm\n/approve');
    await world.checked(head, 'success');
    expect(await say(world, 'chen-yu', number, '/hold')).toEqual(['eyes']);
    await world.checked(head, 'failure');
    expect(await say(world, 'stranger', number, '/hold cancel')).toEqual([]);
    expect(answer(world, number, 'stranger')).toContain('A hold is lifted by whoever placed it');
    await say(world, 'chen-yu', number, '/hold cancel');
    await world.checked(head, 'success');
  });

  test('are refused in words', async () => {
    const world = await startPolicyWorld();
    for (const [login, body, sentence] of [
      ['kofi-mensah', '/approve', '`/approve` is for the approvers of what is changed here (OWNERS: `OWNERS`)'],
      ['chen-yu', '/lgtm', '`/lgtm` is for the reviewers and approvers of what is changed here (OWNERS: `OWNERS`)'],
      ['stranger', '/approve', 'Nobody approves their own contribution'],
      ['wang-bo', '/approve once tests pass', 'Only “cancel” may follow `/approve`'],
      ['wang-bo', '/approve cancel', 'There is no `/approve` here that you could cancel'],
    ] as const) {
      const { number, head } = await openGood(world);
      expect(await say(world, login, number, body)).toEqual([]);
      expect(answer(world, number, login)).toContain(sentence);
      expect(world.check(head)?.conclusion).toBe('failure');
    }
  });

  test('are for the head that the writer could have seen, not for one pushed before they are read', async () => {
    const world = await startPolicyWorld();
    const { number } = await openGood(world);
    const { webhooks } = world.github;
    webhooks.autoDeliver = false;
    world.github.as('wang-bo').comment(models, number, '/lgtm\n/approve');
    const pushed = world.github.as('stranger').push(models, number, { message: good.message });
    webhooks.autoDeliver = true;
    await webhooks.deliverInOrder(webhooks.pending().map(({ id }) => id));
    await world.checked(pushed.sha, 'failure');
    await say(world, 'wang-bo', number, '/lgtm\n/approve');
    await world.checked(pushed.sha, 'success');
  });

  test('are for that head even if a delivery from before is handled so late that the next head is known', async () => {
    const world = await startPolicyWorld();
    const { github, clock } = world;
    const { number } = await openGood(world);
    clock.advance(60_000);
    github.faults.fail({ path: /\/pulls\/\d+$/, times: 1, mode: { status: 403, retryAfter: 1 } });
    github.as('stranger').editTitle(models, number, 'feat: load in small pieces');
    await github.webhooks.idle();
    github.as('wang-bo').comment(models, number, '/lgtm\n/approve');
    await github.webhooks.idle();
    clock.advance(1000);
    const pushed = github.as('stranger').push(models, number, { message: good.message });
    await world.checked(pushed.sha, 'failure');
    await world.settle();
    expect(world.check(pushed.sha)?.output.summary).toContain('0 of 1');
    await say(world, 'wang-bo', number, '/lgtm\n/approve');
    await world.checked(pushed.sha, 'success');
  });

  test('mean nothing in an issue, in a pull request that has ended, and where no policy asks for owners', async () => {
    const world = await startPolicyWorld({ policy: 'version: 1\npolicies: { title: { enforce: block } }\n' });
    const { number } = world.github.as('stranger').openPull(models, good);
    const issue = world.github.as('stranger').openIssue(models, { title: 'A question', body: '' });
    await say(world, 'wang-bo', number, '/approve');
    expect(answer(world, number, 'wang-bo')).toContain('no policy of this repository asks for approvals by OWNERS');
    await say(world, 'wang-bo', issue.number, '/hold');
    expect(answer(world, issue.number, 'wang-bo')).toContain('is for pull requests, and this is an issue');
    world.github.as('stranger').close(models, number);
    await say(world, 'kofi-mensah', number, '/recheck');
    expect(answer(world, number, 'kofi-mensah')).toContain('This pull request is closed');
  });
});

const entries = z.array(z.object({ type: z.string(), text: z.string() }));

/** The entries of overrides in the ledger, as canonical JSON. */
async function overridesIn(world: PolicyWorld): Promise<readonly string[]> {
  const found = entries.parse(await world.get('/api/v1/ledger?per_page=100'));
  return found.flatMap(({ type, text }) => (type === 'policy.overridden' ? [text] : []));
}

const unsigned = { ...good, message: 'feat: load in pieces' };
const reason = 'The author has left; the sign-off is in the mailing list';

/** A pull request of the stranger's in which a sign-off is missing, and which is approved. */
async function openUnsigned(world: PolicyWorld): Promise<{ readonly number: number; readonly head: string }> {
  const { number, pull } = world.github.as('stranger').openPull(models, unsigned);
  await world.checked(pull.head.sha, 'failure');
  await say(world, 'wang-bo', number, '/lgtm\n/approve');
  return { number, head: pull.head.sha };
}

describe('/override', () => {
  test('by a member of the body lets the finding stand for this head, in the ledger and in the check, and for no other', async () => {
    const world = await startPolicyWorld();
    const { number, head } = await openUnsigned(world);
    expect(await say(world, 'lin-mei', number, `/override dco ${reason}`)).toEqual(['eyes']);
    const run = await world.checked(head, 'success');
    expect(run.output.summary).toContain(reason);
    const [entry = ''] = await overridesIn(world);
    expect(JSON.parse(entry)).toMatchObject({
      policy: 'dco',
      contribution: `github:${models}#${String(number)}`,
      head,
    });
    await say(world, 'chen-yu', number, '/override dco Me too');
    expect(answer(world, number, 'chen-yu')).toContain('Policy `dco` has been overridden for');
    const pushed = world.github.as('stranger').push(models, number, { sameTree: true, message: unsigned.message });
    await world.checked(pushed.sha, 'failure');
  });

  test('is refused in words', async () => {
    const world = await startPolicyWorld();
    for (const [login, body, sentence] of [
      [
        'maintainer-mo',
        '/override dco Let it be',
        'Only members of the Technical Steering Committee may override policy',
      ],
      ['maintainer-mo', '/override dco Let it be', '(policy: `dco.override`)'],
      ['kofi-mensah', '/override title It reads well', 'Policy `title` finds nothing wrong at'],
      ['kofi-mensah', '/override paths It is small', 'Nobody may override policy `paths`'],
      ['kofi-mensah', '/override dco', '`/override` needs a reason'],
      ['kofi-mensah', '/override', '`/override` needs the policy'],
      ['kofi-mensah', '/override dcoo It is small', 'did you mean `dco`?'],
      ['kofi-mensah', '/override policy-file It is small', 'What is wrong with `.github/opencharter.yml` cannot be'],
      ['lin-mei', '/override dco I sign it here', 'Nobody overrides a policy on their own contribution'],
    ] as const) {
      const { number, pull } = world.github.as('lin-mei').openPull(models, unsigned);
      await world.checked(pull.head.sha, 'failure');
      expect(await say(world, login, number, body)).toEqual([]);
      expect(answer(world, number, login)).toContain(sentence);
      expect(world.check(pull.head.sha)?.conclusion).toBe('failure');
    }
    expect(await overridesIn(world)).toEqual([]);
  });

  test('is refused when a push came in that the writer could not have seen', async () => {
    const world = await startPolicyWorld();
    const { number } = await openUnsigned(world);
    const { webhooks } = world.github;
    webhooks.autoDeliver = false;
    world.github.as('lin-mei').comment(models, number, `/override dco ${reason}`);
    world.github.as('stranger').push(models, number, { message: unsigned.message });
    webhooks.autoDeliver = true;
    await webhooks.deliverInOrder(webhooks.pending().map(({ id }) => id));
    await world.settle();
    expect(answer(world, number, 'lin-mei')).toContain('New commits came in before `/override` was read');
    expect(await overridesIn(world)).toEqual([]);
  });
});

describe('/recheck', () => {
  test('by anybody evaluates again, once a minute', async () => {
    const world = await startPolicyWorld();
    const { number } = await openGood(world);
    expect(await say(world, 'chen-yu', number, '/recheck')).toEqual(['eyes']);
    const { id } = world.github.as('kofi-mensah').comment(models, number, '/recheck');
    await world.settle();
    expect(world.github.reactions(id)).toEqual([]);
    expect(answer(world, number, 'kofi-mensah')).toContain('less than a minute ago');
    expect(await say(world, 'kofi-mensah', number, '/重新检查')).toEqual(['eyes']);
  });

  test('needs policies', async () => {
    const { github, settle } = await startWorld();
    const { number } = github.as('stranger').openPull(models, good);
    github.as('wang-bo').comment(models, number, '/recheck');
    await settle();
    const bodies = github.comments(models, number).map(({ body }) => body);
    expect(bodies.some((body) => body.includes('The foundation has no contribution policies'))).toBe(true);
  });
});

describe('a text with commands', () => {
  test('reads the pull request once, whatever it asks for, and writes one reaction and one check', async () => {
    const world = await startPolicyWorld();
    const { number, head } = await openUnsigned(world);
    const mark = world.github.calls.mark();
    await say(world, 'wang-bo', number, `/lgtm\n/approve\n/hold\n/hold cancel\n/override dco ${reason}`);
    await world.checked(head, 'success');
    const byTemplate = world.github.calls.countByTemplate(mark);
    expect(byTemplate['GET /repos/{owner}/{repo}/pulls/{pull_number}']).toBe(1);
    const reads = Object.entries(byTemplate).filter(([template]) => /^GET|graphql/.test(template));
    expect(reads.reduce((sum, [, calls]) => sum + calls, 0)).toBeLessThanOrEqual(5);
    expect(byTemplate['POST /repos/{owner}/{repo}/issues/comments/{comment_id}/reactions']).toBe(1);
    expect(byTemplate['PATCH /repos/{owner}/{repo}/check-runs/{check_run_id}']).toBe(1);
  });

  test('delivered again does nothing again', async () => {
    const world = await startPolicyWorld();
    const { number, head } = await openGood(world);
    await say(world, 'wang-bo', number, '/lgtm\n/approve');
    await world.checked(head, 'success');
    const [approval] = world.github.webhooks.sent().slice(-1);
    await say(world, 'wang-bo', number, '/approve cancel');
    await world.checked(head, 'failure');
    if (!approval) throw new Error('nothing was sent');
    await world.github.webhooks.redeliver(approval.id, { newId: true });
    await world.settle();
    expect(world.check(head)?.conclusion).toBe('failure');
  });

  test.each([
    ['the pull request', /\/pulls\/\d+$/],
    ['its reviews', /\/pulls\/\d+\/reviews$/],
  ])('waits for a forge that does not tell of %s, and is carried out when it does', async (_what, path) => {
    const world = await startPolicyWorld();
    const { number, head } = await openGood(world);
    world.github.faults.fail({ path, times: 1, mode: { status: 403, retryAfter: 1 } });
    world.github.as('wang-bo').comment(models, number, '/lgtm\n/approve');
    await world.checked(head, 'success');
    expect(world.github.faults.remaining()).toBe(0);
  });

  test('is told by /help what its writer may do here', async () => {
    const world = await startPolicyWorld();
    const { number } = await openGood(world);
    await say(world, 'kofi-mensah', number, '/help');
    const told = world.github.comments(models, number).at(-1)?.body ?? '';
    for (const usage of ['/lgtm [cancel]', '/hold [cancel]', '/recheck', '/override POLICY REASON']) {
      expect(told).toContain(`\`${usage}\``);
    }
    expect(told).not.toContain('/approve');
  });
});
