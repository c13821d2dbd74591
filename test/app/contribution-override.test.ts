// Overriding a policy for one head: who may, and that everybody can see it.
import { describe, expect, test } from '@jest/globals';
import { z } from 'zod';
import { policyFileOf } from '../../src/contributions/floor.js';
import { answer, openUnsigned, say, unsigned } from '../support/contribution-talk.js';
import { forges, placeOf } from '../support/forges.js';
import { models, startPoliciesOn, type ForgePolicyWorld } from '../support/policies.js';

const entries = z.array(z.object({ type: z.string(), text: z.string() }));

/** The entries of overrides in the ledger, as canonical JSON. */
async function overridesIn(world: ForgePolicyWorld): Promise<readonly string[]> {
  const found = entries.parse(await world.get('/api/v1/ledger?per_page=100'));
  return found.flatMap(({ type, text }) => (type === 'policy.overridden' ? [text] : []));
}

const reason = 'The author has left; the sign-off is in the mailing list';

describe.each(forges)('on %s', (on) => {
  describe('/override', () => {
    test('by a member of the body lets the finding stand for this head, in the ledger and in the check, and for no other', async () => {
      const world = await startPoliciesOn(on);
      const { number, head } = await openUnsigned(world);
      expect(await say(world, 'lin-mei', number, `/override dco ${reason}`)).toBe(true);
      const run = await world.checked(head, 'success');
      expect(run.output.summary).toContain(reason);
      const [entry = ''] = await overridesIn(world);
      expect(JSON.parse(entry)).toMatchObject({
        policy: 'dco',
        contribution: placeOf(world.forge, models, number),
        head,
      });
      await say(world, 'chen-yu', number, '/override dco Me too');
      expect(answer(world, number, 'chen-yu')).toContain('Policy `dco` has been overridden for');
      const pushed = world.forge.as('stranger').push(models, number, { sameTree: true, message: unsigned(on).message });
      await world.checked(pushed.sha, 'failure');
    });

    test('is refused in words', async () => {
      const world = await startPoliciesOn(on);
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
        ['kofi-mensah', '/override policy-file It is small', `What is wrong with \`${policyFileOf(on)}\` cannot be`],
        ['lin-mei', '/override dco I sign it here', 'Nobody overrides a policy on their own contribution'],
      ] as const) {
        const { number, pull } = world.forge.as('lin-mei').openPull(models, unsigned(on));
        await world.checked(pull.head.sha, 'failure');
        expect(await say(world, login, number, body)).toBe(false);
        expect(answer(world, number, login)).toContain(sentence);
        expect(world.check(pull.head.sha)?.conclusion).toBe('failure');
      }
      expect(await overridesIn(world)).toEqual([]);
    });

    test('is refused when a push came in that the writer could not have seen', async () => {
      const world = await startPoliciesOn(on);
      const { number } = await openUnsigned(world);
      const { webhooks } = world.forge;
      webhooks.autoDeliver = false;
      world.forge.as('lin-mei').comment(models, number, `/override dco ${reason}`);
      world.forge.as('stranger').push(models, number, { message: unsigned(on).message });
      webhooks.autoDeliver = true;
      await webhooks.deliverInOrder(webhooks.pending().map(({ id }) => id));
      await world.settle();
      expect(answer(world, number, 'lin-mei')).toContain('New commits came in before `/override` was read');
      expect(await overridesIn(world)).toEqual([]);
    });
  });
});
