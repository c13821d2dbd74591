// Contributions and findings for tests: one that passes, and what differs from it.
import { fail, pass, words, type Finding } from '../../src/contributions/finding.js';
import type { ContributionDraft, Evaluated } from '../../src/evaluation/store.js';
import type { Account, SubjectRef } from '../../src/shared/refs.js';

export const linMei: Account = { forge: 'github', id: 1001, login: 'Lin-Mei', bot: false };
export const charterVersion = `sha256:${'c'.repeat(64)}`;

const signer = 'Lin Mei <lin.mei@example.org>';

export function pullRef(number: number, repo = 'openclaw/models'): SubjectRef {
  return { forge: 'github', repo, number: String(number) };
}

/** A sign-off is missing in two of five commits, and how to mend it. */
export function failingDco(parts: Partial<Finding> = {}): Finding {
  const details = ['1f0c2d3e4f5a', '2a1b3c4d5e6f'].map((sha) => ({
    ...words('dco.commit.missing', { title: 'Load it', expected: signer, found: '', line: 0 }),
    commit: sha.padEnd(40, '0'),
  }));
  const mend = {
    what: words('dco.mend.sign', { signer, commits: 2 }),
    commandLine: 'git rebase --signoff HEAD~5\ngit push --force-with-lease',
    web: { where: words('dco.mend.sign-web'), text: `Signed-off-by: ${signer}` },
  };
  const judged = fail(words('dco.fail', { commits: 5, failing: 2 }), details, mend, { role: 'author' });
  return { policy: 'dco', enforce: 'block', override: null, ...judged, ...parts };
}

export function passingTitle(parts: Partial<Finding> = {}): Finding {
  return { policy: 'title', enforce: 'warn', override: null, ...pass(words('title.pass')), ...parts };
}

export function evaluated(parts: Partial<Evaluated> = {}): Evaluated {
  return {
    head: 'a'.repeat(40),
    verdict: 'pass',
    findings: [passingTitle()],
    waitsFor: null,
    charter: charterVersion,
    base: 'b'.repeat(40),
    at: '2026-03-02T10:00:00.000Z',
    ...parts,
  };
}

/** A public, open contribution, not evaluated yet. */
export function draftOf(ref: SubjectRef, parts: Partial<ContributionDraft> = {}): ContributionDraft {
  return {
    ref,
    url: `https://forge.example/${ref.repo}/pull/${ref.number}`,
    title: 'Add a loader',
    author: linMei,
    isPublic: true,
    state: 'open',
    draft: false,
    base: 'main',
    head: 'a'.repeat(40),
    tree: 't'.repeat(40),
    createdAt: '2026-03-01T10:00:00.000Z',
    updatedAt: '2026-03-02T10:00:00.000Z',
    origin: `github:${ref.repo}#${ref.number}`,
    approvals: [],
    heads: [],
    evaluated: null,
    commented: false,
    basedAt: null,
    queue: null,
    dueAt: null,
    again: false,
    failures: 0,
    ...parts,
  };
}
