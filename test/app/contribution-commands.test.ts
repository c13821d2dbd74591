// Commands on a pull request: who may give them, for which head, and what they change.
import { describe, expect, test } from '@jest/globals';
import { shared, startOn } from '../support/app.js';
import { answer, good, openGood, openUnsigned, say } from '../support/contribution-talk.js';
import { forges } from '../support/forges.js';
import { models, startPoliciesOn } from '../support/policies.js';

describe.each(forges)('on %s', (on) => {
  const common = shared(() => startPoliciesOn(on));

  describe('/lgtm, /approve and /hold', () => {
    test('of those whom OWNERS name make the check green, and a push that changes a file makes them fall', async () => {
      const world = common();
      const { number, head } = await openGood(world);
      expect(await say(world, 'kofi-mensah', number, 'Fine.\n\n/lgtm')).toBe(true);
      expect(await say(world, 'wang-bo', number, '/approve')).toBe(true);
      await world.checked(head, 'success');
      const same = world.forge.as('stranger').push(models, number, { sameTree: true, message: good(on).message });
      await world.checked(same.sha, 'success');
      const pushed = world.forge.as('stranger').push(models, number, { message: good(on).message });
      await world.checked(pushed.sha, 'failure');
    });

    test('one comment holds both, and /hold keeps it from being merged until it is lifted', async () => {
      const world = common();
      const { number, head } = await openGood(world);
      await say(world, 'wang-bo', number, '/lgtm\n/approve');
      await world.checked(head, 'success');
      expect(await say(world, 'chen-yu', number, '/hold')).toBe(true);
      await world.checked(head, 'failure');
      expect(await say(world, 'stranger', number, '/hold cancel')).toBe(false);
      expect(answer(world, number, 'stranger')).toContain('A hold is lifted by whoever placed it');
      await say(world, 'chen-yu', number, '/hold cancel');
      await world.checked(head, 'success');
    });

    test('are refused in words', async () => {
      const world = common();
      for (const [login, body, sentence] of [
        ['kofi-mensah', '/approve', '`/approve` is for the approvers of what is changed here (OWNERS: `OWNERS`)'],
        ['chen-yu', '/lgtm', '`/lgtm` is for the reviewers and approvers of what is changed here (OWNERS: `OWNERS`)'],
        ['stranger', '/approve', 'Nobody approves their own contribution'],
        ['wang-bo', '/approve once tests pass', 'Only “cancel” may follow `/approve`'],
        ['wang-bo', '/approve cancel', 'There is no `/approve` here that you could cancel'],
      ] as const) {
        const { number, head } = await openGood(world);
        expect(await say(world, login, number, body)).toBe(false);
        expect(answer(world, number, login)).toContain(sentence);
        expect(world.check(head)?.conclusion).toBe('failure');
      }
    });

    test('are for the head that the writer could have seen, not for one pushed before they are read', async () => {
      const world = common();
      const { number } = await openGood(world);
      const { webhooks } = world.forge;
      webhooks.autoDeliver = false;
      world.forge.as('wang-bo').comment(models, number, '/lgtm\n/approve');
      const pushed = world.forge.as('stranger').push(models, number, { message: good(on).message });
      webhooks.autoDeliver = true;
      await webhooks.deliverInOrder(webhooks.pending().map(({ id }) => id));
      await world.checked(pushed.sha, 'failure');
      await say(world, 'wang-bo', number, '/lgtm\n/approve');
      await world.checked(pushed.sha, 'success');
    });

    test('are for that head even if a delivery from before is handled so late that the next head is known', async () => {
      const world = common();
      const { forge, clock } = world;
      const { number } = await openGood(world);
      clock.advance(60_000);
      forge.faults.fail({ path: /\/pulls\/\d+$/, times: 1, mode: { status: 403, retryAfter: 1 } });
      // Gitee sends nothing for a new title.
      if (on === 'github') forge.as('stranger').editTitle(models, number, 'feat: load in small pieces');
      else forge.as('stranger').label(models, number, 'loader');
      await forge.webhooks.idle();
      forge.as('wang-bo').comment(models, number, '/lgtm\n/approve');
      await forge.webhooks.idle();
      clock.advance(1000);
      const pushed = forge.as('stranger').push(models, number, { message: good(on).message });
      await world.checked(pushed.sha, 'failure');
      await world.settle();
      expect(world.check(pushed.sha)?.output.summary).toContain('0 of 1');
      await say(world, 'wang-bo', number, '/lgtm\n/approve');
      await world.checked(pushed.sha, 'success');
    });

    test('mean nothing in an issue, in a pull request that has ended, and where no policy asks for owners', async () => {
      const world = await startPoliciesOn(on, { policy: 'version: 1\npolicies: { title: { enforce: block } }\n' });
      const { number } = world.forge.as('stranger').openPull(models, good(on));
      const issue = world.forge.as('stranger').openIssue(models, { title: 'A question', body: '' });
      await say(world, 'wang-bo', number, '/approve');
      expect(answer(world, number, 'wang-bo')).toContain('no policy of this repository asks for approvals by OWNERS');
      await say(world, 'wang-bo', issue.number, '/hold');
      expect(answer(world, issue.number, 'wang-bo')).toContain('is for pull requests, and this is an issue');
      world.forge.as('stranger').close(models, number);
      await say(world, 'kofi-mensah', number, '/recheck');
      expect(answer(world, number, 'kofi-mensah')).toContain('This pull request is closed');
    });
  });

  describe('/recheck', () => {
    test('by anybody evaluates again, once a minute', async () => {
      const world = common();
      const { number } = await openGood(world);
      expect(await say(world, 'chen-yu', number, '/recheck')).toBe(true);
      world.forge.as('kofi-mensah').comment(models, number, '/recheck');
      await world.settle();
      expect(answer(world, number, 'kofi-mensah')).toContain('less than a minute ago');
      expect(await say(world, 'kofi-mensah', number, '/重新检查')).toBe(true);
    });

    test('needs policies', async () => {
      const { forge, settle } = await startOn(on);
      const { number } = forge.as('stranger').openPull(models, good(on));
      forge.as('wang-bo').comment(models, number, '/recheck');
      await settle();
      const bodies = forge.comments(models, number).map(({ body }) => body);
      expect(bodies.some((body) => body.includes('The foundation has no contribution policies'))).toBe(true);
    });
  });

  describe('a text with commands', () => {
    test('reads the pull request once, whatever it asks for, and writes one reaction and one check', async () => {
      const world = common();
      const { number, head } = await openUnsigned(world);
      // A poll that is under way when a comment is written may see the pull request changed by nobody knows what.
      await world.notice();
      const { calls } = world.forge;
      const mark = calls.mark();
      await say(world, 'wang-bo', number, '/lgtm\n/approve\n/hold\n/hold cancel\n/override dco The mail holds it');
      await world.checked(head, 'success');
      const made = calls.since(mark).map(({ method, path }) => `${method} ${path}`);
      // A poll that comes in between reads lists, whatever was said.
      const asked = made.filter((call) => !/^GET .*\/(?:repos|issues|pulls|comments)$/.test(call));
      const count = (pattern: RegExp): number => asked.filter((call) => pattern.test(call)).length;
      // Gitee's deliveries are read back: the comment, and the pull request as our own label has changed it.
      expect(count(/^GET .*\/pulls\/\d+$/)).toBe(on === 'github' ? 1 : 3);
      expect(count(/^GET|graphql$/)).toBeLessThanOrEqual(on === 'github' ? 5 : 12);
      expect(count(/^POST .*\/reactions$/)).toBe(on === 'github' ? 1 : 0);
      expect(count(/^PATCH .*\/check-runs\//)).toBe(1);
    });

    test('delivered again does nothing again', async () => {
      const world = common();
      const { number, head } = await openGood(world);
      await say(world, 'wang-bo', number, '/lgtm\n/approve');
      await world.checked(head, 'success');
      const approval = world.forge.webhooks.sent().findLast(({ body }) => body.includes('/lgtm\\n/approve'));
      await say(world, 'wang-bo', number, '/approve cancel');
      await world.checked(head, 'failure');
      if (!approval) throw new Error('nothing was sent');
      await world.forge.webhooks.redeliver(approval.id, { newId: true });
      await world.settle();
      expect(world.check(head)?.conclusion).toBe('failure');
    });

    test.each([
      ['the pull request', /\/pulls\/\d+$/],
      on === 'github' ? ['its reviews', /\/pulls\/\d+\/reviews$/] : ['the comment', /\/pulls\/comments\/\d+$/],
    ] as const)('waits for a forge that does not tell of %s, and is carried out when it does', async (_what, path) => {
      const world = common();
      const { number, head } = await openGood(world);
      world.forge.faults.fail({ path, times: 1, mode: { status: 403, retryAfter: 1 } });
      world.forge.as('wang-bo').comment(models, number, '/lgtm\n/approve');
      await world.checked(head, 'success');
      expect(world.forge.faults.remaining()).toBe(0);
    });

    test('is told by /help what its writer may do here', async () => {
      const world = common();
      const { number } = await openGood(world);
      await say(world, 'kofi-mensah', number, '/help');
      const told = world.forge.told(models, number).at(-1) ?? '';
      for (const usage of ['/lgtm [cancel]', '/hold [cancel]', '/recheck', '/override POLICY REASON']) {
        expect(told).toContain(`\`${usage}\``);
      }
      expect(told).not.toContain('/approve');
    });
  });
});
