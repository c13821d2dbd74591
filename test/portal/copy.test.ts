// The static copy of the portal: every link leads to a file of it, what it leaves out is linked to where it lives, and no name in it is a stranger's.
import { beforeAll, describe, expect, test } from '@jest/globals';
import ICAL from 'ical.js';
import Parser from 'rss-parser';
import { createPortal, type PortalDeps } from '../../src/portal/app.js';
import { targetsIn } from '../../src/portal/copy/address.js';
import { askWithin, type Ask } from '../../src/portal/copy/ask.js';
import { copyPortal, type CopyProgress } from '../../src/portal/copy/copy.js';
import { fileNames } from '../../src/portal/copy/file-names.js';
import { now, world } from '../roadmap/year.js';
import { htmlFaults } from '../support/html.js';
import { hostile, motion, openPortal, resolution, type TestPortal } from '../support/portal.js';
import { addressesIn, brokenLinks, memoryFolder, oneOfEachKind, type Site } from '../support/static-site.js';

const never = new AbortController().signal;
const asOf = now;

interface Copy {
  readonly site: Site;
  readonly told: readonly CopyProgress[];
}

async function copyOf(ask: Ask, publicUrl = 'https://portal.example'): Promise<Copy> {
  const { folder, site } = memoryFolder();
  const told: CopyProgress[] = [];
  await copyPortal({ ask, publicUrl, entries: 0, folder, tell: (progress) => told.push(progress), stop: never });
  return { site, told };
}

interface Copied {
  readonly portal: TestPortal;
  /** Asks the same portal as it is copied. */
  ask(change?: Partial<PortalDeps>): Ask;
}

async function openCopied(): Promise<Copied> {
  const kept: PortalDeps[] = [];
  const portal = await openPortal((given) => {
    const changed = { ...given, clock: { now: () => asOf } };
    kept.push(changed);
    return changed;
  });
  const [deps] = kept;
  if (!deps) throw new Error('the portal is made of nothing');
  const copying = { copyOf: asOf, cacheBytes: 0, requestsPerMinute: null };
  return { portal, ask: (change = {}) => askWithin(createPortal({ ...deps, ...copying, ...change })) };
}

/** A pull request of a repository, with a body. */
async function addPull({ mirror }: TestPortal, id: number, repo: string, body: string): Promise<void> {
  const time = '2026-03-01T00:00:00.000Z';
  await mirror.see(
    {
      forge: 'github',
      asOf: time,
      repository: { id, name: repo, url: `https://forge.example/${repo}`, isPublic: true, asOf: time },
      subjects: [
        {
          number: '7',
          isPull: true,
          title: hostile,
          body,
          state: 'open',
          draft: false,
          labels: [],
          author: { forge: 'github', id: 77, login: 'passer-by', bot: false },
          createdAt: time,
          updatedAt: time,
          closedAt: null,
          head: 'f'.repeat(40),
          commentsCount: 0,
        },
      ],
      comments: [],
      removed: [],
    },
    time,
  );
}

const repositories = ['openclaw/models', 'openclaw/Models', 'openclaw/con', 'openclaw/.github', 'openclaw/..x'];
const talk = '[a](/motions?page=900) [b](../../secret) [c](/search?q=x) [d](/status#queues) [e](/motions)';

/** What was asked for and is not there. */
const missing: string[] = [];

function noting(ask: Ask): Ask {
  return async (address) => {
    const answer = await ask(address);
    if (answer.status !== 200) missing.push(`${address}: ${String(answer.status)}`);
    return answer;
  };
}

let copied: Copied;
let copy: Copy;
let site: Site;
beforeAll(async () => {
  copied = await openCopied();
  const { portal } = copied;
  for (let i = 1; i <= 35; i += 1)
    await portal.motions.put(motion(i, { title: i === 3 ? hostile : `No. ${String(i)}` }), i);
  await portal.motions.put(
    motion(1, {
      state: 'closed',
      outcome: 'carried',
      closed_at: '2026-02-01T00:01:00.000Z',
      in_force_at: '2026-02-01T00:01:00.000Z',
      resolution: 'R-2026-001',
    }),
    40,
  );
  await portal.resolutions.put(resolution(1, { title: hostile }), 41);
  portal.showRoadmap({ world, issues: { '1': { title: hostile } } });
  for (const [i, repo] of repositories.entries())
    await addPull(portal, 3001 + i, repo, repo.endsWith('.github') ? talk : hostile);
  copy = await copyOf(noting(copied.ask()));
  ({ site } = copy);
});

function page(name: string): string {
  const found = site.get(name);
  if (found === undefined) throw new Error(`there is no ${name}, but ${[...site.keys()].join(' ')}`);
  return found;
}

describe('the links', () => {
  test('lead to files of the copy, and to anchors that are there', () => {
    expect(site.size).toBeGreaterThan(100);
    expect(brokenLinks(site)).toEqual([]);
  });

  test('of the portal lead nowhere else than to what it has', () => {
    expect(missing).toEqual([]);
  });

  test('reach every file', () => {
    const reached = new Set<string>(['index.html']);
    for (const name of reached) {
      const folder = new URL(name, 'file:///');
      for (const link of addressesIn(site.get(name) ?? '')) {
        if (!URL.canParse(link)) reached.add(new URL(link, folder).pathname.slice(1));
      }
    }
    expect([...site.keys()].filter((name) => !reached.has(name))).toEqual([]);
  });

  test.each([
    ['a list', 'motions/index.html', 'page-2.html'],
    ['a list in pages', 'motions/page-2.html', 'index.html'],
    ['the other language', 'motions/page-2.html', '../zh/motions/page-2.html'],
    ['the same as JSON', 'motions/page-2.html', '../api/v1/motions.page-2.json'],
    ['a feed', 'motions/page-2.html', '../feeds/motions.atom'],
    ['the calendar in Chinese', 'zh/motions/index.html', '../calendar.ics'],
    ['a list by a filter', 'index.html', 'motions/state-closed.html'],
    ['a clause', 'motions/M-2026-0035/index.html', '../../charter/index.html#motions.technical'],
  ])('%s is linked to by its file', (_, from, to) => {
    expect(addressesIn(page(from))).toContain(to);
  });

  test.each([
    ['search and its results', '/search'],
    ['the state of the queues', '/status'],
  ])('%s are linked to where they live', (_, path) => {
    const links = [...site.values()].flatMap(addressesIn).map((link) => link.replace(/[?#].*/, ''));
    const living = [`https://portal.example${path}`, `https://portal.example/zh${path}`];
    expect(links.filter((link) => link.endsWith(path) && !living.includes(link))).toEqual([]);
    expect(links).toContain(living[0]);
    expect([...site.keys()].filter((name) => name.includes(`${path}/`) || name.startsWith(path.slice(1)))).toEqual([]);
  });

  test('written by strangers make no file, and lead where they lead in the portal', () => {
    const links = addressesIn(page('contributions/github/openclaw/_github~bdcc6a2a/7/index.html'));
    expect(links).toEqual(
      expect.arrayContaining([
        'https://portal.example/motions?page=900',
        'https://portal.example/contributions/github/secret',
        'https://portal.example/search?q=x',
        'https://portal.example/status#queues',
        '../../../../../motions/index.html',
      ]),
    );
    expect([...site.keys()].filter((name) => /secret|900/.test(name))).toEqual([]);
  });
});

describe('the files', () => {
  test('have names of plain letters, which no system takes for its own or for one another', () => {
    const names = [...site.keys()];
    expect(names.filter((name) => !/^(\w[\w.~-]*\/)*\w[\w.~-]*$/.test(name))).toEqual([]);
    expect(new Set(names.map((name) => name.toLowerCase())).size).toBe(names.length);
    expect(names.filter((name) => /(^|\/)(con|aux|nul|prn)(\.|\/)/i.test(name))).toEqual([]);
  });

  test('two repositories whose names differ in case have a page each', () => {
    const pages = [...site].filter(([name]) => /^contributions\/github\/openclaw\/models/i.test(name));
    const canonical = pages.map(([, html]) => /<link rel="canonical" href="([^"]*)"/.exec(html)?.[1]);
    expect(canonical.sort()).toEqual(
      ['Models', 'models'].map((repo) => `https://portal.example/contributions/github/openclaw/${repo}/7`),
    );
  });

  test('are valid HTML', async () => {
    const faults: string[] = [];
    for (const name of oneOfEachKind(site)) {
      faults.push(...(await htmlFaults(page(name))).map((fault) => `${name}: ${fault}`));
    }
    expect(faults).toEqual([]);
  });

  test('hold no form, no nonce, and no address of this machine', () => {
    const pages = [...site.values()].join('\n');
    for (const rest of ['<form', 'nonce=', '127.0.0.1', 'localhost', copied.portal.url])
      expect(pages).not.toContain(rest);
  });

  test.each(['index.html', 'zh/index.html', 'motions/M-2026-0002/index.html'])(
    '%s says of which moment it is, and where the portal is',
    (name) => {
      expect(page(name)).toContain('Content-Security-Policy');
      expect(page(name)).toMatch(
        name.startsWith('zh') ? /静态副本.*2026年11月21日/ : /static copy of the portal, as of .*21 November 2026/,
      );
      expect(
        addressesIn(page(name)).filter((link) => link.startsWith('https://portal.example/')).length,
      ).toBeGreaterThan(2);
    },
  );

  test('the living portal says nothing of copies', async () => {
    const { text } = await copied.portal.ask('/');
    expect(text).not.toContain('static copy');
    expect(text).not.toContain('http-equiv');
    expect(text).toContain('<form');
  });

  test('feeds and calendars are read by other libraries', async () => {
    const feed = await new Parser().parseString(page('feeds/motions.atom'));
    expect(feed.items).toHaveLength(35);
    const calendars = [...site.keys()].filter((name) => name.endsWith('.ics'));
    expect(calendars).toEqual(expect.arrayContaining(['calendar.ics', 'zh/calendar.ics']));
    for (const name of calendars) expect(ICAL.Component.fromString(page(name)).name).toBe('vcalendar');
  });

  test('JSON is that of the portal', async () => {
    expect(JSON.parse(page('api/v1/motions.page-2.json'))).toEqual(await copied.portal.json('/api/v1/motions?page=2'));
    for (const [name, text] of site) if (name.endsWith('.json')) JSON.parse(text);
  });

  test.each(['roadmap', 'roadmap/numbers', 'roadmap.schema'])('hold the JSON of the roadmap: %s', async (name) => {
    const address = `/api/v1/${name}${name.endsWith('schema') ? '.json' : ''}`;
    expect(JSON.parse(page(`api/v1/${name}.json`))).toEqual(await copied.portal.json(address));
  });
});

describe('copying', () => {
  test('the same state twice gives the same bytes', async () => {
    const again = (await copyOf(copied.ask())).site;
    expect([...again].sort()).toEqual([...site].sort());
  });

  test('of a portal below a path leads to files just as well', async () => {
    const publicUrl = 'https://portal.example/gov';
    const below = (await copyOf(copied.ask({ publicUrl }), publicUrl)).site;
    expect([...below.keys()].sort()).toEqual([...site.keys()].sort());
    expect(brokenLinks(below)).toEqual([]);
  });

  test('of a foundation without a charter is whole too', async () => {
    const newborn = await openCopied();
    const store = { ...newborn.portal.store, charter: () => Promise.resolve(null) };
    expect(brokenLinks((await copyOf(newborn.ask({ store }))).site)).toEqual([]);
  });

  test('tells how far it is', () => {
    expect(copy.told.at(-1)).toEqual({ part: 'writing', done: site.size, of: site.size });
    expect(copy.told.some(({ part }) => part === 'reading')).toBe(true);
  });

  test('fails with the portal', async () => {
    const store = { ...copied.portal.store, resolutions: () => Promise.reject(new Error('the database is away')) };
    await expect(copyOf(copied.ask({ store }))).rejects.toThrow('the portal answered 500 at /');
  });
});

describe('the name of a file', () => {
  test.each([
    ['/', 'text/html', 'index.html'],
    ['/zh', 'text/html', 'zh/index.html'],
    ['/motions?page=2', 'text/html', 'motions/page-2.html'],
    ['/motions?page=2&state=open', 'text/html', 'motions/page-2.state-open.html'],
    ['/api/v1/motions', 'application/json', 'api/v1/motions.json'],
    ['/api/v1/openapi.json', 'application/json', 'api/v1/openapi.json'],
    ['/api/v1/motions?page=2', 'application/json', 'api/v1/motions.page-2.json'],
    ['/feeds/motions.atom', 'application/atom+xml', 'feeds/motions.atom'],
    ['/assets/site.css?v=0123', 'text/css', 'assets/site.0123.css'],
    ['/bodies/con', 'text/html', 'bodies/con~1143da2b/index.html'],
    ['/x/%2e%2e%2fetc', 'text/html', 'x/_2e_2e_2fetc~9ca8593f/index.html'],
  ])('of %s, %s, is %s', (address, type, name) => {
    expect(fileNames([{ address, type }]).get(address)).toBe(name);
  });

  test('is told apart where letter case alone does, in whatever order they come', () => {
    const found = ['/people/Lin', '/people/lin', '/people/LIN'].map((address) => ({ address, type: 'text/html' }));
    const names = fileNames(found);
    expect([...names.values()]).toEqual([
      'people/LIN/index.html',
      'people/Lin~2/index.html',
      'people/lin~3/index.html',
    ]);
    expect(fileNames([...found].reverse())).toEqual(names);
  });
});

test.each([
  [0, '/motions/M-2026-0001', '/ledger?page=3', '#entry-0'],
  [1, '/motions/M-2026-0001', '/ledger?page=2', '#entry-1'],
  [30, '/zh/roadmap/RM-2026-001', '/zh/ledger?page=2', '#entry-30'],
  [31, '/zh', '/zh/ledger', '#entry-31'],
  [60, '/', '/ledger', '#entry-60'],
  [61, '/', '/api/v1/ledger/61', ''],
] as const)('of 61 entries of the ledger number %s is on the page %s leads to: %s', (seq, from, address, fragment) => {
  const target = targetsIn('https://portal.example', 61);
  expect(target(`/api/v1/ledger/${String(seq)}`, from)).toEqual({ address, fragment });
});
