// The console: a vote told by its forms alone, what each action does, and who is let in.
import { describe, expect, test } from '@jest/globals';
import { startWorld } from '../support/app.js';
import { openConsole, openForge } from '../support/console.js';
import { htmlFaults } from '../support/html.js';

const hostile = '<script>alert(1)</script>"\'&{{7*7}}\u202E<img src=x onerror=alert(2)>';
const models = '/sandbox/openclaw/models';
const issue = `${models}/issues/1`;
const asWangBo = 'actor=wang-bo';

/** The value of the button or field that matches. */
function found(html: string, pattern: RegExp): string {
  const value = pattern.exec(html)?.[1];
  if (value === undefined) throw new Error(`no ${String(pattern)} in ${html}`);
  return value;
}

describe('the story by forms', () => {
  test('a vote is called, three vote, the clock moves, the resolution is there', async () => {
    const { world, page, done } = await openConsole();
    const home = await page('/sandbox');
    const fields = {
      as: found(home, /name="as" value="([^"]+)"/),
      title: found(home, /name="title"[^>]*value="([^"]+)"/),
      body: found(home, /name="body" value="([^"]+)"/).replaceAll('&#10;', '\n'),
    };
    const called = await done(found(home, /action="(\/sandbox\/[^"]+\/issues)"/), fields);
    expect(called).toContain('M-2026-0001');
    expect(called).toContain('motion/open');
    expect(called).toContain('opencharter[bot]');
    for (const as of ['wang-bo', 'chen-yu', 'ana-souza']) await done(`${issue}/comment`, { as, body: '/yes' });
    const last = await done(`${issue}/comment`, { as: 'kofi-mensah', body: '/no it is slow' });
    expect(last).toContain('3 yes, 1 no, 0 abstain');
    expect(last).toContain('4 of 7 have voted.');
    const span = found(last, /name="span" value="(P[^"]+)">Move the clock past/);
    const closed = await done('/sandbox/clock', { span, back: issue });
    expect(closed).toMatch(/M-2026-0001 “[^”]+”: carried/);
    expect(closed).toContain('href="/resolutions/R-2026-001"');
    expect((await world.motion('M-2026-0001')).outcome).toBe('carried');
  });

  test('a motion that needs seconds is seconded by a button, and opened by the clock', async () => {
    const { world, done } = await openConsole();
    const body = '/propose noticed';
    let page = await done(`${models}/issues`, { title: 'One', body, as: 'lin-mei' });
    for (const needed of ['2 more seconds', '1 more second.']) {
      expect(page).toContain(`Needs ${needed}`);
      const as = found(page, /name="as" value="([^"]+)"><bdi>/);
      page = await done(`${issue}/comment`, { as, body: '/second' });
    }
    const span = found(page, /name="span" value="(P[^"]+)">Move the clock past the notice/);
    expect(await done('/sandbox/clock', { span, back: issue })).toContain('“One”: open');
    expect((await world.motion('M-2026-0001')).state).toBe('open');
  });

  test('the clock goes on by what is asked, and says the new time', async () => {
    const { done } = await openForge();
    const page = await done('/sandbox/clock', { span: '36h', back: '/sandbox/calls' });
    expect(page).toContain('Mon 2 March 2026, 21:12 UTC');
    expect(page).toContain('datetime="2026-03-02T21:12:00.000Z"');
  });

  test('a page says what the bot answered, in Chinese too', async () => {
    const { done } = await openConsole();
    const page = await done('/zh/sandbox/openclaw/models/issues', { title: '采用', body: '/vote', as: 'lin-mei' });
    expect(page).toContain('<html lang="zh-CN">');
    expect(page).toContain('技术决定');
    expect(page).toContain('href="/zh/motions/M-2026-0001"');
  });
});

describe('what one may do', () => {
  test('act as somebody else, from then on', async () => {
    const { page, submit } = await openForge();
    const { status, headers } = await submit('/sandbox/actor', { actor: 'wang-bo', back: models });
    expect([status, headers.location?.split('?')[0]]).toEqual([303, models]);
    expect(headers['set-cookie']).toEqual(['actor=wang-bo; Path=/; HttpOnly; SameSite=Strict']);
    expect(await page('/sandbox', asWangBo)).toContain('<option value="wang-bo" selected>');
  });

  test('the list to choose from names bodies and organizations', async () => {
    const { page } = await openConsole();
    const text = await page('/sandbox');
    expect(text).toContain('wang-bo — Technical Steering Committee — StarForge Labs');
    expect(text).toContain('stranger — outsider');
    expect(text).toContain('other-bot[bot] — bot');
  });

  test('write, edit another’s comment, react, delete a comment', async () => {
    const { github, done } = await openForge();
    github.as('lin-mei').openIssue('openclaw/models', { title: 'One' });
    await done(`${issue}/comment`, { body: 'first words' }, 'actor=chen-yu');
    const [comment] = github.comments('openclaw/models', 1);
    const id = String(comment?.id);
    const edited = await done(`${issue}/edit`, { comment: id, body: 'other words' }, asWangBo);
    expect(edited).toContain('other words');
    expect([comment?.author.login, comment?.body]).toEqual(['chen-yu', 'other words']);
    await done(`${issue}/react`, { comment: id, content: 'rocket' }, asWangBo);
    expect(github.reactions(Number(id)).map(({ user, content }) => [user.login, content])).toEqual([
      ['wang-bo', 'rocket'],
    ]);
    await done(`${issue}/delete-comment`, { comment: id }, asWangBo);
    expect(github.comments('openclaw/models', 1)).toEqual([]);
  });

  test('a landing page shows the new comment', async () => {
    const { github, submit } = await openForge();
    github.as('lin-mei').openIssue('openclaw/models', { title: 'One' });
    const { headers } = await submit(`${issue}/comment`, { body: 'here' });
    const [comment] = github.comments('openclaw/models', 1);
    expect(headers.location).toMatch(new RegExp(`^${issue}\\?note=[0-9a-f]+#issuecomment-${String(comment?.id)}$`));
  });

  test('labels, closing, locking, titles', async () => {
    const { github, done } = await openForge();
    const subject = github.as('lin-mei').openIssue('openclaw/models', { title: 'One', body: 'old' });
    await done(`${issue}/label`, { name: 'good first issue' });
    expect(github.labels('openclaw/models', 1)).toEqual(['good first issue']);
    await done(`${issue}/unlabel`, { name: 'good first issue' });
    expect(github.labels('openclaw/models', 1)).toEqual([]);
    await done(`${issue}/close`, {});
    await done(`${issue}/lock`, {});
    expect([subject.state, subject.locked]).toEqual(['closed', true]);
    await done(`${issue}/reopen`, {});
    await done(`${issue}/unlock`, {});
    await done(`${issue}/rewrite`, { title: 'Two', body: 'new' });
    expect([subject.state, subject.locked, subject.title, subject.body]).toEqual(['open', false, 'Two', 'new']);
  });

  test('a deleted issue is gone, a transferred one is found at its new place', async () => {
    const { github, ask, done } = await openForge();
    const wangBo = github.as('wang-bo');
    wangBo.openIssue('openclaw/models', { title: 'One' });
    wangBo.openIssue('openclaw/models', { title: 'Two' });
    expect(await done(`${issue}/delete`, {})).toContain('deleted the issue “One”');
    expect((await ask(issue)).status).toBe(410);
    const moved = await done(`${models}/issues/2/transfer`, { to: 'openclaw/docs' });
    expect(moved).toContain('openclaw/docs#1');
    const { status, headers } = await ask(`${models}/issues/2`);
    expect([status, headers.location]).toEqual([302, '/sandbox/openclaw/docs/issues/1']);
  });

  test('a pull request is opened, pushed to with and without a change, and merged', async () => {
    const { world, done } = await openConsole();
    const opened = await done(`${models}/pulls`, {
      ...{ title: 'Add notes', body: '/vote', path: 'docs/a.md', content: 'x', as: 'lin-mei' },
    });
    expect(opened).toContain('OpenCharter / vote');
    const pull = `${models}/pull/1`;
    const head = () => world.github.state.repositories.get(3001)?.subjects.get(1)?.pull?.head;
    const [first] = [head()];
    await done(`${pull}/push`, { how: 'amend', message: 'Reword' });
    expect([head()?.tree, head()?.message]).toEqual([first?.tree, 'Reword']);
    expect((await world.motion('M-2026-0001')).outcome).toBeNull();
    await done(`${pull}/push`, { how: 'add', message: '', path: 'docs/b.md', content: 'y' });
    expect(head()?.tree).not.toBe(first?.tree);
    expect((await world.motion('M-2026-0001')).outcome).toBe('superseded');
    expect(await done(`${pull}/merge`, {})).toContain('Merged');
  });

  test('the forge fails for some calls, says so on each page, and is mended', async () => {
    const { github, page, done } = await openForge();
    const failing = await done('/sandbox/failures', { failure: 'error', amount: '7', unit: 'calls' });
    expect(failing).toContain('It answers 502 and does nothing, for 7 more calls.');
    expect(github.faults.remaining()).toBe(7);
    await done('/sandbox/failures/end', { back: '/sandbox' });
    expect(github.faults.active()).toEqual([]);
    await done('/sandbox/failures', { failure: 'silence', amount: '5', unit: 'minutes' });
    expect(await page(models)).toMatch(/It does not answer at all, until [^.]+ of real time\./);
  });

  test('a webhook is sent again under its id', async () => {
    const { world, page, done } = await openConsole();
    world.github.as('lin-mei').openIssue('openclaw/models', { title: 'One' });
    await world.settle();
    const link = found(await page('/sandbox/webhooks'), /href="(\/sandbox\/webhooks\/[^"]+)">issues\.opened/);
    const again = await done(`${link}/redeliver`, {});
    expect(again).toContain('Sent again; the answer was 202.');
    expect(again).toContain('&quot;duplicate&quot;:true');
  });

  test('a comment box begins with a command by a plain link', async () => {
    const { world, page } = await openConsole();
    world.github.as('lin-mei').openIssue('openclaw/models', { title: 'One' });
    const text = await page(`${issue}?draft=vote`);
    expect(text).toContain('required>/vote technical</textarea>');
    expect(await page(`${issue}?draft=<b>`)).toContain('required></textarea>');
  });
});

describe('who is let in', () => {
  const body = 'actor=wang-bo&back=%2Fsandbox';
  const form = { 'content-type': 'application/x-www-form-urlencoded' };

  test.each([
    ['another site', { origin: 'https://evil.example' }],
    ['another port of this machine', { origin: 'http://127.0.0.1:1' }],
    ['a page without an origin', { origin: 'null' }],
    ['a page of the same site only', { 'sec-fetch-site': 'same-site' }],
    ['another site, says the browser', { 'sec-fetch-site': 'cross-site' }],
    ['nobody knows whom', {}],
  ])('a form sent by %s is refused', async (_name, headers) => {
    const { ask } = await openForge();
    const answer = await ask('/sandbox/actor', { method: 'POST', headers: { ...form, ...headers }, body });
    expect([answer.status, answer.headers['set-cookie']]).toEqual([403, undefined]);
  });

  test.each([
    ['evil.example', 403],
    ['evil.example:3000', 403],
    ['localhost.evil.example', 403],
    ['127.0.0.1@evil.example', 403],
    ['localhost:4000', 200],
    ['[::1]:3000', 200],
    ['charter.example', 403],
  ])('a browser that came by the name %s gets %s', async (host, status) => {
    const { ask } = await openForge();
    expect((await ask('/sandbox', { headers: { host } })).status).toBe(status);
  });

  test.each(['charter.example', 'localhost:3000', '127.0.0.1:3000'])(
    'behind a proxy nobody is, whatever name it hands on (%s): everybody would come from this machine',
    async (host) => {
      const { ask } = await openForge((deps) => ({ ...deps, publicUrl: 'https://charter.example' }));
      const answer = await ask('/sandbox', { headers: { host } });
      expect([answer.status, answer.text]).toEqual([403, expect.stringContaining('Set HOST')]);
    },
  );

  test('an app that listens to everybody is open to everybody, but still not to other sites', async () => {
    const { ask } = await openForge((deps) => ({ ...deps, host: '0.0.0.0' }));
    const headers = { ...form, host: 'try.example' };
    expect((await ask('/sandbox', { headers })).status).toBe(200);
    const foreign = { ...headers, origin: 'https://evil.example' };
    expect((await ask('/sandbox/actor', { method: 'POST', headers: foreign, body })).status).toBe(403);
    const own = { ...headers, origin: 'https://try.example' };
    expect((await ask('/sandbox/actor', { method: 'POST', headers: own, body })).status).toBe(303);
  });

  test('robots are told to stay away, and frames, scripts and styles of others are forbidden', async () => {
    const { ask } = await openForge();
    const { headers } = await ask('/sandbox');
    expect(headers['x-robots-tag']).toBe('noindex, nofollow');
    expect(headers['content-security-policy']).toMatch(
      /default-src 'none'.*form-action 'self'.*frame-ancestors 'none'/,
    );
    expect(headers['referrer-policy']).toBe('same-origin');
  });
});

describe('what is wrong is said, and changes nothing', () => {
  test.each([
    ['/sandbox/actor', { actor: 'nobody', back: '/sandbox' }, 400],
    ['/sandbox/clock', { span: '-3d', back: '/sandbox' }, 400],
    ['/sandbox/clock', { span: '0h', back: '/sandbox' }, 400],
    ['/sandbox/clock', { span: '3 years', back: '/sandbox' }, 400],
    ['/sandbox/clock', { span: 'P999D', back: '/sandbox' }, 400],
    ['/sandbox/failures', { failure: 'fire', amount: '1', unit: 'calls' }, 400],
    ['/sandbox/failures', { failure: 'error', amount: '0', unit: 'calls' }, 400],
    ['/sandbox/webhooks/none/redeliver', {}, 404],
    [`${models}/issues`, { title: ' ', body: 'x' }, 400],
    [`${models}/issues`, { title: 'x', body: 'x', as: 'nobody' }, 400],
    [`${models}/pulls`, { title: 'x', body: '', path: '../x', content: 'x' }, 400],
    ['/sandbox/openclaw/none/issues', { title: 'x', body: 'x' }, 404],
    [`${issue}/comment`, { body: '' }, 400],
    [`${issue}/comment`, { body: 'x', as: 'opencharter[bot]' }, 400],
    [`${issue}/edit`, { comment: '1', body: 'x' }, 404],
    [`${issue}/react`, { comment: 'x', content: 'eyes' }, 400],
    [`${issue}/unlabel`, { name: 'none' }, 404],
    [`${issue}/transfer`, { to: 'openclaw/none' }, 400],
    [`${issue}/push`, { how: 'add' }, 404],
    [`${issue}/constructor`, {}, 404],
    [`${models}/issues/99/comment`, { body: 'x' }, 404],
  ])('POST %s with %j: %i', async (path, fields, status) => {
    const { github, submit } = await openForge();
    github.as('lin-mei').openIssue('openclaw/models', { title: 'One' });
    const before = github.webhooks.pending().length;
    const answer = await submit(path, fields);
    expect(answer.status).toBe(status);
    expect(answer.text).toContain('Nothing was changed');
    expect(github.webhooks.pending()).toHaveLength(before);
  });

  test.each([
    ['/sandbox/none/none', 404],
    ['/sandbox/openclaw', 404],
    [`${models}?state=weird`, 404],
    [`${models}?page=2`, 404],
    [`${models}?page=0`, 404],
    [`${models}/issues/0`, 404],
    [`${models}/issues/1e1`, 404],
    ['/sandbox/webhooks/none', 404],
    ['/sandbox/calls?page=-1', 404],
    ['/sandbox/%E0%A4%A/x', 400],
    ['/sandbox/__proto__/constructor', 404],
    ['/zh/sandbox/none/none', 404],
  ])('GET %s: %i', async (path, status) => {
    const { ask } = await openForge();
    const answer = await ask(path);
    expect([answer.status, answer.headers['content-type']]).toEqual([status, 'text/html; charset=utf-8']);
  });

  test('a form longer than any text in it may be is refused', async () => {
    const { submit } = await openForge();
    expect((await submit('/sandbox/actor', { actor: 'x'.repeat(1_200_000) })).status).toBe(413);
  });

  test('a comment may be as long as on GitHub, in Chinese too', async () => {
    const { github, submit } = await openForge();
    github.as('lin-mei').openIssue('openclaw/models', { title: 'One' });
    expect((await submit(`${issue}/comment`, { body: '评'.repeat(65_536) })).status).toBe(303);
    expect((await submit(`${issue}/comment`, { body: '评'.repeat(65_537) })).status).toBe(400);
  });

  test('one leads back only to pages of the console', async () => {
    const { submit } = await openForge();
    for (const back of ['https://evil.example', '//evil.example', '/sandbox//evil.example', '/motions']) {
      const { headers } = await submit('/sandbox/actor', { actor: 'wang-bo', back });
      expect(headers.location).toMatch(/^\/sandbox\?note=/);
    }
  });

  test('an unknown actor in the cookie counts as none', async () => {
    const { page } = await openForge();
    for (const login of ['nobody', '%00', '%E0%A4%A', '__proto__'])
      expect(await page('/sandbox', `actor=${login}`)).toContain('<option value="lin-mei" selected>');
  });

  test('other methods are refused', async () => {
    const { ask } = await openForge();
    expect((await ask('/sandbox', { method: 'DELETE' })).status).toBe(405);
  });
});

describe('what others wrote', () => {
  test('hostile titles, texts, labels and names are only text', async () => {
    const { github, page, done } = await openForge();
    github.addUser({ login: 'mallory', name: hostile });
    const mallory = github.as('mallory');
    mallory.openIssue('openclaw/models', { title: hostile, body: hostile, labels: [hostile] });
    mallory.comment('openclaw/models', 1, `<details open><summary>${hostile}</summary>\n\n[x](javascript:alert(1))`);
    await done(`${issue}/comment`, { body: hostile });
    for (const path of ['/sandbox', models, issue, `/zh${issue}`, '/sandbox/webhooks', '/sandbox/calls']) {
      const text = await page(path);
      expect(text).not.toMatch(/<script|<img|href="javascript|<details open/);
      expect(text).not.toContain('amp;49');
    }
  });

  test('the app’s comment hides its marker', async () => {
    const { done } = await openConsole();
    await done(`${models}/issues`, { title: 'One', body: '/vote', as: 'lin-mei' });
    const page = await done(`${issue}/comment`, { as: 'chen-yu', body: '/nope' });
    const texts = [...page.matchAll(/<div class="text">([\s\S]*?)<\/div>/g)].map(([, text]) => text ?? '');
    expect(texts).toHaveLength(3);
    expect(texts.join('')).not.toMatch(/opencharter:motion|&lt;|details/);
  });

  test('calls are shown with what was asked and answered, tokens struck out', async () => {
    const { world, page, done } = await openConsole();
    await done(`${models}/issues`, { title: 'One', body: `/vote ghs_${'a'.repeat(36)}`, as: 'lin-mei' });
    const calls = await page('/sandbox/calls');
    expect(calls).toContain('POST /repos/openclaw/models/issues/1/comments');
    expect(calls).toContain('&quot;token&quot;: &quot;•••&quot;');
    const hooks = await page(
      found(await page('/sandbox/webhooks'), /href="(\/sandbox\/webhooks\/[^"]+)">issues\.opened/),
    );
    for (const text of [calls, hooks]) {
      expect(text).not.toMatch(/gh[a-z]_\w{10}|PRIVATE KEY|eyJ\w+\.\w+/);
      expect(text).not.toContain(world.github.webhookSecret);
    }
    expect(hooks).toContain('&quot;action&quot;: &quot;opened&quot;');
  });
});

describe('the pages', () => {
  test('are valid HTML, in both languages', async () => {
    const { world, page, ask, done } = await openConsole();
    await done(`${models}/issues`, { title: 'One', body: '/vote', as: 'lin-mei' });
    await done(`${issue}/comment`, { as: 'chen-yu', body: '/yes' });
    await done(`${issue}/label`, { name: 'bug' });
    await done(`${models}/pulls`, { title: 'Two', body: '/vote', path: 'a.md', content: 'x', as: 'lin-mei' });
    world.github.as('wang-bo').openIssue('openclaw/models', { title: 'Three' });
    world.github.as('wang-bo').deleteIssue('openclaw/models', 3);
    await done('/sandbox/failures', { failure: 'slow', amount: '2', unit: 'minutes' });
    const hook = found(await page('/sandbox/webhooks'), /href="(\/sandbox\/webhooks\/[^"]+)"/);
    const paths = [
      '',
      '/webhooks',
      '/calls',
      '/failures',
      '/none/none',
      '/openclaw/models',
      '/openclaw/models/issues/1',
    ];
    const all = [...paths, '/openclaw/models/pull/2', '/openclaw/models/issues/3'].map((path) => `/sandbox${path}`);
    for (const path of [...all, hook]) {
      for (const address of [path, `/zh${path}`]) {
        const { text } = await ask(address);
        expect([address, await htmlFaults(text)]).toEqual([address, []]);
      }
    }
  });

  test('say that the sandbox is being seeded, and take no forms until then', async () => {
    const state = { done: false, step: 3, of: 14, what: 'March' };
    const { ask, submit } = await openForge((deps) => ({
      ...deps,
      sandbox: { ...deps.sandbox, seeding: { state: () => state } },
    }));
    const { status, headers, text } = await ask('/sandbox');
    expect([status, headers['retry-after']]).toEqual([503, '2']);
    expect(text).toContain('Step 3 of 14');
    expect(await htmlFaults(text)).toEqual([]);
    expect((await submit('/sandbox/clock', { span: '1d', back: '/sandbox' })).status).toBe(503);
  });

  test('outside the sandbox there are none', async () => {
    const world = await startWorld();
    expect((await fetch(`${world.url}/sandbox`)).status).toBe(404);
    expect((await fetch(`${world.url}/zh/sandbox/openclaw/models`)).status).toBe(404);
    expect((await fetch(`${world.url}/sandbox/clock`, { method: 'POST', body: 'span=P1D' })).status).toBe(405);
  });
});
