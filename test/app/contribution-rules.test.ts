// What else decides about a pull request: its base, its repository's own rules, motions, merge queues, and others with the same head.
import { describe, expect, test } from '@jest/globals';
import { policyFileOf } from '../../src/contributions/floor.js';
import { days, shared, until } from '../support/app.js';
import { forges } from '../support/forges.js';
import { models, signedOff, startPoliciesOn, startPolicyWorld } from '../support/policies.js';

const title = 'feat: load in pieces';
const body = 'Loads the weights in pieces, so that they fit into memory.';
const policy = (entries: string): string => `version: 1\npolicies:\n  ${entries}\n`;
const dcoOnly = policy('dco: { enforce: block, override: [tsc] }');
const approversOnly = policy('owners: { enforce: block, lgtm: 0 }');
const minute = 60_000;

describe.each(forges)('on %s', (on) => {
  const good = { title, body, message: signedOff(title, 'stranger', 6666, on) };
  const approvers = shared(() => startPoliciesOn(on, { policy: approversOnly }));

  test('approval is for one base: turned to another branch and back, it must be given again', async () => {
    const { forge, clock, checked, settle } = approvers();
    forge.as('lin-mei').commit(models, {}, { branch: 'spring' });
    const { number, pull } = forge.as('stranger').openPull(models, good);
    forge.as('wang-bo').comment(models, number, '/approve');
    await checked(pull.head.sha, 'success');
    clock.advance(minute);
    forge.as('stranger').retarget(models, number, 'spring');
    await checked(pull.head.sha, 'failure');
    forge.as('stranger').retarget(models, number, 'main');
    await settle();
    await checked(pull.head.sha, 'failure');
    clock.advance(minute);
    forge.as('wang-bo').comment(models, number, '/approve');
    await checked(pull.head.sha, 'success');
  });

  test('another base is another judgement', async () => {
    const { forge, checked } = approvers();
    forge.as('lin-mei').commit(models, { OWNERS: 'approvers:\n  - ana-souza\n' }, { branch: 'autumn' });
    const { number, pull } = forge.as('stranger').openPull(models, good);
    forge.as('wang-bo').comment(models, number, '/approve');
    await checked(pull.head.sha, 'success');
    forge.as('stranger').retarget(models, number, 'autumn');
    await checked(pull.head.sha, 'failure');
  });

  test('two pull requests with one head show the worse of what is said of them: a lax branch does not make a commit green', async () => {
    const { forge, checked } = approvers();
    const stranger = forge.as('stranger');
    forge.as('lin-mei').commit(models, { OWNERS: 'approvers:\n  - kofi-mensah\n' }, { branch: 'lax' });
    const first = stranger.openPull(models, { ...good, branch: 'shared' });
    const head = first.pull.head.sha;
    await checked(head, 'failure');
    const second = stranger.openPull(models, { ...good, base: 'lax', branch: 'shared', existing: true });
    forge.as('kofi-mensah').comment(models, second.number, '/approve');
    await until('both have a check', () => forge.checkRuns(models, head).length === 2);
    for (const run of forge.checkRuns(models, head)) expect(run.conclusion).toBe('failure');
    forge.as('wang-bo').comment(models, first.number, '/approve');
    await until('both are green', () => forge.checkRuns(models, head).every((run) => run.conclusion === 'success'));
  });

  test('a repository may tighten for itself, and a pull request that would loosen is told so', async () => {
    const { forge, checked } = await startPoliciesOn(on, { policy: policy('dco: { enforce: block, exempt: [5] }') });
    const own = policyFileOf(on);
    const loose = { edits: { [own]: 'version: 1\npolicies: { dco: { enforce: warn } }\n' } };
    const { pull } = forge.as('stranger').openPull(models, { ...good, ...loose });
    const run = await checked(pull.head.sha, 'failure');
    expect(run.output.summary).toContain('looser');
    expect(run.annotations).toMatchObject([{ path: own }]);
    forge.as('lin-mei').commit(models, { [own]: 'version: 1\npolicies: { title: { enforce: block } }\n' });
    const titled = forge.as('stranger').openPull(models, { ...good, title: 'Load it', branch: 'second' });
    await checked(titled.pull.head.sha, 'failure');
  });

  test('a path that needs a motion waits until one is carried for this head', async () => {
    const { forge, checked, clock, settle } = await startPoliciesOn(on, {
      policy: policy('paths: { enforce: block, rules: [{ paths: ["governance/**"], motion: quick }] }'),
    });
    const edits = { 'governance/charter.yml': 'version: 1\n' };
    const { number, pull } = forge.as('lin-mei').openPull(models, { ...good, edits });
    await checked(pull.head.sha, 'failure');
    forge.as('lin-mei').comment(models, number, '/vote quick\n/yes');
    await settle();
    for (const login of ['wang-bo', 'chen-yu', 'kofi-mensah', 'ana-souza'])
      forge.as(login).comment(models, number, '/yes');
    await settle();
    clock.advance(days(2));
    await checked(pull.head.sha, 'success');
  });
});

test.each(['refused', 'missing'] as const)(
  'where Gitee has checks %s, label and comment tell it, and it is asked once',
  async (checks) => {
    const { forge, told, settle } = await startPoliciesOn('gitee', { policy: dcoOnly, checks });
    const stranger = forge.as('stranger');
    const { number } = stranger.openPull(models, { title, body, message: title });
    await until('it needs work', () => forge.labels(models, number).join() === 'policy/needs-work');
    await until('it is told', () => told(number).length === 1);
    stranger.reword(models, number, () => signedOff(title, 'stranger', 6666, 'gitee'));
    await until('it is well', () => forge.labels(models, number).join() === 'policy/ok');
    await until('the comment says so', () => told(number)[0]?.includes('All policies pass') === true);
    await settle();
    const tried = forge.calls.all().filter(({ path }) => path.includes('check-runs'));
    expect(tried.map(({ method, status }) => [method, status])).toEqual([['POST', checks === 'refused' ? 403 : 404]]);
  },
);

// Gitee has no merge queues, and the other name of a repository is GitHub's to tell.
describe('on github', () => {
  const good = { title, body, message: signedOff(title, 'stranger', 6666) };

  test('a merge queue is told whether the sign-offs are still in what it merges', async () => {
    const { github, checked } = await startPolicyWorld({ policy: dcoOnly });
    const { number, pull } = github.as('stranger').openPull(models, good);
    await checked(pull.head.sha, 'success');
    const kept = github.as('lin-mei').enqueue(models, number, { method: 'merge' });
    await checked(kept.sha, 'success');
    github.as('lin-mei').dequeue(models, number);
    const squashed = github.as('lin-mei').enqueue(models, number, { method: 'squash', message: 'feat: load (#1)' });
    const run = await checked(squashed.sha, 'failure');
    expect(run.output.summary).toContain('squash');
    await checked(pull.head.sha, 'success');
  });

  test('a hold that comes while it is in a merge queue reaches what the queue would merge', async () => {
    const { github, checked } = await startPolicyWorld({ policy: approversOnly });
    const { number, pull } = github.as('stranger').openPull(models, good);
    github.as('wang-bo').comment(models, number, '/approve');
    await checked(pull.head.sha, 'success');
    const queued = github.as('lin-mei').enqueue(models, number, { method: 'squash' });
    await checked(queued.sha, 'success');
    github.as('ana-souza').comment(models, number, '/hold');
    await checked(queued.sha, 'failure');
  });

  test('a new repository under a name that another one bore is told apart from it', async () => {
    const { github, checked, settle, told } = await startPolicyWorld({ policy: dcoOnly });
    const unsigned = { ...good, message: 'feat: one' };
    const first = github.as('stranger').openPull(models, unsigned);
    await checked(first.pull.head.sha, 'failure');
    github.as('lin-mei').comment(models, first.number, '/override dco Imported from our own archive');
    await checked(first.pull.head.sha, 'success');
    github.as('lin-mei').renameRepository(models, 'legacy');
    github.plant({ repositories: [{ name: models, id: 3999 }] });
    await settle();
    const second = github.as('stranger').openPull(models, { ...unsigned, title: 'feat: another' });
    expect(second.number).toBe(first.number);
    await checked(second.pull.head.sha, 'failure');
    await until('the newer one has a comment of its own', () => told(second.number).length === 1);
  });
});
