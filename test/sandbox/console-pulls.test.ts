// The console on a pull request: reviews, commits with and without sign-off, drafts, bases, the merge queue, checks and their remarks.
import { beforeEach, describe, expect, test } from '@jest/globals';
import { openForge } from '../support/console.js';
import { htmlFaults } from '../support/html.js';

const repo = 'openclaw/models';
const pull = `/sandbox/${repo}/pull/1`;
const asWangBo = 'actor=wang-bo';

type Forge = Awaited<ReturnType<typeof openForge>>;
let forge: Forge;

beforeEach(async () => {
  forge = await openForge();
  forge.github.as('lin-mei').openPull(repo, { title: 'One', message: 'Add one', edits: { 'a.md': 'x\n' } });
});

function part() {
  const found = forge.github.state.repositories.get(3001)?.subjects.get(1)?.pull;
  if (!found) throw new Error('the pull request is gone');
  return found;
}

/** The sign-off of a person, as git would write it from the account's no-reply address. */
function signOff(login: string): string {
  const { id, name } = forge.github.as(login).account;
  return `Signed-off-by: ${name ?? login} <${String(id)}+${login}@users.noreply.github.com>`;
}

describe('commits', () => {
  test('one is pushed with a message of several lines, as it was pasted', async () => {
    const page = await forge.done(`${pull}/push`, { how: 'add', message: 'Title\r\n\r\nText\r\nTrailer: x' });
    expect([part().head.message, part().head.files.size]).toEqual(['Title\n\nText\nTrailer: x', 2]);
    expect(page).toContain('pushed a commit.');
  });

  test('one is signed off by whoever pushes it', async () => {
    await forge.done(
      `${pull}/push`,
      { how: 'add', message: 'Two', 'sign-off': 'yes', path: 'b.md', content: 'y' },
      asWangBo,
    );
    expect(part().head.message).toBe(`Two\n\n${signOff('wang-bo')}`);
    expect(part().head.files.get('b.md')).toBe('y\n');
  });

  test('a sign-off joins the trailers that are there, and is not written twice', async () => {
    const fields = { how: 'add', 'sign-off': 'yes', message: 'Two\n\nFixes: #1' };
    await forge.done(`${pull}/push`, fields);
    expect(part().head.message).toBe(`Two\n\nFixes: #1\n${signOff('lin-mei')}`);
    await forge.done(`${pull}/push`, { ...fields, message: part().head.message });
    expect(part().head.message).toBe(`Two\n\nFixes: #1\n${signOff('lin-mei')}`);
  });

  test('the last one is amended with the same files, and keeps its message when none is given', async () => {
    const { tree, sha } = part().head;
    const page = await forge.done(`${pull}/push`, { how: 'amend', message: '', path: '', content: 'not written' });
    expect([part().head.tree, part().head.message]).toEqual([tree, 'Add one']);
    expect(part().head.sha).not.toBe(sha);
    expect(page).toContain('force-pushed a new head with the same files');
  });

  test('all are signed off at once, their authors stay', async () => {
    forge.github.as('wang-bo').push(repo, 1, { message: 'Two', edits: { 'b.md': 'y\n' } });
    await forge.done(`${pull}/sign-off`, {});
    const { head } = part();
    const messages = [...head.parents, head].map(({ message, authorId }) => [message.split('\n').at(-1), authorId]);
    const authors = ['lin-mei', 'wang-bo'].map((login) => forge.github.as(login).account.id);
    expect(messages).toEqual(authors.map((id) => [signOff('lin-mei'), id]));
  });

  test('the page names author, verified signatures, files and renames', async () => {
    const author = { name: 'Henrik Aas', email: 'henrik@example.org', login: null };
    forge.github
      .as('lin-mei')
      .push(repo, 1, { message: 'Move', renames: { 'README.md': 'LIESMICH.md' }, author, verified: true });
    const page = await forge.page(pull);
    for (const text of [
      'Henrik Aas &lt;henrik@example.org&gt;',
      'of no account here',
      'verified',
      'README.md → LIESMICH.md',
    ]) {
      expect(page).toContain(text);
    }
    expect(page).toContain('2 changed files');
  });

  test('a pull request is opened signed off, as a draft, from a fork', async () => {
    const fields = {
      title: 'Two',
      body: '',
      path: '.github/opencharter.yml',
      content: 'version: 1',
      draft: 'yes',
      fork: 'yes',
    };
    const page = await forge.done(`/sandbox/${repo}/pulls`, { ...fields, 'sign-off': 'yes' }, asWangBo);
    expect(page).toContain('wang-bo:');
    expect(page).toContain('Ready for review');
    const opened = forge.github.state.repositories.get(3001)?.subjects.get(2)?.pull;
    expect([opened?.draft, opened?.head.message]).toEqual([true, `Two\n\n${signOff('wang-bo')}`]);
  });
});

describe('reviews', () => {
  test.each([
    ['approve', 'APPROVED', 'wang-bo approved.'],
    ['request-changes', 'CHANGES_REQUESTED', 'wang-bo asked for changes.'],
    ['comment', 'COMMENTED', 'wang-bo reviewed without a verdict.'],
  ])('%s is given for the head, and stands in the conversation', async (choice, state, note) => {
    const page = await forge.done(`${pull}/review`, { choice, body: 'I *looked* at it' }, asWangBo);
    expect(part().reviews.map((one) => [one.user.login, one.state, one.commit])).toEqual([
      ['wang-bo', state, part().head.sha],
    ]);
    expect(page).toContain(note);
    expect(page).toContain('I <em>looked</em> at it');
  });

  test('one’s own pull request is only commented on', async () => {
    expect((await forge.submit(`${pull}/review`, { choice: 'approve' })).status).toBe(400);
    expect(await forge.page(pull)).not.toContain('value="request-changes"');
    expect((await forge.submit(`${pull}/review`, { choice: 'comment', body: 'x' })).status).toBe(303);
  });

  test('one is dismissed, once', async () => {
    const { id } = forge.github.as('wang-bo').review(repo, 1, 'request-changes', 'No.');
    const page = await forge.done(`${pull}/dismiss`, { review: String(id) });
    expect(part().reviews[0]?.state).toBe('DISMISSED');
    expect(page).toContain('<span class="label">dismissed</span>');
    expect(page).not.toContain('/dismiss"');
  });
});

describe('what stands around it', () => {
  test('a draft is made ready, and a draft again', async () => {
    await forge.done(`${pull}/draft`, {});
    expect([part().draft, (await forge.page(pull)).includes('Ready for review')]).toEqual([true, true]);
    await forge.done(`${pull}/ready`, {});
    expect(part().draft).toBe(false);
  });

  test('it is to be merged into another branch', async () => {
    forge.github.as('lin-mei').commit(repo, { 'c.md': 'z\n' }, { branch: 'stable' });
    expect(await forge.page(pull)).toContain('<option>stable</option>');
    await forge.done(`${pull}/retarget`, { branch: 'stable' });
    expect(part().baseBranch).toBe('stable');
  });

  test.each(['merge', 'squash', 'rebase'])('it goes through the merge queue by %s', async (method) => {
    const waiting = await forge.done(`${pull}/enqueue`, { method });
    expect(waiting).toContain('It is in the merge queue');
    expect(part().queued).not.toBeNull();
    expect(await forge.done(`${pull}/leave-queue`, { merged: 'yes' })).toContain('Merged');
    expect(part().mergedBy?.login).toBe('lin-mei');
  });

  test('it leaves the merge queue unmerged', async () => {
    await forge.done(`${pull}/enqueue`, {});
    const page = await forge.done(`${pull}/leave-queue`, {});
    expect([part().queued, part().mergedAt, page.includes('took it out of the merge queue')]).toEqual([
      null,
      null,
      true,
    ]);
  });

  test('what was queued behind something else is not merged before it', async () => {
    forge.github.as('lin-mei').openPull(repo, { title: 'Two' });
    forge.github.as('lin-mei').enqueue(repo, 2);
    expect(await forge.done(`${pull}/enqueue`, {})).not.toContain('Let the queue merge it');
    expect((await forge.submit(`${pull}/leave-queue`, { merged: 'yes' })).status).toBe(404);
  });

  test.each([
    ['dismiss', { review: '1' }, 404],
    ['retarget', { branch: 'none' }, 400],
    ['rerun', { check: '1' }, 404],
    ['leave-queue', {}, 404],
    ['push', { how: 'force' }, 400],
    ['push', { how: 'add', path: '../up' }, 400],
    ['review', { choice: 'merge' }, 400],
  ])('%s with %j is answered %i, and nothing happens', async (action, fields, status) => {
    const before = forge.github.webhooks.pending().length;
    expect((await forge.submit(`${pull}/${action}`, fields)).status).toBe(status);
    expect(forge.github.webhooks.pending()).toHaveLength(before);
  });
});

describe('checks', () => {
  const summary =
    '**One** of two.\n\n| a | b |\n|---|---|\n| <img src=x onerror=alert(1)> | @everyone |\n\n<details><summary>More</summary>\n\n- x\n\n</details>';

  beforeEach(() => {
    const { state } = forge.github;
    const repository = state.repositories.get(3001);
    if (!repository) throw new Error('the repository is gone');
    const { sha } = part().head;
    state.checkRuns.set(77, {
      ...{
        id: 77,
        suiteId: 78,
        repository,
        headSha: sha,
        name: 'OpenCharter / policy',
        externalId: null,
        detailsUrl: null,
      },
      ...{ status: 'completed', conclusion: 'failure', startedAt: '2026-03-01T09:00:00Z', completedAt: null },
      output: { title: 'Sign off 1 of 1 commits', summary, text: null },
      annotations: [
        {
          ...{ path: 'OWNERS', start_line: 3, end_line: 3, start_column: null, end_column: null },
          ...{ annotation_level: 'failure', message: 'nobody has the login <b>x</b>', title: null, raw_details: null },
        },
      ],
    });
  });

  test('the summary is Markdown without anybody’s HTML, and the remarks name file and line', async () => {
    const page = await forge.page(pull);
    expect(page).toContain('failure · OpenCharter / policy · Sign off 1 of 1 commits');
    expect(page).toContain('<strong>One</strong> of two.');
    expect(page).toContain('<details><summary>More</summary>');
    expect(page).not.toContain('<img');
    expect(page).toContain('<code>OWNERS:3</code> <span class="label">failure</span>');
    expect(page).toContain('nobody has the login &lt;b&gt;x&lt;/b&gt;');
  });

  test('the button asks for it again', async () => {
    const page = await forge.done(`${pull}/rerun`, { check: '77' });
    expect(page).toContain('asked for “OpenCharter / policy” again');
  });

  test('the page is valid HTML in both languages', async () => {
    forge.github.as('wang-bo').review(repo, 1, 'approve', '');
    forge.github.as('wang-bo').push(repo, 1, { message: 'Two\n\nText', edits: { 'a.md': null } });
    await forge.done(`${pull}/enqueue`, {});
    for (const path of [pull, `/zh${pull}`]) {
      expect([path, await htmlFaults(await forge.page(path))]).toEqual([path, []]);
    }
  });
});
