// The effects an evaluation asks for: one check for the head, one comment while something blocks, and a label where checks may be refused. Pure.
import type { BotLanguage } from '../charter/charter.js';
import type { Check } from '../forges/forge.js';
import type { Effect } from '../outbox/effect.js';
import { pageOf } from '../replies/page-of.js';
import type { Replies } from '../replies/replies.js';
import type { ContributionFacts, Evaluated } from './store.js';
import type { Twin } from './twins.js';

/** The name under which branch protection asks for the check. */
export const policyCheckName = 'OpenCharter / policy';

/** The comment is edited at most so often, in milliseconds. */
const commentEvery = 3000;

/** What is to be shown of a contribution. */
export interface ShownContribution {
  readonly contribution: Pick<ContributionFacts, 'title' | 'author' | 'draft' | 'head' | 'ref'>;
  readonly origin: string;
  readonly evaluated: Evaluated;
  /** A comment was wished before this evaluation. */
  readonly commented: boolean;
  /** Another pull request with the same head of which worse is to be said; null when there is none. */
  readonly twin: Twin | null;
  readonly language: BotLanguage;
  readonly replies: Replies;
  readonly publicUrl: string;
  /** Its labels as just read, where what is shown is to be shown anew. */
  readonly labels?: readonly string[];
}

const states = { pass: 'success', fail: 'failure', pending: 'in_progress' } as const;

function reportOf({ contribution, evaluated, language, publicUrl }: ShownContribution) {
  const { forge, repo, number } = contribution.ref;
  return {
    contribution,
    evaluated,
    language,
    url: pageOf(publicUrl, `/contributions/${forge}/${repo}/${number}`),
    policyUrl: (policy: string) => pageOf(publicUrl, `/policies/${policy}`),
  };
}

/** The check of an evaluation, on the contribution's head or on the commit that a merge queue made of it. */
export function checkEffect(shown: ShownContribution, head: string): Effect {
  const { contribution, origin, replies, twin } = shown;
  const { evaluated } = twin ?? shown;
  const report = twin
    ? { ...reportOf({ ...shown, contribution: twin, evaluated }), sharedWith: twin.ref }
    : reportOf(shown);
  const externalId = `policy/${origin}/${head}`;
  const state = states[evaluated.verdict];
  const check: Check = {
    name: policyCheckName,
    subject: contribution.ref,
    head,
    externalId,
    state,
    ...replies.policyCheck(report),
    url: report.url.en,
    startedAt: evaluated.at,
    completedAt: state === 'in_progress' ? null : evaluated.at,
  };
  return { kind: 'check', key: `policy-check ${origin} ${head}`, subject: contribution.ref, check };
}

/** Whether the comment is to tell what blocks. A draft is told once: its author knows that it is not ready. */
export function tells({ contribution, evaluated, commented }: ShownContribution): boolean {
  return evaluated.verdict === 'fail' && !(contribution.draft && commented);
}

function commentEffects(shown: ShownContribution): readonly Effect[] {
  const { contribution, evaluated, origin, commented, replies } = shown;
  const key = `policy ${origin}`;
  const marker = replies.marker(key);
  const comment = { kind: 'comment', key, subject: contribution.ref, marker, everyMs: commentEvery } as const;
  if (tells(shown)) return [{ ...comment, body: replies.policyComment(reportOf(shown), marker) }];
  if (evaluated.verdict !== 'pass' || !commented) return [];
  return [{ ...comment, body: replies.policyCleared(reportOf(shown), marker), onlyEdit: true }];
}

function labelOf(verdict: Evaluated['verdict']): string {
  return verdict === 'pass' ? 'policy/ok' : 'policy/needs-work';
}

function isOurs(label: string): boolean {
  return label === 'policy/ok' || label === 'policy/needs-work';
}

/** Whether the labels say something else than the verdict: anybody who may write there can put and take away labels. */
export function isMislabelled(verdict: Evaluated['verdict'], labels: readonly string[]): boolean {
  const ours = labels.filter(isOurs);
  return ours.length !== 1 || ours[0] !== labelOf(verdict);
}

/**
 * On Gitee, where a check is shown only if the API allows it. While not all is known it says what is safe: where labels let things be merged, a new
 * head must not pass by the label of the one before it.
 */
export function labelEffects({ contribution, evaluated, origin, labels }: ShownContribution): readonly Effect[] {
  const subject = contribution.ref;
  if (subject.forge !== 'gitee') return [];
  const label = labelOf(evaluated.verdict);
  const instead = labels && isMislabelled(evaluated.verdict, labels) ? { instead: labels.filter(isOurs) } : {};
  return [{ kind: 'label', key: `policy-label ${origin}`, subject, label, ...instead }];
}

/** What the forge should show of an evaluation of the contribution's head. */
export function effectsOfEvaluation(shown: ShownContribution): readonly Effect[] {
  return [checkEffect(shown, shown.contribution.head), ...labelEffects(shown), ...commentEffects(shown)];
}
