// What policies cost in calls to GitHub.
import { expect, test } from '@jest/globals';
import { until } from '../support/app.js';
import { models, signedOff, startPolicyWorld } from '../support/policies.js';

/** Twenty signed commits that change a hundred files in three folders. */
const ordinary = {
  title: 'feat: convert the weights',
  body: 'Converts all weights to safetensors, file by file.',
  commits: Array.from({ length: 20 }, (_, i) => ({
    message: signedOff(`feat: convert part ${String(i)}`, 'stranger', 6666),
    edits: Object.fromEntries(
      Array.from({ length: 5 }, (_file, j) => [
        `${['src', 'docs/guide', 'data/x'][i % 3] ?? ''}/${String(i)}-${String(j)}.md`,
        `Part ${String(i)}.\n`,
      ]),
    ),
  })),
};

function split(calls: readonly { readonly method: string; readonly path: string }[]) {
  const reads = calls.filter(({ method, path }) => method === 'GET' || path.endsWith('/graphql'));
  return { reads: reads.length, writes: calls.length - reads.length };
}

test('opening an ordinary pull request costs at most 6 reads and 1 write, a push 5 and 1, a failing one 1 more for its comment, a plain comment none', async () => {
  const { github, checked, settle, told } = await startPolicyWorld({
    policy: `version: 1
policies:
  dco: { enforce: block }
  title: { enforce: block }
  description: { enforce: block }
  owners: { enforce: warn }
  paths: { enforce: block, rules: [{ paths: ["governance/**"], motion: quick }] }
`,
  });
  // Somebody whom people.yml does not name: their login is asked for too.
  github.as('lin-mei').commit(models, { OWNERS: 'approvers: [wang-bo, stranger]\nreviewers: [kofi-mensah]\n' });
  await settle();
  const stranger = github.as('stranger');
  let mark = github.calls.mark();
  const { number, pull } = stranger.openPull(models, ordinary);
  await checked(pull.head.sha, 'success');
  const opening = split(github.calls.since(mark).filter(({ path }) => !path.endsWith('/access_tokens')));
  expect(opening.reads).toBeLessThanOrEqual(6);
  expect(opening.writes).toBe(1);

  mark = github.calls.mark();
  const pushed = stranger.push(models, number, {
    message: signedOff('feat: one more', 'stranger', 6666),
    edits: { 'src/0-0.md': 'Part 0, again.\n' },
  });
  await checked(pushed.sha, 'success');
  const push = split(github.calls.since(mark));
  expect(push.reads).toBeLessThanOrEqual(5);
  expect(push.writes).toBe(1);

  mark = github.calls.mark();
  stranger.comment(models, number, 'I have converted them twice, with the same result.');
  stranger.label(models, number, 'ready');
  await settle();
  expect(github.calls.since(mark)).toHaveLength(0);

  mark = github.calls.mark();
  const unsigned = stranger.push(models, number, {
    message: 'feat: without a sign-off',
    edits: { 'src/0-0.md': 'Part 0, once more.\n' },
  });
  await checked(unsigned.sha, 'failure');
  await until('the comment is there', () => told(number).length === 1);
  await settle();
  const failing = split(github.calls.since(mark));
  expect(failing.reads).toBeLessThanOrEqual(5);
  expect(failing.writes).toBe(2);
});

test('approval by two commands costs no more than their reactions, one reading each and the check', async () => {
  const { github, checked, settle } = await startPolicyWorld({
    policy: 'version: 1\npolicies: { owners: { enforce: block } }\n',
  });
  const { number, pull } = github.as('stranger').openPull(models, ordinary);
  await checked(pull.head.sha, 'failure');
  await settle();
  const mark = github.calls.mark();
  github.as('kofi-mensah').comment(models, number, '/lgtm');
  await settle();
  github.as('wang-bo').comment(models, number, '/approve');
  await checked(pull.head.sha, 'success');
  await settle();
  const { reads, writes } = split(github.calls.since(mark));
  expect(reads).toBeLessThanOrEqual(8);
  expect(writes).toBeLessThanOrEqual(6);
});
