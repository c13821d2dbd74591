// What `opencharter policy try --json` prints: a contribution as the JSON API shows it, and a replay.
import type { VerdictCounts } from '../contributions/compare.js';
import type { Evaluation } from '../contributions/evaluate.js';
import type { Finding } from '../contributions/finding.js';
import type { PullNow } from '../forges/forge.js';
import type { SubjectRef } from '../shared/refs.js';
import type { Replayed, Replay } from './policy-replay.js';
import { sentence, type Style } from './policy-text.js';

/** Signs that JSON may hold as they are, and that a terminal obeys. */
const unprintable = /[\u007f-\u009f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g;

/** JSON that can be printed on a terminal whatever is in it. */
export function printableJson(value: unknown): string {
  return JSON.stringify(value, null, 2).replace(
    unprintable,
    (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

function findingJson({ policy, verdict, enforce, summary, details }: Finding, style: Style) {
  return {
    policy,
    verdict,
    enforce,
    summary: sentence(summary, style),
    details: details.map((detail) => sentence(detail, style)),
  };
}

/** A contribution in the shape of the API (contract, section 8). */
export function contributionJson(subject: SubjectRef, pull: PullNow, evaluation: Evaluation, style: Style) {
  const { forge, id, login } = pull.author;
  return {
    ...subject,
    url: pull.url,
    title: pull.title,
    author: { forge, id, login },
    head: pull.head,
    verdict: evaluation.verdict,
    findings: evaluation.findings.map((finding) => findingJson(finding, style)),
    overrides: [],
    updated_at: pull.updatedAt,
  };
}

function side(finding: Finding | null, style: Style) {
  return finding && findingJson(finding, style);
}

function differenceJson({ subject, title, differences }: Replayed, style: Style) {
  return {
    number: subject.number,
    title,
    policies: differences.map(({ policy, before, after }) => ({
      policy,
      before: side(before, style),
      after: side(after, style),
    })),
  };
}

function countsJson(counts: ReadonlyMap<string, VerdictCounts> | null) {
  return counts && Object.fromEntries(counts);
}

/** A replay: how many pull requests each policy let pass, before and after, and those where the two differ. `before`: null without a second configuration. */
export function replayJson({ forge, repo, asked, replayed, before, after }: Replay, style: Style) {
  return {
    repository: `${forge}:${repo}`,
    asked,
    read: replayed.length,
    before: countsJson(before),
    after: countsJson(after),
    differences: replayed.filter((one) => one.differences.length > 0).map((one) => differenceJson(one, style)),
  };
}
