// What the pages of record say: resolutions, bodies, people, organizations, the charter, policies, contributions, ledger, neutrality, status.
import { createHash } from 'node:crypto';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { z } from 'zod';
import { leadOf as lead, openRecords, readablePage } from '../support/records.js';
import { openPortal, type TestPortal } from '../support/portal.js';
import { comment, minute, pull, sighting } from '../support/sightings.js';

let portal: TestPortal;
beforeAll(async () => {
  portal = await openRecords();
});

function text(path: string): Promise<string> {
  return readablePage(portal, path);
}

describe('a resolution', () => {
  test('tells in a sentence how it was adopted, who decided, and how to cite it', async () => {
    const page = await text('/resolutions/R-2026-001');
    expect(lead(page)).toBe('Adopted 1 to none on 1 February 2026; 1 of 2 voted.');
    expect(page).toContain(
      'OpenClaw Foundation, Resolution R-2026-001, “Adopt safetensors”, 1 February 2026, https://portal.example/resolutions/R-2026-001',
    );
    expect(page).toContain('It reads well.');
    expect(page).toContain('href="/people/lin-mei"');
    expect(page).not.toContain('href="/people/wang-bo"><bdi>Wang Bo</bdi></a><br>');
    expect(await text('/zh/resolutions/R-2026-001')).toContain(
      'OpenClaw 基金会，决议 R-2026-001，《Adopt safetensors》',
    );
  });

  test('that was superseded says by which', async () => {
    expect(lead(await text('/resolutions/R-2026-002'))).toMatch(/ It has been superseded by R-2026-001\.$/);
  });

  test('is found by its year and its kind', async () => {
    const ids = async (query: string): Promise<readonly string[]> =>
      [...(await text(`/resolutions?${query}`)).matchAll(/<a href="\/resolutions\/(R-[\d-]+)"/g)].map(
        ([, id]) => id ?? '',
      );
    expect(await ids('year=2025')).toEqual(['R-2025-002']);
    expect(await ids('year=2026&kind=technical')).toEqual(['R-2026-002', 'R-2026-001']);
    expect(await ids('year=2024')).toEqual([]);
    expect(await text('/resolutions')).toMatch(/<option value="2026">2026<\/option><option value="2025">/);
  });
});

describe('a body', () => {
  test('shows seats of now and of the past apart, and the group that holds too many of them', async () => {
    const page = await text('/bodies/tsc');
    expect(lead(page)).toBe(
      '2 members, of 2 organization groups. Huaxin Group holds 1, which is more than the cap of 1/3 allows.',
    );
    expect(page).toMatch(/Seats now<\/h2>[\s\S]*Wang Bo[\s\S]*Seats of the past<\/h2>[\s\S]*31 December 2025/);
    expect(page).not.toMatch(/kofi-mensah[\s\S]*Seats of the past<\/h2>/);
    expect(page).toContain('href="/charter#motions.technical"');
  });
});

describe('people', () => {
  test('are counted by the ballots that stand, of the motions opened with them, less those they recused from', async () => {
    const rows = await text('/people');
    expect(rows).toMatch(/id="lin-mei">.*>1 of 1<\/td>/);
    expect(rows).toMatch(/id="wang-bo">.*>0 of 2<\/td>/);
    expect(rows).toMatch(/id="kofi-mensah">.*>–<\/td>/);
    expect(lead(await text('/people/wang-bo'))).toBe(
      'Independent; sits in the Technical Steering Committee. Voted in 0 of the 2 motions they could vote in.',
    );
  });

  test('have each ballot with its reason and its evidence', async () => {
    const page = await text('/people/lin-mei');
    expect(page).toContain('It reads well.');
    expect(page).toContain('href="https://forge.example/openclaw/models/issues/12#c1"');
    expect(page).not.toContain('M-2026-0002');
    expect(page).toContain('3f9c2a7be1d04455');
    expect(page).toContain('href="https://forge.example/lin-mei"');
    expect(await text('/people/wang-bo')).toMatch(/M-2026-0002[\s\S]*has not voted yet/);
  });

  test('are found by body and by organization', async () => {
    expect(lead(await text('/people?body=tsc'))).toBe('2 people match.');
    expect(lead(await text('/people?organization=independent'))).toBe('One person matches.');
    expect(lead(await text('/zh/people?body=nothing'))).toBe('没有符合条件的人员。');
  });
});

test('an organization counts with those that control it', async () => {
  expect(lead(await text('/organizations/starforge'))).toMatch(/It counts together with Huaxin Group\.$/);
  expect(await text('/organizations')).toMatch(/id="huaxin-group"[\s\S]*class="depth-1">.*StarForge Labs/);
});

test('the charter says its rules in words, and shows the files they come from', async () => {
  const page = await text('/charter');
  expect(page).toContain('The members of the Technical Steering Committee (2 people today).');
  expect(page).toContain('As soon as no ballot can change the outcome, but not before it has been open for 3 days.');
  expect(page).toContain('The motion ends as superseded');
  expect(page).toContain(`sha256:${'a'.repeat(64)}`);
  expect(page).toContain('<summary><code>policy.yml</code></summary>');
});

test('a contribution shows its conversation as safe markup, its author, and that no policy was evaluated', async () => {
  const page = await text('/contributions/github/openclaw/models/7');
  expect(lead(page)).toBe('Opened by wang-bo on 20 February 2026; merged. No motion is about it.');
  expect(page).toContain('<strong>Why</strong>');
  expect(page).toContain('<li>one</li>');
  expect(page).not.toContain('a template');
  expect(page).toContain('an account that is gone');
  expect(page).toContain('It was closed before any policy was evaluated on it.');
  expect(lead(await text('/contributions?state=open'))).toBe('No pull request matches.');
  expect(lead(await text('/contributions?repo=openclaw/models&state=merged'))).toBe('One pull request matches.');
});

describe('a conversation of strangers', () => {
  async function shown(...bodies: readonly string[]): Promise<string> {
    const opened = await openPortal();
    const comments = bodies.map((body, i) => comment(i + 1, 7, { body }));
    await opened.mirror.see(sighting({ subjects: [pull(7)], comments }), minute(20));
    return readablePage(opened, '/contributions/github/openclaw/models/7');
  }

  test('hides what its forge hides: a comment without an end goes on to the end', async () => {
    const page = await shown('seen\n<!-- a needle\n<!-- another needle\nand one more needle', 'seen again');
    expect(page).toContain('seen again');
    expect(page).not.toContain('needle');
  });

  test('is shown as far as there is room on the page, and says where to read the rest', async () => {
    const page = await shown('a'.repeat(60_000), 'b'.repeat(60_000), 'c'.repeat(60_000), 'short');
    expect(['a', 'b', 'c'].map((letter) => page.split(letter.repeat(30_000)).length - 1)).toEqual([2, 1, 0]);
    expect(page.match(/Too long to be shown whole/g)).toHaveLength(3);
    expect(page).toMatch(/issuecomment-3"[^>]*>(<bdi>)?Too long to be shown whole/);
  });
});

test('the status page says how far the mirror is behind', async () => {
  const page = await text('/status');
  expect(page).toContain('Mirrored so far: issues 0, pull requests 1, comments 1.');
  expect(page).toContain('2 minutes ago');
  expect(page).toContain('OpenCharter 1.2.3');
});

describe('the ledger', () => {
  const entries = z.array(
    z.strictObject({
      seq: z.int(),
      at: z.string(),
      type: z.string(),
      motion: z.null(),
      leaf_hash: z.string(),
      text: z.string(),
    }),
  );

  test('is published by index, with the bytes and the leaf hash of each entry', async () => {
    const [entry] = entries.parse(await portal.json('/api/v1/ledger'));
    expect(entry).toMatchObject({ seq: 0, type: 'log.created', at: '2026-01-02T08:00:00.000Z' });
    const bytes = Buffer.concat([Buffer.of(0), Buffer.from(entry?.text ?? '')]);
    expect(entry?.leaf_hash).toBe(createHash('sha256').update(bytes).digest('hex'));
    expect(await portal.json('/api/v1/ledger/0')).toEqual(entry);
    for (const id of ['1', '-1', '00', 'x']) expect((await portal.ask(`/api/v1/ledger/${id}`)).status).toBe(404);
    expect(await text('/ledger')).toContain(entry?.leaf_hash);
  });
});

test('neutrality says who holds too much, and the page and the API count the same', async () => {
  const page = await text('/neutrality');
  expect(lead(page)).toBe(
    'Huaxin Group is above the cap in Technical Steering Committee; in the last 12 months one group cast more than half of the ballots (1 in all).',
  );
  expect(await portal.json('/api/v1/neutrality')).toEqual({
    since: '2025-03-04T12:00:00.000Z',
    bodies: [
      {
        id: 'tsc',
        seats: 2,
        seats_cap: '1/3',
        fewest_for_majority: 2,
        groups: [
          { group: 'huaxin-group', seats: 1, within_cap: false },
          { group: 'independent:00112233445566ff', seats: 1, within_cap: false },
        ],
      },
    ],
    ballots: {
      motions: 2,
      ballots: 1,
      fewest_for_majority: 1,
      groups: [
        { group: 'huaxin-group', ballots: 1, electorate: 1 },
        { group: 'independent:00112233445566ff', ballots: 0, electorate: 2 },
      ],
    },
  });
});
