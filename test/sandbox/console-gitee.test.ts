// The console on Gitee: its pages, what one may do only there, who has an account where, webhooks that are lost and found by polling.
import { beforeEach, describe, expect, test } from '@jest/globals';
import { identOf } from '../../src/sandbox/gitee/ident.js';
import { until } from '../support/app.js';
import { openForge, openForges } from '../support/console.js';
import { htmlFaults } from '../support/html.js';

const repo = 'openclaw/models';
const models = `/sandbox/gitee/${repo}`;
const asWangBo = 'actor=wang-bo';

type Forge = Awaited<ReturnType<typeof openForge>>;

describe('an issue', () => {
  let forge: Forge;
  let number = '';
  let address = '';

  beforeEach(async () => {
    forge = await openForge();
    number = identOf(forge.gitee.as('lin-mei').openIssue(repo, { title: '采用 safetensors', body: '正文' }).id);
    address = `${models}/issues/${number}`;
  });

  function subject() {
    const [found] = [...(forge.gitee.world.repositories.get(5801)?.subjects.values() ?? [])];
    if (!found) throw new Error('the issue is gone');
    return found;
  }

  test('has a page under the number that Gitee gave it, and no other', async () => {
    const page = await forge.page(address);
    expect(page).toContain(`${repo}#${number}`);
    expect(page).toContain('采用 safetensors');
    for (const other of [number.toLowerCase(), 'I0', '1', String(subject().id)]) {
      expect([other, (await forge.ask(`${models}/issues/${other}`)).status]).toEqual([other, 404]);
    }
  });

  test('on its page in Chinese the commands to begin with are Chinese, and are filled in as such', async () => {
    expect(await forge.page(address)).toContain('<code>/vote ');
    const page = await forge.page(`/zh${address}`);
    expect(page).toContain('<code>/投票 ');
    expect(page).toContain('<code>/帮助</code>');
    expect(await forge.page(`/zh${address}?draft=yes`)).toContain('>/赞成 理由是……</textarea>');
  });

  test('has no reactions, no lock and no transfer', async () => {
    await forge.done(`${address}/comment`, { body: '第一句' });
    expect(await forge.page(address)).not.toMatch(/\/(react|lock|transfer)"/);
    const comment = String(forge.gitee.comments(repo, number)[0]?.id);
    for (const [action, fields] of [
      ['react', { comment, content: 'eyes' }],
      ['lock', {}],
      ['transfer', { to: 'openclaw/docs' }],
    ] as const) {
      expect([action, (await forge.submit(`${address}/${action}`, fields)).status]).toEqual([action, 404]);
    }
  });

  test('is commented on; comments are edited and deleted', async () => {
    const landed = await forge.submit(`${address}/comment`, { body: '第一句' }, asWangBo);
    const [comment] = forge.gitee.comments(repo, number);
    const id = String(comment?.id);
    expect(landed.headers.location).toMatch(new RegExp(`^${address}\\?note=[0-9a-f]+#note_${id}$`));
    expect(await forge.done(`${address}/edit`, { comment: id, body: '第二句' })).toContain('第二句');
    expect([comment?.author.login, comment?.body]).toEqual(['wang-bo', '第二句']);
    await forge.done(`${address}/delete-comment`, { comment: id });
    expect(forge.gitee.comments(repo, number)).toEqual([]);
  });

  test('is in progress, rejected, opened again, labelled, deleted', async () => {
    expect(await forge.done(`${address}/state`, { state: 'progressing' })).toContain('In progress');
    expect([subject().state, subject().stateReason]).toEqual(['open', 'progressing']);
    expect(await forge.done(`${address}/state`, { state: 'rejected' })).toContain('Rejected');
    await forge.done(`${address}/reopen`, {});
    await forge.done(`${address}/label`, { name: '提案' });
    expect([subject().state, forge.gitee.labels(repo, number)]).toEqual(['open', ['提案']]);
    expect(await forge.done(`${address}/delete`, {})).toContain('deleted the issue “采用 safetensors”');
    expect((await forge.ask(address)).status).toBe(410);
  });
});

describe('a pull request', () => {
  let forge: Forge;
  const pull = `${models}/pulls/1`;

  beforeEach(async () => {
    forge = await openForge();
    forge.gitee.as('lin-mei').openPull(repo, { title: '加载器', edits: { 'a.md': 'x\n' }, message: 'Add one' });
  });

  function part() {
    return forge.gitee.pull(repo, 1).pull;
  }

  test('is passed by another, told by name, and taken back', async () => {
    expect(await forge.page(pull)).not.toContain('/pass"');
    expect((await forge.submit(`${pull}/pass`, {})).status).toBe(400);
    const passed = await forge.done(`${pull}/pass`, {}, asWangBo);
    expect(passed).toContain('Passed by wang-bo.');
    expect(part().reviews.map(({ user, state }) => [user.login, state])).toEqual([['wang-bo', 'APPROVED']]);
    expect(await forge.done(`${pull}/pass-test`, {}, asWangBo)).toContain('Test passed by wang-bo.');
    expect(await forge.done(`${pull}/reset-review`, {}, asWangBo)).toContain('Nobody has passed it yet.');
  });

  test('knows no verdicts, no merge queue and no checks to run again', async () => {
    expect(await forge.page(pull)).not.toMatch(/\/(review|enqueue|rerun|dismiss)"/);
    for (const action of ['review', 'enqueue', 'rerun', 'dismiss', 'leave-queue']) {
      expect([action, (await forge.submit(`${pull}/${action}`, { choice: 'approve' })).status]).toEqual([action, 404]);
    }
  });

  test('its comments have ids of their own: that of an issue with the same id stays', async () => {
    const issue = identOf(forge.gitee.as('lin-mei').openIssue(repo, { title: '议题' }).id);
    await forge.done(`${models}/issues/${issue}/comment`, { body: 'in the issue' });
    await forge.done(`${pull}/comment`, { body: 'in the pull request' });
    const comment = String(forge.gitee.comments(repo, 1)[0]?.id);
    expect(String(forge.gitee.comments(repo, issue)[0]?.id)).toBe(comment);
    await forge.done(`${pull}/edit`, { comment, body: 'changed' });
    await forge.done(`${pull}/delete-comment`, { comment });
    expect([forge.gitee.comments(repo, 1).length, forge.gitee.comments(repo, issue)[0]?.body]).toEqual([
      0,
      'in the issue',
    ]);
  });

  test('is opened, signed off, pushed to and merged', async () => {
    const opened = await forge.done(`${models}/pulls`, { title: '二', body: '', path: 'b.md', content: 'y' }, asWangBo);
    expect(opened).toContain(`${repo}#2`);
    await forge.done(`${models}/pulls/2/push`, { how: 'add', message: 'Two', 'sign-off': 'yes' }, asWangBo);
    expect(forge.gitee.pull(repo, 2).pull.head.message).toMatch(
      /Signed-off-by: 王波 <5002\+wang-bo@user\.noreply\.gitee\.com>/,
    );
    expect(await forge.done(`${models}/pulls/2/merge`, {})).toContain('Merged');
  });
});

describe('who has an account where', () => {
  test('the list says who has one on Gitee', async () => {
    const { page } = await openForge();
    const text = await page('/sandbox');
    expect(text).toContain('wang-bo — no seat today — GitHub, Gitee');
    expect(text).toContain('>passer-by — outsider — Gitee<');
    expect(text).toContain('>stranger — outsider<');
  });

  test('on a page of Gitee only those with an account there are acted as, and the page says so', async () => {
    const { gitee, page, done } = await openForge();
    const issue = identOf(gitee.as('lin-mei').openIssue(repo, { title: '议题' }).id);
    const address = `${models}/issues/${issue}`;
    const text = await page(address, 'actor=stranger');
    expect(text).toContain('stranger has no account on Gitee. On its pages you act as lin-mei.');
    expect(text).not.toContain('value="stranger"');
    await done(`${address}/comment`, { body: '谁？' }, 'actor=stranger');
    expect(gitee.comments(repo, issue)[0]?.author.login).toBe('lin-mei');
  });

  test('who has one only on Gitee is chosen by that, and cannot be acted as on GitHub', async () => {
    const { page, submit } = await openForge();
    const { headers } = await submit('/sandbox/actor', { actor: 'gitee:passer-by', back: models });
    expect(headers['set-cookie']).toEqual(['actor=gitee%3Apasser-by; Path=/; HttpOnly; SameSite=Strict']);
    expect(await page(models, 'actor=gitee%3Apasser-by')).toContain('value="gitee:passer-by" selected');
    expect(await page(`/sandbox/${repo}`, 'actor=gitee%3Apasser-by')).toContain('has no account on GitHub');
    expect((await submit(`/sandbox/${repo}/issues`, { title: 'x', as: 'gitee:passer-by' })).status).toBe(400);
  });
});

describe('its traffic', () => {
  test('calls fail on the forge that was told to fail', async () => {
    const { github, gitee, done } = await openForge();
    const page = await done('/sandbox/gitee/failures', { failure: 'error', amount: '3', unit: 'calls' });
    expect(page).toContain('Gitee fails:');
    expect([github.faults.remaining(), gitee.faults.remaining()]).toEqual([0, 3]);
    await done('/sandbox/gitee/failures/end', { back: '/sandbox' });
    expect(gitee.faults.active()).toEqual([]);
  });

  test('webhooks are lost when that is asked for, on Gitee alone', async () => {
    const { gitee, page, done, submit } = await openForge();
    expect((await submit('/sandbox/losing', {})).status).toBe(404);
    expect(await page('/sandbox/gitee/webhooks')).toMatch(/action="\/sandbox\/gitee\/losing"[\s\S]*<table>/);
    expect(await done('/sandbox/gitee/losing', {})).toContain('Gitee’s webhooks are lost');
    expect(gitee.losing).toBe(true);
    expect(await page('/sandbox')).toContain('Gitee’s webhooks are lost');
    await done('/sandbox/gitee/losing/end', { back: models });
    expect([gitee.losing, (await page('/sandbox')).includes('webhooks are lost')]).toEqual([false, false]);
  });

  test('is shown without token and secret, and changes apart from what was only read', async () => {
    const { world, page, done } = await openForges();
    await done(`${models}/issues`, { title: '采用', body: `/vote ${world.gitee.token}`, as: 'lin-mei' }, asWangBo);
    const calls = await page('/sandbox/gitee/calls');
    expect(calls).toMatch(/GET \/repos\/openclaw\/models\/issues\/I\w+/);
    const changes = await page('/sandbox/gitee/calls?kind=changes');
    expect(changes).toMatch(/POST \/repos\/openclaw\/models\/issues\/I\w+\/comments/);
    expect(changes).not.toContain('<code>GET ');
    const hooks = await page('/sandbox/gitee/webhooks');
    expect(hooks).toContain('Issue Hook · open');
    const hook = await page(/href="(\/sandbox\/gitee\/webhooks\/[^"]+)">Issue Hook/.exec(hooks)?.[1] ?? '');
    for (const text of [calls, changes, hooks, hook]) {
      expect(text).not.toContain(world.gitee.token);
      for (const { secret } of world.gitee.gitee.hooks.values()) expect(text).not.toContain(secret);
    }
  });

  test('a webhook may be sent again; of an id only GitHub’s tell', async () => {
    const { world, page, done } = await openForges();
    await done(`${models}/issues`, { title: '采用', body: '', as: 'lin-mei' }, asWangBo);
    await done(`/sandbox/${repo}/issues`, { title: 'Adopt', body: '', as: 'lin-mei' });
    await world.settle();
    const first = /href="(\/sandbox(?:\/gitee)?\/webhooks\/[\w-]+)"/;
    const hook = async (list: string) => page(first.exec(await page(list))?.[1] ?? '');
    const onGitee = await hook('/sandbox/gitee/webhooks');
    expect(onGitee).toContain('>Send it again<');
    expect(await hook('/sandbox/webhooks')).toContain('>Send it again under the same id<');
  });
});

describe('with the app behind both forges', () => {
  test('a motion on both is voted on from either side, and the panel leads to the other', async () => {
    const { world, done, page } = await openForges();
    const issue = identOf(world.gitee.as('linmei').openIssue(repo, { title: '采用' }).id);
    const body = `/vote\n/link gitee:${repo}#${issue}`;
    await done(`/sandbox/${repo}/issues`, { title: 'Adopt', body, as: 'lin-mei' });
    const here = `/sandbox/${repo}/issues/1`;
    const there = `${models}/issues/${issue}`;
    expect(await page(here)).toContain(`<a href="${there}">Gitee ${repo}#${issue}</a>`);
    const onGitee = await page(there);
    expect(onGitee).toContain(`<a href="${here}">GitHub ${repo}#1</a>`);
    expect(onGitee).toContain('4 more electors have no account on Gitee.');
    await done(`${here}/comment`, { as: 'wang-bo', body: '/no' });
    world.clock.advance(60_000);
    await done(`${there}/comment`, { as: 'wang-bo', body: '/yes' });
    await until('one ballot counts', async () => {
      await world.settle();
      return (await page(here)).includes('1 yes, 0 no, 0 abstain');
    });
    expect(await page('/sandbox')).toContain('One vote on two forges');
  });

  test('the guide opens a motion on both where none runs, and leads to it once it does', async () => {
    const { world, done, page } = await openForges();
    expect(await page('/sandbox')).not.toContain('One vote on two forges');
    const issue = identOf(world.gitee.as('linmei').openIssue(repo, { title: '采用' }).id);
    await world.settle();
    const guide = await page('/sandbox');
    const [, body = ''] = /name="body" value="(\/vote [^"]*\/link [^"]*)"/.exec(guide) ?? [];
    expect(await page('/zh/sandbox')).toMatch(new RegExp(`value="/投票 \\w+\n/关联 gitee:${repo}#${issue}"`));
    expect(body).toMatch(new RegExp(`^/vote \\w+\n/link gitee:${repo}#${issue}$`));
    const [, action = ''] =
      /action="([^"]+)">\s*<input[^>]*name="as"[^>]*>\s*<input[^>]*value="\/vote/.exec(guide) ?? [];
    await done(action, { title: 'Adopt', body, as: 'lin-mei' });
    await world.settle();
    expect(await page('/sandbox')).toMatch(
      new RegExp(`lives in two places[^<]*<a href="[^"]+">(GitHub|Gitee) ${repo}#[^<]+</a> · <a `),
    );
  });
});

describe('the pages of Gitee', () => {
  test('are valid HTML, in both languages', async () => {
    const { gitee, page, ask, done } = await openForge();
    const issue = identOf(gitee.as('lin-mei').openIssue(repo, { title: '议题', labels: ['bug'] }).id);
    gitee.as('lin-mei').openPull(repo, { title: '加载器' });
    gitee.as('wang-bo').approve(repo, 1);
    await done(`${models}/issues/${issue}/comment`, { body: '评论' });
    await done('/sandbox/gitee/failures', { failure: 'slow', amount: '2', unit: 'minutes' });
    const still = ['', '/gitee/webhooks', '/gitee/calls', '/gitee/failures', `/gitee/${repo}`];
    await done('/sandbox/gitee/losing', {});
    for (const path of [...still, `/gitee/${repo}/issues/${issue}`, `/gitee/${repo}/pulls/1`, '/gitee/none/none']) {
      for (const address of [`/sandbox${path}`, `/zh/sandbox${path}`]) {
        const { text } = await ask(address, { headers: { cookie: 'actor=stranger' } });
        expect([address, await htmlFaults(text)]).toEqual([address, []]);
      }
    }
    expect(await page('/zh/sandbox/gitee/webhooks')).toContain('Gitee 的 Webhook 正在丢失');
  });

  test('begin where the console does', async () => {
    const { ask } = await openForge();
    const { status, headers } = await ask('/zh/sandbox/gitee');
    expect([status, headers.location]).toEqual([302, '/zh/sandbox#gitee']);
  });
});
