// A pull request under policies, from outside: webhooks in, a check and a comment out.
import { describe, expect, test } from '@jest/globals';
import { until } from '../support/app.js';
import { ownersFiles, models, signedOff, startPolicyWorld } from '../support/policies.js';

const body = 'Loads the weights in pieces, so that they fit into memory.';
const good = { title: 'feat: load in pieces', body, message: signedOff('feat: load in pieces', 'stranger', 6666) };
const policy = (entries: string): string => `version: 1\npolicies:\n${entries}`;
const dcoOnly = policy('  dco: { enforce: block, override: [tsc] }\n');
const minute = 60_000;
const ownersOnly = policy('  owners: { enforce: block }\n');

describe('a pull request', () => {
  test('that lacks a sign-off is told so once, with the text that mends it, and in one line when it is mended', async () => {
    const { github, checked, told } = await startPolicyWorld({ policy: dcoOnly });
    const stranger = github.as('stranger');
    const { number, pull } = stranger.openPull(models, { ...good, message: 'feat: load in pieces' });
    const run = await checked(pull.head.sha, 'failure');
    expect(run.output.title).toBe('Sign off 1 of 1 commit');
    expect(told(number)).toHaveLength(1);
    expect(told(number)[0]).toContain('commit --amend --no-edit --signoff');
    const head = stranger.reword(models, number, () => good.message);
    await checked(head.sha, 'success');
    await until('the comment is one line', () => told(number)[0]?.includes('All policies pass') === true);
    expect(told(number)).toHaveLength(1);
  });

  test('in which all is well hears nothing', async () => {
    const { github, checked, settle } = await startPolicyWorld({ policy: dcoOnly });
    const { number, pull } = github.as('stranger').openPull(models, good);
    await checked(pull.head.sha, 'success');
    await settle();
    expect(github.comments(models, number)).toHaveLength(0);
  });

  test('is judged again when its title is edited', async () => {
    const { github, checked } = await startPolicyWorld({ policy: policy('  title: { enforce: block }\n') });
    const { number, pull } = github.as('stranger').openPull(models, { ...good, title: 'Load in pieces' });
    await checked(pull.head.sha, 'failure');
    github.as('stranger').editTitle(models, number, 'feat: load in pieces');
    await checked(pull.head.sha, 'success');
    expect(github.checkRuns(models, pull.head.sha)).toHaveLength(1);
  });

  test('is not told again while it is a draft, and is told when it is ready', async () => {
    const { github, checked, told, settle } = await startPolicyWorld({ policy: dcoOnly });
    const stranger = github.as('stranger');
    const { number, pull } = stranger.openPull(models, { ...good, message: 'feat: one', draft: true });
    await checked(pull.head.sha, 'failure');
    const [first] = told(number);
    const second = stranger.push(models, number, { message: 'feat: two' });
    await checked(second.sha, 'failure');
    await settle();
    expect(told(number)).toEqual([first]);
    stranger.setDraft(models, number, false);
    await checked(second.sha, 'failure');
    await until('the comment tells both', () => told(number)[0]?.includes('Sign off 2 of 2 commits') === true);
  });
});

describe('approval by owners', () => {
  test('is given by commands of reviewers and approvers, never by a label, and falls with a push', async () => {
    const { github, checked, check, settle } = await startPolicyWorld({ policy: ownersOnly });
    const { number, pull } = github.as('stranger').openPull(models, good);
    await checked(pull.head.sha, 'failure');
    github.as('maintainer-mo').label(models, number, 'lgtm', 'approved');
    github.as('kofi-mensah').comment(models, number, '/lgtm');
    await settle();
    expect(check(pull.head.sha)?.conclusion).toBe('failure');
    github.as('wang-bo').comment(models, number, '/approve');
    await checked(pull.head.sha, 'success');
    const pushed = github.as('stranger').push(models, number);
    await checked(pushed.sha, 'failure');
  });

  test('stays through a forced push of the same files', async () => {
    const { github, checked } = await startPolicyWorld({ policy: ownersOnly });
    const { number, pull } = github.as('stranger').openPull(models, good);
    github.as('kofi-mensah').comment(models, number, '/lgtm');
    github.as('wang-bo').comment(models, number, '/approve');
    const before = pull.head.sha;
    await checked(before, 'success');
    const same = github.as('stranger').push(models, number, { sameTree: true, message: 'Worded better' });
    expect(same.sha).not.toBe(before);
    await checked(same.sha, 'success');
  });

  test('is given by a review too; "Request changes" holds until its author approves', async () => {
    const { github, checked } = await startPolicyWorld({ policy: policy('  owners: { enforce: block, lgtm: 0 }\n') });
    const { number, pull } = github.as('stranger').openPull(models, good);
    github.as('wang-bo').review(models, number, 'request-changes', 'Not yet');
    const held = await checked(pull.head.sha, 'failure');
    expect(held.output.summary).toContain('wang-bo');
    github.as('wang-bo').review(models, number, 'approve');
    await checked(pull.head.sha, 'success');
    github.as('stranger').comment(models, number, '/hold');
    await checked(pull.head.sha, 'failure');
    github.as('stranger').comment(models, number, '/hold cancel');
    await checked(pull.head.sha, 'success');
  });

  test('is by the owners of the base: what a pull request writes into OWNERS counts for nothing in it', async () => {
    const { github, checked } = await startPolicyWorld({ policy: policy('  owners: { enforce: block, lgtm: 0 }\n') });
    const edits = { OWNERS: 'approvers:\n  - kofi-mensah\n' };
    const { number, pull } = github.as('stranger').openPull(models, { ...good, edits });
    github.as('kofi-mensah').comment(models, number, '/approve');
    await checked(pull.head.sha, 'failure');
    github.as('wang-bo').comment(models, number, '/approve');
    await checked(pull.head.sha, 'success');
  });

  test('is judged anew when OWNERS change at the base', async () => {
    const { github, checked } = await startPolicyWorld({ policy: policy('  owners: { enforce: block, lgtm: 0 }\n') });
    const { number, pull } = github.as('stranger').openPull(models, good);
    github.as('wang-bo').comment(models, number, '/approve');
    await checked(pull.head.sha, 'success');
    github.as('lin-mei').commit(models, { OWNERS: ownersFiles.OWNERS.replace('wang-bo', 'ana-souza') });
    await checked(pull.head.sha, 'failure');
  });

  test('is asked of the owners of both names of a renamed file', async () => {
    const { github, checked, check, settle } = await startPolicyWorld({
      policy: policy('  owners: { enforce: block, lgtm: 0 }\n'),
    });
    github.as('lin-mei').commit(models, {
      'docs/guide.md': 'A guide, long enough to be known again.\n',
      'src/OWNERS': 'options:\n  no_parent_owners: true\napprovers:\n  - ana-souza\n',
    });
    const { number, pull } = github.as('stranger').openPull(models, {
      ...good,
      commits: [{ message: good.message, renames: { 'docs/guide.md': 'src/guide.md' } }],
    });
    github.as('ana-souza').comment(models, number, '/approve');
    await settle();
    await checked(pull.head.sha, 'failure');
    expect(check(pull.head.sha)?.output.summary).toContain('chen-yu');
    github.as('chen-yu').comment(models, number, '/approve');
    await checked(pull.head.sha, 'success');
  });
});

describe('other rules', () => {
  test('an override lets a finding stand for one head, publicly', async () => {
    const { github, checked, get } = await startPolicyWorld({ policy: dcoOnly });
    const { number, pull } = github.as('stranger').openPull(models, { ...good, message: 'feat: one' });
    await checked(pull.head.sha, 'failure');
    github.as('stranger').comment(models, number, '/override dco I say so');
    github.as('lin-mei').comment(models, number, '/override dco Imported from our own archive');
    const run = await checked(pull.head.sha, 'success');
    expect(run.output.summary).toContain('Imported from our own archive');
    expect(JSON.stringify(await get('/api/v1/ledger'))).toContain('policy.overridden');
    const pushed = github.as('stranger').push(models, number, { message: 'feat: two' });
    await checked(pushed.sha, 'failure');
  });

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
    const { github, checked } = await startPolicyWorld({ policy: policy('  owners: { enforce: block, lgtm: 0 }\n') });
    const { number, pull } = github.as('stranger').openPull(models, good);
    github.as('wang-bo').comment(models, number, '/approve');
    await checked(pull.head.sha, 'success');
    const queued = github.as('lin-mei').enqueue(models, number, { method: 'squash' });
    await checked(queued.sha, 'success');
    github.as('ana-souza').comment(models, number, '/hold');
    await checked(queued.sha, 'failure');
  });

  test('approval is for one base: turned to another branch and back, it must be given again', async () => {
    const { github, clock, checked, settle } = await startPolicyWorld({
      policy: policy('  owners: { enforce: block, lgtm: 0 }\n'),
    });
    github.as('lin-mei').commit(models, {}, { branch: 'release' });
    const { number, pull } = github.as('stranger').openPull(models, good);
    github.as('wang-bo').comment(models, number, '/approve');
    await checked(pull.head.sha, 'success');
    clock.advance(minute);
    github.as('stranger').retarget(models, number, 'release');
    await checked(pull.head.sha, 'failure');
    github.as('stranger').retarget(models, number, 'main');
    await settle();
    await checked(pull.head.sha, 'failure');
    clock.advance(minute);
    github.as('wang-bo').comment(models, number, '/approve');
    await checked(pull.head.sha, 'success');
  });

  test('another base is another judgement', async () => {
    const { github, checked } = await startPolicyWorld({ policy: policy('  owners: { enforce: block, lgtm: 0 }\n') });
    github.as('lin-mei').commit(models, { OWNERS: 'approvers:\n  - ana-souza\n' }, { branch: 'release' });
    const { number, pull } = github.as('stranger').openPull(models, good);
    github.as('wang-bo').comment(models, number, '/approve');
    await checked(pull.head.sha, 'success');
    github.as('stranger').retarget(models, number, 'release');
    await checked(pull.head.sha, 'failure');
  });

  test('a repository may tighten for itself, and a pull request that would loosen is told so', async () => {
    const { github, checked } = await startPolicyWorld({ policy: policy('  dco: { enforce: block, exempt: [5] }\n') });
    const own = '.github/opencharter.yml';
    const loose = { edits: { [own]: 'version: 1\npolicies: { dco: { enforce: warn } }\n' } };
    const { pull } = github.as('stranger').openPull(models, { ...good, ...loose });
    const run = await checked(pull.head.sha, 'failure');
    expect(run.output.summary).toContain('looser');
    expect(run.annotations).toMatchObject([{ path: own }]);
    github.as('lin-mei').commit(models, { [own]: 'version: 1\npolicies: { title: { enforce: block } }\n' });
    const titled = github.as('stranger').openPull(models, { ...good, title: 'Load it', branch: 'second' });
    await checked(titled.pull.head.sha, 'failure');
  });

  test('a path that needs a motion waits until one is carried for this head', async () => {
    const { github, checked, clock, settle } = await startPolicyWorld({
      policy: policy('  paths: { enforce: block, rules: [{ paths: ["governance/**"], motion: quick }] }\n'),
    });
    const edits = { 'governance/charter.yml': 'version: 1\n' };
    const { number, pull } = github.as('lin-mei').openPull(models, { ...good, edits });
    await checked(pull.head.sha, 'failure');
    github.as('lin-mei').comment(models, number, '/vote quick\n/yes');
    await settle();
    for (const login of ['wang-bo', 'chen-yu', 'kofi-mensah', 'ana-souza'])
      github.as(login).comment(models, number, '/yes');
    await settle();
    clock.advance(2 * 24 * 60 * 60 * 1000);
    await checked(pull.head.sha, 'success');
  });
});

describe('two pull requests with one head', () => {
  test('show the worse of what is said of them: a lax branch does not make a commit green', async () => {
    const { github, checked } = await startPolicyWorld({
      policy: policy('  owners: { enforce: block, lgtm: 0 }\n'),
    });
    const stranger = github.as('stranger');
    github.as('lin-mei').commit(models, { OWNERS: 'approvers:\n  - kofi-mensah\n' }, { branch: 'lax' });
    const first = stranger.openPull(models, { ...good, branch: 'shared' });
    const head = first.pull.head.sha;
    await checked(head, 'failure');
    const second = stranger.openPull(models, { ...good, base: 'lax', branch: 'shared', existing: true });
    github.as('kofi-mensah').comment(models, second.number, '/approve');
    await until('both have a check', () => github.checkRuns(models, head).length === 2);
    for (const run of github.checkRuns(models, head)) expect(run.conclusion).toBe('failure');
    github.as('wang-bo').comment(models, first.number, '/approve');
    await until('both are green', () => github.checkRuns(models, head).every((run) => run.conclusion === 'success'));
  });
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
