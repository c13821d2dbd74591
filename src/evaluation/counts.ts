// How often policies pass, counted from findings.
import type { Finding } from '../contributions/finding.js';
import type { PolicyCounts } from './store.js';

/** So many kinds of failure are named. */
const named = 5;

function commonest(keys: readonly string[]): PolicyCounts['failures'] {
  const kinds = [...new Set(keys)].map((key) => ({ key, count: keys.filter((one) => one === key).length }));
  return kinds.toSorted((a, b) => b.count - a.count || (a.key < b.key ? -1 : 1)).slice(0, named);
}

/** What counting reads of a finding; an override counts beside the verdict, which stands. */
type Counted = Pick<Finding, 'policy' | 'verdict'> & {
  readonly summary: Pick<Finding['summary'], 'key'>;
  readonly override: object | null;
};

/** Counts for each policy that found something, by its id. */
export function policyCounts(findings: readonly Counted[]): readonly PolicyCounts[] {
  const ids = [...new Set(findings.map(({ policy }) => policy))].toSorted();
  return ids.map((policy) => {
    const own = findings.filter((finding) => finding.policy === policy);
    const failing = own.filter(({ verdict }) => verdict === 'fail');
    return {
      policy,
      pass: own.filter(({ verdict }) => verdict === 'pass').length,
      fail: failing.length,
      pending: own.filter(({ verdict }) => verdict === 'pending').length,
      skip: own.filter(({ verdict }) => verdict === 'skip').length,
      overridden: own.filter(({ override }) => override !== null).length,
      failures: commonest(failing.map(({ summary }) => summary.key)),
    };
  });
}
