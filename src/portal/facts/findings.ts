// Findings in words: the same for pages and for the API.
import type { Actor, Detail } from '../../contributions/finding.js';
import type { PolicyWords } from '../../replies/policy-words.js';
import type { Language } from '../../shared/text.js';

/** Roles of those who may have to act next. */
export const roles = [
  'author',
  'approvers',
  'holders',
  'motion',
  'maintainers',
  'app',
] as const satisfies readonly Actor['role'][];

export const verdicts = ['pass', 'fail', 'pending'] as const;

/** The first digits of a commit's name. */
export function shortHead(head: string): string {
  return head.slice(0, 7);
}

/** Where a detail stands, `src/load.ts:12` or the first digits of a commit, empty where it stands nowhere; and what it says. */
export function detailText(
  { policyText }: Pick<PolicyWords, 'policyText'>,
  detail: Detail,
  language: Language,
): { readonly place: string; readonly text: string } {
  const text = policyText(detail, language);
  const { commit, file, line } = detail;
  if (file !== undefined) {
    const place = line === undefined ? file : `${file}:${String(line)}`;
    return { place: line === undefined && text.includes(file) ? '' : place, text };
  }
  return { place: commit === undefined ? '' : shortHead(commit), text };
}
