// What a sweep finds to mend in a repository.
import { describe, expect, test } from '@jest/globals';
import type { KeptOpen } from '../../src/evaluation/store.js';
import type { OpenPull } from '../../src/forges/forge.js';
import { mendsOf } from '../../src/jobs/sweep-mends.js';

const place = { forge: 'github', repo: 'openclaw/models' } as const;
const ref = { ...place, number: '7' };
const now = '2026-03-01T10:00:00.000Z';
const longAgo = '2026-03-01T09:00:00.000Z';

const listed: OpenPull = {
  number: '7',
  title: 'feat: load',
  draft: false,
  base: 'main',
  head: 'abc',
  updatedAt: now,
  checked: true,
};
const evaluated = { head: 'abc', at: longAgo, verdict: 'fail', hasFindings: true } as const;
const kept: KeptOpen = { ref, title: 'feat: load', draft: false, base: 'main', head: 'abc', isDue: false, evaluated };

const unchecked = { ...listed, checked: false };

/** On a forge that shows a label. */
function labelled(...labels: readonly string[]): OpenPull {
  return { ...listed, checked: null, labels: ['bug', ...labels] };
}

describe('a pull request is mended', () => {
  test.each([
    ['when nothing is kept of it', 'unknown', [listed], []],
    ['when it was never evaluated', 'changed', [listed], [{ ...kept, evaluated: null }]],
    ['when it has another head', 'changed', [{ ...listed, head: 'def' }], [kept]],
    ['when another head was evaluated', 'changed', [listed], [{ ...kept, evaluated: { ...evaluated, head: 'old' } }]],
    ['when it has another title', 'changed', [{ ...listed, title: 'fix: load' }], [kept]],
    ['when it is a draft now', 'changed', [{ ...listed, draft: true }], [kept]],
    ['when it has another base', 'changed', [{ ...listed, base: 'next' }], [kept]],
    ['when its check is not there', 'unchecked', [unchecked], [kept]],
    ['when its label is not there', 'unchecked', [labelled()], [kept]],
    ['when its label says otherwise', 'unchecked', [labelled('policy/ok')], [kept]],
    ['when two labels contradict each other', 'unchecked', [labelled('policy/ok', 'policy/needs-work')], [kept]],
    ['when it is not in the list any more', 'closed', [], [kept]],
  ] as const)('%s', (_, reason, pulls, records) => {
    const mends = mendsOf({ ...place, listed: pulls, kept: records, now, writes: true });
    expect(mends).toEqual([{ ref, reason, head: pulls[0]?.head ?? 'abc' }]);
  });
});

describe('a pull request is left alone', () => {
  const recent = { ...evaluated, at: '2026-03-01T09:58:30.000Z' };
  const silent = { ...evaluated, hasFindings: false };
  test.each([
    ['when it is as it was, with its check', [listed], [kept], true],
    ['when the list does not tell of checks', [{ ...listed, checked: null }], [kept], true],
    ['when its label says how it stands', [labelled('policy/needs-work')], [kept], true],
    ['when its check was wished a moment ago', [unchecked], [{ ...kept, evaluated: recent }], true],
    ['when no policy had anything to say', [unchecked], [{ ...kept, evaluated: silent }], true],
    ['when nothing is written to the forge', [unchecked], [kept], false],
    ['when it is due already', [{ ...listed, title: 'x' }], [{ ...kept, isDue: true }], true],
    ['when it is gone, and due already', [], [{ ...kept, isDue: true }], true],
  ] as const)('%s', (_, pulls, records, writes) => {
    expect(mendsOf({ ...place, listed: pulls, kept: records, now, writes })).toEqual([]);
  });
});
