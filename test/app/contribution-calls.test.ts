// What policies cost in calls to the forge.
import { describe, expect, test } from '@jest/globals';
import { until } from '../support/app.js';
import { meter } from '../support/costs.js';
import { forges } from '../support/forges.js';
import { models, signedOff, startPoliciesOn } from '../support/policies.js';

describe.each(forges)('on %s', (on) => {
  /** Gitee takes a check, and a label beside it for where checks are refused: one call to put it on, and one to take the other off. */
  const labelled = on === 'github' ? 0 : 1;
  /** On Gitee a deed may cost two readings more, besides that of its deliveries: there is no GraphQL. */
  const readsMore = on === 'github' ? 0 : 2;

  /** Twenty signed commits that change eighty files in three folders. A list of a hundred is asked for twice on Gitee, which does not say that it is whole. */
  const ordinary = {
    title: 'feat: convert the weights',
    body: 'Converts all weights to safetensors, file by file.',
    commits: Array.from({ length: 20 }, (_, i) => ({
      message: signedOff(`feat: convert part ${String(i)}`, 'stranger', 6666, on),
      edits: Object.fromEntries(
        Array.from({ length: 4 }, (_file, j) => [
          `${['src', 'docs/guide', 'data/x'][i % 3] ?? ''}/${String(i)}-${String(j)}.md`,
          `Part ${String(i)}.\n`,
        ]),
      ),
    })),
  };

  test('opening an ordinary pull request costs at most 6 reads and 1 write, a push 5 and 1, a failing one 1 more for its comment, a plain comment none', async () => {
    const world = await startPoliciesOn(on, {
      hurry: 1,
      policy: `version: 1
policies:
  dco: { enforce: block }
  title: { enforce: block }
  description: { enforce: block }
  owners: { enforce: warn }
  paths: { enforce: block, rules: [{ paths: ["governance/**"], motion: quick }] }
`,
    });
    const { forge, checked, settle, told } = world;
    // Somebody whom people.yml does not name: their login is asked for too.
    const owners = { OWNERS: 'approvers: [wang-bo, stranger]\nreviewers: [kofi-mensah]\n' };
    forge.as('lin-mei').commit(models, owners);
    await settle();
    const stranger = forge.as('stranger');
    const spent = meter(world);
    const { number, pull } = stranger.openPull(models, ordinary);
    await checked(pull.head.sha, 'success');
    await settle();
    const opening = spent();
    expect(opening.reads).toBeLessThanOrEqual(6 + readsMore);
    expect(opening.writes).toBe(1 + labelled);

    const pushed = stranger.push(models, number, {
      message: signedOff('feat: one more', 'stranger', 6666, on),
      edits: { 'src/0-0.md': 'Part 0, again.\n' },
    });
    await checked(pushed.sha, 'success');
    await settle();
    const push = spent();
    expect(push.reads).toBeLessThanOrEqual(5 + readsMore);
    expect(push.writes).toBe(1);

    stranger.comment(models, number, 'I have converted them twice, with the same result.');
    stranger.label(models, number, 'ready');
    await settle();
    expect(spent()).toMatchObject({ reads: 0, writes: 0 });

    const unsigned = stranger.push(models, number, {
      message: 'feat: without a sign-off',
      edits: { 'src/0-0.md': 'Part 0, once more.\n' },
    });
    await checked(unsigned.sha, 'failure');
    await until('the comment is there', () => told(number).length === 1);
    await settle();
    const failing = spent();
    expect(failing.reads).toBeLessThanOrEqual(5 + readsMore);
    expect(failing.writes).toBe(2 + 2 * labelled);
  });

  test('approval by two commands costs no more than their reactions, one reading each and the check', async () => {
    const world = await startPoliciesOn(on, { policy: 'version: 1\npolicies: { owners: { enforce: block } }\n' });
    const { forge, checked, settle } = world;
    const { number, pull } = forge.as('stranger').openPull(models, ordinary);
    await checked(pull.head.sha, 'failure');
    await settle();
    const spent = meter(world);
    forge.as('kofi-mensah').comment(models, number, '/lgtm');
    await settle();
    forge.as('wang-bo').comment(models, number, '/approve');
    await checked(pull.head.sha, 'success');
    await settle();
    const { reads, writes } = spent();
    expect(reads).toBeLessThanOrEqual(8);
    expect(writes).toBeLessThanOrEqual(6);
  });
});
