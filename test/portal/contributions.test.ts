// What the pages say of contributions: where each stands, who must act, what was found, how it came about.
import { beforeAll, describe, expect, test } from '@jest/globals';
import { openEvaluated, scenes } from '../support/evaluated.js';
import { draftOf, evaluated, failingDco, pullRef } from '../support/contributions.js';
import { htmlFaults } from '../support/html.js';
import { hostile, openPortal, type TestPortal } from '../support/portal.js';
import { leadOf, readablePage } from '../support/records.js';
import { minute, pull, repository, sighting } from '../support/sightings.js';

const base = '/contributions/github/openclaw/models';
const everyPath = [
  '/contributions',
  '/contributions?state=open&verdict=fail',
  '/contributions?waiting=approvers',
  '/contributions?verdict=pending&author=nobody',
  ...Object.keys(scenes).map((number) => `${base}/${number}`),
];

let portal: TestPortal;
beforeAll(async () => {
  portal = await openEvaluated();
});

async function text(path: string): Promise<string> {
  return readablePage(portal, path);
}

/** The numbers that a list names, in order. */
function numbersIn(html: string): readonly string[] {
  return [...html.matchAll(/<h3><a href="[^"]*\/(\d+)">/g)].map(([, number = '']) => number);
}

describe.each(['', '/zh'])('in the language of "%s/"', (prefix) => {
  test.each(everyPath)('%s is valid HTML', async (path) => {
    expect(await htmlFaults((await portal.ask(prefix + path)).text)).toEqual([]);
  });

  test.each(everyPath)('%s answers, with links that lead somewhere', async (path) => {
    const { status, text: html } = await portal.ask(prefix + path);
    expect(status).toBe(200);
    expect(leadOf(html)).not.toBe('');
    expect(html).not.toMatch(/undefined|\[object|NaN/);
    const plain = html.replaceAll('&#x3D;', '=').replaceAll('&amp;', '&');
    const links = new Set([...plain.matchAll(/href="(\/[^"#]*)/g)].map(([, link]) => link ?? ''));
    const answers = await Promise.all([...links].map(async (link) => [link, (await portal.ask(link)).status]));
    expect(answers.filter(([, code]) => code !== 200)).toEqual([]);
  });
});

describe('the sentence of a contribution', () => {
  test.each([
    [1, 'Blocked: Sign off 2 of 5 commits. Lin Mei must act. Opened by lin-mei'],
    [
      2,
      'Blocked: 2 changed paths wait for approval by kofi-mensah, ana-souza. kofi-mensah, ana-souza, ola-nowak and 2 others can approve it. ',
    ],
    [3, 'Nothing stands in its way; one finding is a warning. '],
    [4, 'Nothing stands in its way: what would have blocked it was overridden for this commit. '],
    [
      5,
      'Being evaluated: Waiting for the list of changed files, which could not be read (502 Bad Gateway); trying again. The app tries again by itself. ',
    ],
    [6, 'Opened by lin-mei'],
    [7, 'When it was evaluated last, it passed. Opened by lin-mei on 1 March 2026; merged'],
    [9, 'Opened by lin-mei'],
  ])('%d begins %j', async (number, wanted) => {
    expect(leadOf(await text(`${base}/${String(number)}`)).slice(0, wanted.length)).toBe(wanted);
  });

  test('is Chinese in Chinese', async () => {
    expect(leadOf(await text(`/zh${base}/1`))).toMatch(/^受阻：5 个提交中有 2 个需要签署。请林梅处理。/);
  });
});

describe('the page of a contribution', () => {
  test('holds the lines to paste, for the command line and for the browser, and links to the policy', async () => {
    const page = await text(`${base}/1`);
    expect(page).toContain('<code>git rebase --signoff HEAD~5\ngit push --force-with-lease</code>');
    expect(page).toContain('<code>Signed-off-by: Lin Mei &lt;lin.mei@example.org&gt;</code>');
    expect(page).toContain('href="/policies/dco"');
    expect(page).toContain('<code>1f0c2d3</code>');
  });

  test('shows ten details and folds the others', async () => {
    const [shown = '', folded = ''] = (await text(`${base}/1`)).split('<summary>4 more</summary>');
    expect(shown.match(/src\/part-\d+/g)).toHaveLength(10);
    expect(folded.match(/src\/part-\d+/g)).toHaveLength(4);
  });

  test('has its history by head, the newest first', async () => {
    const history = (await text(`${base}/4`)).split('<h2>Commit by commit</h2>')[1] ?? '';
    const rows = [...history.matchAll(/<code class="nowrap">(\w+)<\/code>[\s\S]*?badge-(\w+)/g)];
    expect(rows.map(([, head, mark]) => [head, mark])).toEqual([
      ['aaaaaaa', 'good'],
      ['eeeeeee', 'bad'],
    ]);
  });

  test('says who overrode what and why, with the entry in the ledger', async () => {
    const page = await text(`${base}/4`);
    expect(page).toContain('Overridden for this commit by Wang Bo: The author has left;');
    expect(page).toMatch(/href="\/people\/wang-bo"[\s\S]*href="\/api\/v1\/ledger\/0"/);
  });

  test('says when what follows is about an older commit', async () => {
    expect(await text(`${base}/8`)).toContain('There are newer commits, which were not evaluated yet;');
  });

  test('says when nothing was evaluated, and how that will come', async () => {
    expect(await text(`${base}/6`)).toContain('It was not evaluated yet.');
    expect(await text(`${base}/9`)).toContain('It was closed before any policy was evaluated on it.');
  });

  test('says that there is no policy.yml', async () => {
    const without = await openPortal((deps) => {
      const charter = async (): ReturnType<typeof deps.store.charter> => {
        const inForce = await deps.store.charter();
        return inForce && { ...inForce, files: inForce.files.filter(({ name }) => name !== 'policy.yml') };
      };
      return { ...deps, store: { ...deps.store, charter } };
    });
    await without.mirror.see(sighting({ subjects: [pull(1)] }), minute(59));
    expect(await readablePage(without, `${base}/1`)).toContain('The foundation has no policy.yml');
  });

  test('shows what strangers wrote as text', async () => {
    const opened = await openPortal();
    await opened.mirror.see(sighting({ subjects: [pull(1)] }), minute(59));
    const [detail] = failingDco().details;
    const finding = failingDco({
      details: [{ key: 'dco.commit.missing', values: { ...detail?.values, title: hostile, expected: hostile } }],
      mend: {
        what: { key: hostile, values: {} },
        commandLine: hostile,
        web: { where: { key: hostile, values: {} }, text: hostile },
      },
    });
    const kept = evaluated({ verdict: 'fail', findings: [finding], waitsFor: { role: 'holders', logins: [hostile] } });
    await opened.contributions.put(draftOf(pullRef(1), { evaluated: kept }), null);
    for (const path of [`${base}/1`, '/contributions']) {
      const { text: html } = await opened.ask(path);
      expect(await htmlFaults(html)).toEqual([]);
      expect(html).not.toMatch(/<img|<script>alert/);
    }
  });
});

describe('the list', () => {
  test.each([
    ['', ['9', '8', '7', '6', '5', '4', '3', '2', '1']],
    ['?state=open&verdict=fail', ['2', '1']],
    ['?verdict=pending', ['5']],
    ['?verdict=pass&state=merged', ['7']],
    ['?waiting=author', ['1']],
    ['?waiting=approvers&repo=openclaw/models', ['2']],
    ['?waiting=holders', []],
    ['?verdict=fail&author=LIN-MEI', ['2', '1']],
    ['?verdict=fail&author=wang-bo', []],
  ])('/contributions%s shows %j', async (query, wanted) => {
    expect(numbersIn(await text(`/contributions${query}`))).toEqual(wanted);
  });

  test('says in a row what was found and who acts next', async () => {
    const page = await text('/contributions?waiting=author');
    expect(page).toMatch(/<strong class="badge badge-bad">does not pass<\/strong>[\s\S]*waits for Lin Mei, its author/);
  });

  test('counts the blocked in its sentence', async () => {
    expect(leadOf(await text('/contributions'))).toBe(
      '9 pull requests are known; 2 of the open ones are blocked by a policy.',
    );
  });

  test('marks the link to what is shown', async () => {
    const page = await text('/contributions?verdict=fail&state=open');
    expect(page).toMatch(/aria-current="page">Open and blocked</);
  });

  test.each(['verdict=skip', 'waiting=nobody'])('refuses %s', async (query) => {
    expect((await portal.ask(`/contributions?${query}`)).status).toBe(400);
  });
});

test('a repository that became private is shown nowhere, whatever the filter', async () => {
  const opened = await openPortal();
  await opened.mirror.see(sighting({ subjects: [pull(1)] }), minute(1));
  const kept = evaluated({ verdict: 'fail', findings: [failingDco()] });
  await opened.contributions.put(draftOf(pullRef(1), { evaluated: kept }), null);
  expect(numbersIn(await readablePage(opened, '/contributions?verdict=fail'))).toEqual(['1']);
  await opened.mirror.hide('github', repository().id, minute(2));
  expect(numbersIn(await readablePage(opened, '/contributions?verdict=fail'))).toEqual([]);
  expect(await opened.json('/api/v1/contributions?verdict=fail')).toEqual([]);
  expect((await opened.ask(`${base}/1`)).status).toBe(404);
  expect((await opened.ask(`/api/v1${base}/1`)).status).toBe(404);
});

test('a page is kept until something of it changes', async () => {
  const opened = await openPortal();
  await opened.mirror.see(sighting({ subjects: [pull(1)] }), minute(1));
  const first = await opened.ask(`${base}/1`);
  const again = { 'If-None-Match': String(first.headers.etag) };
  expect((await opened.ask(`${base}/1`, { headers: again })).status).toBe(304);
  await opened.contributions.put(draftOf(pullRef(1), { evaluated: evaluated() }), null);
  expect((await opened.ask(`${base}/1`, { headers: again })).status).toBe(200);
});
