// Chinese on Gitee, from what people write to what they read: commands, replies, search, feeds, the calendar, paths.
import { describe, expect, test } from '@jest/globals';
import { z } from 'zod';
import { charterYml, days, hours, until } from '../support/app.js';
import { models, startGiteeWorld, type GiteeWorld, type GiteeWorldOptions } from '../support/gitee-world.js';

const first = 'M-2026-0001';
const title = '将中文长文本理解评测集纳入官方基准 😀';

/** The app with a foundation whose bot speaks so. */
function startIn(language: 'zh' | 'both', options: GiteeWorldOptions = {}): Promise<GiteeWorld> {
  const charter = charterYml
    .replace('["github:openclaw/*"]', '["github:openclaw/*", "gitee:openclaw/*"]')
    .replace('language: en', `language: ${language}`);
  return startGiteeWorld({ charter, ...options });
}

function said({ gitee }: GiteeWorld, number: string | number, repo = models): readonly string[] {
  return gitee.comments(repo, number).flatMap(({ author, body }) => (author.login === 'opencharter-bot' ? [body] : []));
}

/** Opens an issue with a Chinese title; its number. */
function open({ gitee }: GiteeWorld, login: string, body: string, repo = models): string {
  const { id } = gitee.as(login).openIssue(repo, { title, body });
  return `I${id.toString(36).toUpperCase()}`;
}

/** Without what is no sentence: code, addresses, hidden text, mentions. */
function sentences(body: string): string {
  return body
    .replace(/```[^]*?```|`[^`\n]*`/g, '')
    .replace(/<!--[^]*?-->/g, '')
    .replace(/\]\([^)]*\)/g, ']')
    .replace(/https?:\/\/\S+|@\S+|<\/?\w+>/g, '');
}

const english = /[A-Za-z]+(?:[ ,]+[a-z]+){2}/;
/** Half-width punctuation right after a Chinese character, or a Chinese character stuck to a word. */
const badlySet = /\p{Script=Han}[,;:!?]|\p{Script=Han}[A-Za-z0-9]|[A-Za-z0-9]\p{Script=Han}/u;

/** One reply of every kind: the motion's, a refusal, help, a near miss, an edited ballot, a reminder, the result. */
async function everyReply(world: GiteeWorld): Promise<{ readonly number: string; readonly linked: string }> {
  const { gitee, settle, clock } = world;
  const linked = open(world, 'luren', '请大家看看。');
  const number = open(world, 'linmei', '这套评测集由社区维护。');
  await settle();
  const say = async (login: string, body: string) => {
    clock.advance(60_000);
    const comment = gitee.as(login).comment(models, number, body);
    await settle();
    return comment;
  };
  await say('luren', '/投票 technical');
  await say('linmei', `/投票 technical\n/关联 gitee:${models}#${linked}`);
  await say('wangbo', '/赞成 基准测试结果令人信服');
  await say('chenyu', '/赞同');
  const remark = await say('linmei', '我再想想。');
  clock.advance(hours(1));
  gitee.as('linmei').editComment(remark.id, '/反对');
  await settle();
  await say('wangbo', '/帮助');
  await say('luren', '/反对 我是路人');
  clock.advance(days(6.5));
  await settle();
  await until('a reminder is there', () => said(world, number).some((body) => body.includes('⏰')));
  clock.advance(days(2));
  await until('the result is there', () => said(world, number).some((body) => body.includes('opencharter:result')));
  await settle();
  return { number, linked };
}

describe('every kind of reply', () => {
  test('is Chinese alone where the foundation speaks Chinese, and set as Chinese is', async () => {
    const world = await startIn('zh');
    const { number, linked } = await everyReply(world);
    const comments = [...said(world, number), ...said(world, linked)];
    const kinds = comments.map((body) => /opencharter:(\w+)/.exec(body)?.[1]);
    expect([...new Set(kinds)].sort()).toEqual(['help', 'motion', 'reminder', 'reply', 'result']);
    for (const body of comments) {
      const text = sentences(body);
      expect({ body, english: english.exec(text)?.[0] }).toEqual({ body, english: undefined });
      expect({ body, badlySet: badlySet.exec(text)?.[0] }).toEqual({ body, badlySet: undefined });
    }
  });

  test('is English and Chinese, one below the other, where it speaks both', async () => {
    const world = await startIn('both');
    const { number } = await everyReply(world);
    for (const body of said(world, number)) {
      const [above = '', below = '', ...more] = body.split('\n\n---\n\n');
      expect({ body, parts: 2 + more.length }).toEqual({ body, parts: 2 });
      expect(sentences(above)).toMatch(english);
      expect(english.exec(sentences(below))).toBeNull();
      expect(below).toMatch(/\p{Script=Han}{4}/u);
    }
  });
});

describe('commands', () => {
  test.each([
    ['with spaces as a Chinese keyboard gives them', '/投票　technical', '/赞成　很好', '/延期　３天　适逢假期'],
    ['with full-width letters and digits', '/投票 ｔｅｃｈｎｉｃａｌ', '/赞成 很好！', '/延期 ３ 天 适逢假期'],
    ['with Chinese line ends of other systems', '/投票 technical\r\n', '/赞成 很好\r\n谢谢', '/延期 3天 适逢假期\r'],
    ['in English, with Chinese reasons', '/vote technical', '/yes 很好', '/extend P3D 适逢假期'],
  ])('%s call, vote and extend', async (_how, call, ballot, extension) => {
    const world = await startIn('zh');
    const { gitee, settle, motion } = world;
    const number = open(world, 'linmei', call);
    await settle();
    const { closes_at: before } = await motion(first);
    gitee.as('wangbo').comment(models, number, ballot);
    gitee.as('linmei').comment(models, number, extension);
    await settle();
    const after = await motion(first);
    expect(after).toMatchObject({ kind: 'technical', title, state: 'open', tally: { yes: 1 } });
    expect(after.ballots[0]?.reason).toMatch(/^很好/);
    expect(Date.parse(after.closes_at ?? '') - Date.parse(before ?? '')).toBe(days(3));
  });

  test.each(['gitee：openclaw/models＃NUMBER', 'ｇｉｔｅｅ:openclaw／models#NUMBER'])(
    'a subject is named with full-width signs: %s',
    async (name) => {
      const world = await startIn('zh');
      const other = open(world, 'luren', '请大家看看。');
      open(world, 'linmei', `/提案 technical\n/关联 ${name.replace('NUMBER', other)}`);
      await world.settle();
      expect((await world.motion(first)).subjects.map(({ number }) => number)).toContain(other);
    },
  );

  test.each(['／赞成', '/贊成', '/赞成：同意', '/赞成，没有问题', '/不同意'])(
    '%s is no ballot, and its writer is told how to write one',
    async (word) => {
      const world = await startIn('zh');
      const { gitee, settle, motion } = world;
      const number = open(world, 'linmei', '/投票 technical');
      await settle();
      gitee.as('wangbo').comment(models, number, word);
      await settle();
      expect((await motion(first)).tally.ballots).toBe(0);
      await until('it is told', () => said(world, number).some((body) => /@wangbo[^]*请发表新评论/.test(body)));
    },
  );
});

const hits = z.array(z.looseObject({ url: z.string() }));

test('search finds Chinese words of two characters in titles, bodies and comments of Gitee’s mirror', async () => {
  const world = await startIn('zh');
  const { gitee, settle, get } = world;
  const number = open(world, 'luren', '建议增加古籍断句任务。');
  gitee.as('chenyu').comment(models, number, '可以先做标点恢复。');
  await settle();
  for (const word of ['评测', '长文本', '断句', '古籍断句', '标点']) {
    const found = hits.parse(await get(`/api/v1/search?q=${encodeURIComponent(word)}`));
    expect({ word, urls: found.map(({ url }) => url) }).toEqual({ word, urls: [expect.stringContaining(number)] });
  }
  expect(hits.parse(await get(`/api/v1/search?q=${encodeURIComponent('苹果')}`))).toEqual([]);
});

test('calendar, feeds and pages tell of a motion on Gitee in Chinese, and no line cuts a character', async () => {
  const world = await startIn('zh');
  open(world, 'linmei', '/投票 technical');
  await world.settle();
  const calendar = Buffer.from(await (await fetch(`${world.url}/zh/calendar.ics`)).arrayBuffer());
  const lines = calendar.toString('latin1').split('\r\n');
  for (const line of lines) {
    const bytes = Buffer.from(line, 'latin1');
    expect(bytes.length).toBeLessThanOrEqual(75);
    expect(() => new TextDecoder('utf-8', { fatal: true }).decode(bytes)).not.toThrow();
  }
  expect(calendar.toString('utf8').replaceAll('\r\n ', '')).toContain(`投票截止：${first} ${title}`);
  const page = await (await fetch(`${world.url}/zh/motions/${first}`)).text();
  expect(page).toContain(title);
  expect(page).toContain('lang="zh');
});

test('files and OWNERS below Chinese paths are judged, named as they are, and approved', async () => {
  const policy = 'version: 1\npolicies:\n  owners: { enforce: block }\n  title: { enforce: block }\n';
  const world = await startIn('zh', { policy });
  const { gitee, settle } = world;
  const owners = { OWNERS: 'approvers:\n  - wangbo\n', '文档/OWNERS': 'approvers:\n  - chenyu\n' };
  gitee.as('linmei').commit(models, owners, { message: '指定负责人' });
  const { number } = gitee.as('luren').openPull(models, {
    title: 'docs：补充中文指南',
    body: '说明如何提交评测结果。',
    edits: { '文档/快速 指南（一）.md': '# 指南\n' },
  });
  await until('it is told', () => said(world, number).length > 0);
  await settle();
  const told = said(world, number).join('\n');
  expect(told).toContain('`文档/OWNERS`');
  expect(told).toContain('文档/快速 指南（一）.md');
  expect(told).toContain('冒号是全角的');
  expect({ told, english: english.exec(sentences(told))?.[0] }).toEqual({ told, english: undefined });
  expect(gitee.labels(models, number)).toEqual(['policy/needs-work']);
  gitee.as('luren').editTitle(models, number, 'docs: 补充中文指南');
  gitee.as('chenyu').comment(models, number, '/lgtm\n/approve');
  await until('it is well', () => gitee.labels(models, number).join() === 'policy/ok');
});

test('labels with a slash are put and taken away whole', async () => {
  const world = await startIn('zh');
  const { gitee, clock, settle, motion } = world;
  const number = open(world, 'linmei', '/投票 technical');
  await settle();
  expect(gitee.labels(models, number)).toEqual(['motion/open']);
  clock.advance(days(8));
  await until('it is closed', async () => (await motion(first)).state === 'closed');
  await until('the label is another', () => gitee.labels(models, number).join() === 'motion/no-quorum');
  const removed = gitee.calls.all().filter(({ method }) => method === 'DELETE');
  expect(removed.map(({ path }) => path)).toEqual([expect.stringMatching(/\/labels\/motion%2Fopen$/)]);
});

test('markup and mentions in Chinese titles, names and reasons are neutralised in comments and pages', async () => {
  const world = await startIn('both');
  const { gitee, settle, url } = world;
  gitee.plant({ users: [{ login: 'gui', id: 9700, name: '<img src=x onerror=alert(1)>张三@所有人' }] });
  const hostile = '【紧急】<img src=x onerror=alert(1)>@所有人 ＠全体 **粗体** [点我](https://evil.example) !1 #I4CF12';
  const { id } = gitee.as('linmei').openIssue(models, { title: hostile, body: '/投票 technical' });
  const number = `I${id.toString(36).toUpperCase()}`;
  gitee
    .as('wangbo')
    .comment(models, number, '/赞成 @openclaw/技术委员会 <script>alert(1)</script> 见 https://evil.example');
  gitee.as('gui').comment(models, number, '/反对 <b>我反对</b>');
  await settle();
  const comments = said(world, number).join('\n');
  expect(comments).toContain('紧急');
  expect(comments).not.toMatch(
    /<img|<script|<b>|@所有人|@openclaw|\]\(https:\/\/evil|(?<![\w/])https:\/\/evil|[^\\]\*\*粗体|#I4CF12|!1/,
  );
  for (const path of [`/motions/${first}`, `/zh/motions/${first}`, '/zh', '/zh/motions', '/zh/search?q=紧急']) {
    const page = await (await fetch(`${url}${path}`)).text();
    expect(page).toContain('紧急');
    expect(page).not.toMatch(/<img src=x|<script>alert|<b>我/);
  }
});
