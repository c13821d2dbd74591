// A pull request under policies, from outside: deliveries in; a check, a comment and on Gitee a label out.
import { describe, expect, test } from '@jest/globals';
import { shared, until } from '../support/app.js';
import { forges } from '../support/forges.js';
import { models, ownersFiles, signedOff, startPoliciesOn, startPolicyWorld } from '../support/policies.js';

const title = 'feat: load in pieces';
const body = 'Loads the weights in pieces, so that they fit into memory.';
const unsigned = { title, body, message: title };
const policy = (entries: string): string => `version: 1\npolicies:\n  ${entries}\n`;
const dcoOnly = policy('dco: { enforce: block, override: [tsc] }');
const approversOnly = policy('owners: { enforce: block, lgtm: 0 }');

describe.each(forges)('on %s a pull request', (on) => {
  const good = { title, body, message: signedOff(title, 'stranger', 6666, on) };
  const world = shared(() => startPoliciesOn(on, { policy: dcoOnly }));

  test('that lacks a sign-off is told so once, with the text that mends it, and in one line when it is mended', async () => {
    const { forge, checked, told } = world();
    const stranger = forge.as('stranger');
    const { number, pull } = stranger.openPull(models, unsigned);
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
    const { forge, checked, settle } = world();
    const { number, pull } = forge.as('stranger').openPull(models, good);
    await checked(pull.head.sha, 'success');
    await settle();
    expect(forge.comments(models, number)).toHaveLength(0);
    // Only Gitee may refuse checks, so only there a label says the same.
    expect(forge.labels(models, number)).toEqual(on === 'github' ? [] : ['policy/ok']);
  });

  test('is not told again while it is a draft, and is told when it is ready', async () => {
    const { forge, checked, told, settle, notice } = world();
    const stranger = forge.as('stranger');
    const { number, pull } = stranger.openPull(models, { ...unsigned, draft: true });
    await checked(pull.head.sha, 'failure');
    const [first] = told(number);
    const second = stranger.push(models, number, { message: 'feat: two' });
    await checked(second.sha, 'failure');
    await settle();
    expect(told(number)).toEqual([first]);
    stranger.setDraft(models, number, false);
    await notice();
    await checked(second.sha, 'failure');
    await until('the comment tells both', () => told(number)[0]?.includes('Sign off 2 of 2 commits') === true);
  });

  test('may be overridden for one head, publicly', async () => {
    const { forge, checked, get } = world();
    const { number, pull } = forge.as('stranger').openPull(models, unsigned);
    await checked(pull.head.sha, 'failure');
    forge.as('stranger').comment(models, number, '/override dco I say so');
    forge.as('lin-mei').comment(models, number, '/override dco Imported from our own archive');
    const run = await checked(pull.head.sha, 'success');
    expect(run.output.summary).toContain('Imported from our own archive');
    expect(JSON.stringify(await get('/api/v1/ledger'))).toContain('policy.overridden');
    const pushed = forge.as('stranger').push(models, number, { message: 'feat: two' });
    await checked(pushed.sha, 'failure');
  });

  test('is judged again when its title is edited', async () => {
    const { forge, checked, notice } = await startPoliciesOn(on, { policy: policy('title: { enforce: block }') });
    const { number, pull } = forge.as('stranger').openPull(models, { ...good, title: 'Load in pieces' });
    await checked(pull.head.sha, 'failure');
    forge.as('stranger').editTitle(models, number, title);
    await notice();
    await checked(pull.head.sha, 'success');
    expect(forge.checkRuns(models, pull.head.sha)).toHaveLength(1);
  });
});

describe.each(forges)('on %s approval by owners', (on) => {
  const good = { title, body, message: signedOff(title, 'stranger', 6666, on) };
  const both = shared(() => startPoliciesOn(on, { policy: policy('owners: { enforce: block }') }));
  const approvers = shared(() => startPoliciesOn(on, { policy: approversOnly }));

  test('is given by commands of reviewers and approvers, never by a label, and falls with a push', async () => {
    const { forge, checked, check, settle } = both();
    const { number, pull } = forge.as('stranger').openPull(models, good);
    await checked(pull.head.sha, 'failure');
    forge.as('maintainer-mo').label(models, number, 'lgtm', 'approved');
    forge.as('kofi-mensah').comment(models, number, '/lgtm');
    await settle();
    expect(check(pull.head.sha)?.conclusion).toBe('failure');
    forge.as('wang-bo').comment(models, number, '/approve');
    await checked(pull.head.sha, 'success');
    const pushed = forge.as('stranger').push(models, number);
    await checked(pushed.sha, 'failure');
  });

  test('stays through a forced push of the same files', async () => {
    const { forge, checked } = both();
    const { number, pull } = forge.as('stranger').openPull(models, good);
    forge.as('kofi-mensah').comment(models, number, '/lgtm');
    forge.as('wang-bo').comment(models, number, '/approve');
    const before = pull.head.sha;
    await checked(before, 'success');
    const same = forge.as('stranger').push(models, number, { sameTree: true, message: 'Worded better' });
    expect(same.sha).not.toBe(before);
    await checked(same.sha, 'success');
  });

  test("is given by the forge's own review too, and held by /hold", async () => {
    const { forge, checked } = approvers();
    const { number, pull } = forge.as('stranger').openPull(models, good);
    await checked(pull.head.sha, 'failure');
    forge.as('wang-bo').approve(models, number);
    await checked(pull.head.sha, 'success');
    forge.as('stranger').comment(models, number, '/hold');
    await checked(pull.head.sha, 'failure');
    forge.as('stranger').comment(models, number, '/hold cancel');
    await checked(pull.head.sha, 'success');
    const pushed = forge.as('stranger').push(models, number);
    await checked(pushed.sha, 'failure');
  });

  test('is by the owners of the base: what a pull request writes into OWNERS counts for nothing in it', async () => {
    const { forge, checked, settle, check } = approvers();
    const edits = { OWNERS: 'approvers:\n  - kofi-mensah\n' };
    const { number, pull } = forge.as('stranger').openPull(models, { ...good, edits });
    await checked(pull.head.sha, 'failure');
    forge.as('kofi-mensah').comment(models, number, '/approve');
    await settle();
    expect(check(pull.head.sha)?.conclusion).toBe('failure');
    forge.as('wang-bo').comment(models, number, '/approve');
    await checked(pull.head.sha, 'success');
  });

  test('is judged anew when OWNERS change at the base', async () => {
    const { forge, checked } = approvers();
    forge.as('lin-mei').commit(models, {}, { branch: 'spring' });
    const { number, pull } = forge.as('stranger').openPull(models, { ...good, base: 'spring' });
    forge.as('wang-bo').comment(models, number, '/approve');
    await checked(pull.head.sha, 'success');
    const owners = { OWNERS: ownersFiles.OWNERS.replace('wang-bo', 'ana-souza') };
    forge.as('lin-mei').commit(models, owners, { branch: 'spring' });
    await checked(pull.head.sha, 'failure');
  });

  test('is asked of the owners of both names of a renamed file', async () => {
    const { forge, checked, check, settle } = approvers();
    forge.as('lin-mei').commit(models, {
      'docs/guide.md': 'A guide, long enough to be known again.\n',
      'src/OWNERS': 'options:\n  no_parent_owners: true\napprovers:\n  - ana-souza\n',
    });
    const { number, pull } = forge.as('stranger').openPull(models, {
      ...good,
      commits: [{ message: good.message, renames: { 'docs/guide.md': 'src/guide.md' } }],
    });
    forge.as('ana-souza').comment(models, number, '/approve');
    await settle();
    await checked(pull.head.sha, 'failure');
    expect(check(pull.head.sha)?.output.summary).toContain('chen-yu');
    forge.as('chen-yu').comment(models, number, '/approve');
    await checked(pull.head.sha, 'success');
  });
});

// Gitee's own review can only be passed.
test('on github "Request changes" holds until its author approves', async () => {
  const { github, checked } = await startPolicyWorld({ policy: approversOnly });
  const { number, pull } = github.as('stranger').openPull(models, unsigned);
  github.as('wang-bo').review(models, number, 'request-changes', 'Not yet');
  const held = await checked(pull.head.sha, 'failure');
  expect(held.output.summary).toContain('wang-bo');
  github.as('wang-bo').review(models, number, 'approve');
  await checked(pull.head.sha, 'success');
});
