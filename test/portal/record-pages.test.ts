// Every page of record in both languages: valid, one sentence first, links that lead somewhere, no English among the Chinese.
import { beforeAll, describe, expect, test } from '@jest/globals';
import { commands } from '../../src/commands/index.js';
import { htmlFaults } from '../support/html.js';
import { leadOf as lead, openNewborn, openRecords, readablePage } from '../support/records.js';
import { openPortal, type TestPortal } from '../support/portal.js';

const everyPath = [
  '/resolutions',
  '/resolutions?kind=technical&year=2026',
  '/resolutions/R-2026-001',
  '/resolutions/R-2026-002',
  '/bodies',
  '/bodies/tsc',
  '/people',
  '/people/lin-mei',
  '/people/kofi-mensah',
  '/organizations',
  '/organizations/huaxin-group',
  '/organizations/starforge',
  '/charter',
  '/policies',
  '/policies/dco',
  '/commands',
  '/contributions',
  '/contributions/github/openclaw/models/7',
  '/status',
  '/roadmap',
  '/roadmap/changes',
  '/ledger',
  '/neutrality',
  '/nothing-here',
];

let portal: TestPortal;
let empty: TestPortal;
beforeAll(async () => {
  [portal, empty] = await Promise.all([openRecords(), openNewborn()]);
});

function text(path: string): Promise<string> {
  return readablePage(portal, path);
}

describe.each(['', '/zh'])('in the language of "%s/"', (prefix) => {
  test.each(everyPath)('%s is valid HTML', async (path) => {
    expect(await htmlFaults((await portal.ask(prefix + path)).text)).toEqual([]);
  });

  test.each(everyPath)('%s answers, one sentence first, with links that lead somewhere', async (path) => {
    const { status, text: html } = await portal.ask(prefix + path);
    expect(status).toBe(path === '/nothing-here' ? 404 : 200);
    expect(lead(html)).not.toBe('');
    expect(html).not.toMatch(/<img|<\w[^<>]*\s(?:on\w+|style)=|href="javascript:|undefined|\[object|NaN/);
    const plain = html.replaceAll('&#x3D;', '=').replaceAll('&amp;', '&');
    const links = new Set([...plain.matchAll(/href="(\/[^"#]*)/g)].map(([, link]) => link ?? ''));
    const answers = await Promise.all([...links].map(async (link) => [link, (await portal.ask(link)).status]));
    expect(answers.filter(([link, code]) => code !== 200 && !String(link).endsWith(path))).toEqual([]);
  });

  test.each(everyPath.filter((path) => !/\w\/|\?|nothing/.test(path)))(
    '%s answers before the first charter',
    async (path) => {
      const { status, text: html } = await empty.ask(prefix + path);
      expect(status).toBe(200);
      expect(lead(html)).not.toBe('');
    },
  );
});

test('every link to a clause leads to that clause', async () => {
  const charter = await text('/charter');
  const anchors = new Set([...charter.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id));
  for (const path of everyPath) {
    for (const [, clause] of (await text(path)).matchAll(/href="\/charter#([^"]+)"/g))
      expect(anchors).toContain(clause);
  }
  for (const clause of [
    'foundation.license',
    'repositories',
    'bodies.tsc',
    'bodies.tsc.seats_cap',
    'motions.technical',
  ])
    expect(anchors).toContain(clause);
  for (const rule of ['callers', 'electorate', 'seconds', 'notice', 'period', 'quorum', 'passes_when', 'on_push'])
    expect(anchors).toContain(`motions.technical.${rule}`);
});

test('pages in Chinese hold no English of ours', async () => {
  const own = new Set(['OpenCharter', 'JSON', 'API', 'UTC', 'Atom', 'iCalendar', 'English', 'SHA', 'RFC', 'Markdown']);
  const english = /\b(?:the|and|of|by|with|from|seat|ballot|motion|person|everything|nothing|no|is|are|was|in)\b/i;
  for (const path of everyPath) {
    const html = (await portal.ask(`/zh${path}`)).text.replace(
      /<(script|pre|code|bdi|title|h1|meta)\b[^>]*>[\s\S]*?(<\/\1>|$)/g,
      ' ',
    );
    const words = html
      .replace(/<[^>]*>/g, '\n')
      .split('\n')
      .filter((line) => english.test(line) && !own.has(line.trim()));
    expect([path, words.filter((line) => !line.includes('alert('))]).toEqual([path, []]);
  }
});

test('the status page names each forge as people write it, and says in Chinese with Chinese marks when it was polled', async () => {
  const forges = [
    { id: 'github', account: 'opencharter[bot]', url: 'https://forge.example' },
    { id: 'gitee', account: 'oc-bot', url: 'https://gitee.example' },
  ] as const;
  const both = await openPortal((deps) => {
    const status = async () => ({
      ...(await deps.store.status()),
      forges,
      polled: { gitee: '2026-03-04T11:58:00.000Z' },
    });
    return { ...deps, store: { ...deps.store, status } };
  });
  const [english, chinese] = [(await both.ask('/status')).text, (await both.ask('/zh/status')).text];
  for (const page of [english, chinese]) expect(page).toMatch(/<dt>GitHub<\/dt>[\s\S]*<dt>Gitee<\/dt>/);
  expect(english).toContain('Last asked for everything new: <time');
  expect(chinese).toContain('最近一次完整轮询：<time');
});

test('the page of commands says what stands in for a reaction on Gitee', async () => {
  expect(await text('/commands')).toContain('on Gitee, which has none, the motion’s comment');
  expect((await portal.ask('/zh/commands')).text).toContain('Gitee 没有表情回应');
});

test('every command stands among those of its occasion; only help is left over', async () => {
  const known = commands.map(({ name, aliases, help }) => ({ name, aliases, ...help }));
  const all = await openPortal((deps) => ({ ...deps, commands: known }));
  const [, more = ''] = /<h2>More<\/h2>([\s\S]*?)<h2/.exec((await all.ask('/commands')).text) ?? [];
  expect([...more.matchAll(/class="clause-group" id="([^"]+)"/g)].map(([, name]) => name)).toEqual(['help']);
});

test.each([
  '/resolutions/R-2026-999',
  '/bodies/nobody',
  '/people/nobody',
  '/organizations/nothing',
  '/policies/cla',
  '/contributions/github/openclaw/models/8',
  '/contributions/gitlab/openclaw/models/7',
  '/people?page=2',
  '/ledger?page=9',
  '/people/lin-mei?page=2',
])('%s is not there', async (path) => {
  expect((await portal.ask(path)).status).toBe(404);
});

test.each([
  '/resolutions?kinds=x',
  '/people?name=x',
  '/ledger?type=x',
  '/contributions?state=nope',
  '/people/lin-mei?x=1',
])('%s says which parameter is wrong', async (path) => {
  expect((await portal.ask(path)).status).toBe(400);
});
