// What the pages and the API say of policies: which are in force, from when and where, how often they pass, and how to mend what fails.
import { beforeAll, describe, expect, test } from '@jest/globals';
import type { Step } from '../../src/contributions/enforcement.js';
import type { Enforce } from '../../src/contributions/finding.js';
import { policies } from '../../src/contributions/policies/index.js';
import { levelOn } from '../../src/portal/facts/policies.js';
import { openEvaluated } from '../support/evaluated.js';
import { htmlFaults } from '../support/html.js';
import type { TestPortal } from '../support/portal.js';
import { leadOf, readablePage } from '../support/records.js';

let portal: TestPortal;
beforeAll(async () => {
  portal = await openEvaluated();
});

async function text(path: string): Promise<string> {
  return readablePage(portal, path);
}

const everyPath = ['/policies', ...policies.map(({ id }) => `/policies/${id}`)];

describe.each(['', '/zh'])('in the language of "%s/"', (prefix) => {
  test.each(everyPath)('%s is valid HTML that begins with a sentence', async (path) => {
    const { status, text: html } = await portal.ask(prefix + path);
    expect([status, await htmlFaults(html)]).toEqual([200, []]);
    expect(leadOf(html)).not.toBe('');
    expect(html).not.toMatch(/undefined|\[object|NaN/);
  });
});

describe('the level on a day', () => {
  test.each<[string, readonly Step[], Enforce]>([
    ['there is no step', [], 'off'],
    ['there is one for all', [{ level: 'warn' }], 'warn'],
    ['a tighter one has begun', [{ level: 'warn' }, { level: 'block', from: '2026-03-01' }], 'block'],
    ['a tighter one has not begun', [{ level: 'warn' }, { level: 'block', from: '2026-03-02' }], 'warn'],
    ['the later one is looser', [{ level: 'block' }, { level: 'shadow', from: '2026-02-01' }], 'shadow'],
    ['one repository is held to more', [{ level: 'warn' }, { level: 'block', repositories: ['github:a/b'] }], 'block'],
    ['one repository is held to less', [{ level: 'block' }, { level: 'off', repositories: ['github:a/b'] }], 'block'],
    [
      'a later one for all replaces that of a repository',
      [
        { level: 'block', repositories: ['github:a/b'] },
        { level: 'warn', from: '2026-01-01' },
      ],
      'warn',
    ],
  ])('when %s', (_, steps, level) => {
    expect(levelOn(steps, '2026-03-01')).toBe(level);
  });
});

describe('the page of all policies', () => {
  test('says how many are in force and can stop a merge', async () => {
    expect(leadOf(await text('/policies'))).toBe('2 contribution policies are in force; 2 of them can stop a merge.');
  });

  test('says of each from when, where, and how often it passes', async () => {
    const page = await text('/policies');
    expect(page).toContain('<li>blocks the merge, for pull requests opened on 5 January 2026 or later</li>');
    expect(page).toContain('<li>blocks the merge, in github:openclaw/tools</li>');
    expect(page).toMatch(/id="dco">[\s\S]*?width="71.43%"[\s\S]*?5 of 7 pass/);
  });

  test('names those that the app knows but policy.yml does not ask for, or turns off', async () => {
    const [inForce = '', others = ''] = (await text('/policies')).split('Not in force');
    expect([...inForce.matchAll(/href="\/policies\/(\w+)"/g)].map(([, id]) => id)).toEqual(['dco', 'title']);
    expect([...others.matchAll(/href="\/policies\/(\w+)"/g)].map(([, id]) => id)).toEqual([
      'paths',
      'description',
      'owners',
    ]);
  });
});

describe('the page of a policy', () => {
  test('says what it asks, how often it passes, what fails most, and how to mend that', async () => {
    const page = await text('/policies/dco');
    expect(leadOf(page)).toBe('A pull request that does not meet it is blocked; 5 of the 7 evaluated last pass.');
    expect(page).toContain('<code>Signed-off-by</code>');
    expect(page).toMatch(/Commits lack a sign-off[\s\S]*?<p class="share">2<\/p>/);
    expect(page).toContain('<code>git commit --signoff</code>');
  });

  test('tells options as written from defaults, and who may override', async () => {
    const page = await text('/policies/dco');
    expect(page).toMatch(/remediation<\/code><\/th><td><code class="value">individual<\/code><\/td><td>policy.yml/);
    expect(page).toMatch(/exempt<\/code><\/th><td>none<\/td><td><span class="muted">default/);
    expect(page).toContain('Members of the Technical Steering Committee may let one commit pass');
    expect(await text('/policies/title')).toContain('Nobody: policy.yml names no body for it.');
  });

  test('says that it blocks in some repositories only', async () => {
    expect(leadOf(await text('/policies/title'))).toMatch(/^In some repositories, a pull request/);
  });

  test('says that it is not in force', async () => {
    expect(leadOf(await text('/policies/owners'))).toBe('It is not in force: policy.yml does not ask for it.');
  });

  test('is there for no other policy', async () => {
    expect((await portal.ask('/policies/nothing')).status).toBe(404);
  });
});

test('the API tells level, steps, options, counts and failures of a policy', async () => {
  expect(await portal.json('/api/v1/policies/dco')).toEqual({
    id: 'dco',
    enforce: 'block',
    enforced: true,
    steps: [
      { level: 'warn', from: null, repositories: null },
      { level: 'block', from: '2026-01-05', repositories: null },
    ],
    options: { exempt: [], remediation: 'individual', signers: [], merges: 'exempt' },
    override: ['tsc'],
    counts: { pass: 5, fail: 2, pending: 0, skip: 0, overridden: 1 },
    failures: [{ key: 'dco.fail', text: 'Commits lack a sign-off', count: 2 }],
  });
  expect(await portal.json('/api/v1/policies?enforce=block')).toMatchObject([{ id: 'dco' }, { id: 'title' }]);
});
