// What the API says of contributions: the contract's fields, findings in English, filters by verdict and by who must act.
import { beforeAll, describe, expect, test } from '@jest/globals';
import { z } from 'zod';
import { openEvaluated } from '../support/evaluated.js';
import type { TestPortal } from '../support/portal.js';
import { minute } from '../support/sightings.js';

const base = '/contributions/github/openclaw/models';

let portal: TestPortal;
beforeAll(async () => {
  portal = await openEvaluated();
});

describe('the API', () => {
  const listed = z.array(z.object({ number: z.string(), verdict: z.string().nullable() }));

  test('tells a contribution with its findings in English', async () => {
    expect(await portal.json(`/api/v1${base}/4`)).toEqual({
      forge: 'github',
      repo: 'openclaw/models',
      number: '4',
      url: 'https://forge.example/openclaw/models/pull/4',
      title: 'chore: bring the old converter back',
      author: { forge: 'github', id: 1001, login: 'lin-mei' },
      head: 'a'.repeat(40),
      verdict: 'pass',
      findings: [
        {
          policy: 'dco',
          verdict: 'fail',
          enforce: 'block',
          summary: 'Sign off 2 of 5 commits',
          details: [
            '1f0c2d3: “Load it”: no sign-off by “Lin Mei <lin.mei@example.org>”',
            '2a1b3c4: “Load it”: no sign-off by “Lin Mei <lin.mei@example.org>”',
          ],
        },
        {
          policy: 'title',
          verdict: 'pass',
          enforce: 'warn',
          summary: 'The title has the form that is asked for',
          details: [],
        },
      ],
      overrides: [
        {
          policy: 'dco',
          head: 'a'.repeat(40),
          person: 'wang-bo',
          reason: 'The author has left; the project wrote these lines itself.',
          at: '2026-03-02T09:30:00.000Z',
        },
      ],
      updated_at: minute(4),
    });
  });

  test.each([
    ['verdict=fail', ['2', '1']],
    ['waiting=app', ['5']],
    ['state=closed', ['9']],
  ])('lists by %s', async (query, numbers) => {
    const found = listed.parse(await portal.json(`/api/v1/contributions?${query}`));
    expect(found.map(({ number }) => number)).toEqual(numbers);
  });

  test('tells null where nothing was evaluated', async () => {
    const found = listed.parse(await portal.json('/api/v1/contributions'));
    expect(found.find(({ number }) => number === '6')?.verdict).toBeNull();
  });
});
