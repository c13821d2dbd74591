// What the policies found of a contribution, in the words of the pages: verdicts, and who must act next.
import { blocks } from '../../contributions/evaluate.js';
import type { Actor, Finding } from '../../contributions/finding.js';
import type { Evaluated } from '../../evaluation/store.js';
import { spaceHan } from '../../replies/say.js';
import type { Account } from '../../shared/refs.js';
import { kindTitle, personName, type PageContext } from './page.js';

/** A word and the badge that shows it. */
export interface Badge {
  readonly label: string;
  readonly mark: string;
}

const marks = { pass: 'good', fail: 'bad', pending: 'proposed', skip: 'off', none: 'off' } as const;

/** The verdict of all policies together; null when there is none yet. */
export function verdictOf({ words }: PageContext, evaluated: { readonly verdict: Evaluated['verdict'] } | null): Badge {
  const verdict = evaluated?.verdict ?? 'none';
  return { label: words.t(`verdict.${verdict}`), mark: marks[verdict] };
}

/** The verdict of one policy; what does not stand in the way of the merge draws less attention. */
export function findingVerdict({ words }: PageContext, finding: Finding): Badge {
  const { verdict } = finding;
  return {
    label: words.t(`findingVerdict.${verdict}`),
    mark: verdict === 'fail' && !blocks(finding) ? 'lost' : marks[verdict],
  };
}

/** The name of an account's person where the charter knows them, else the login. */
export function accountName(context: PageContext, account: Account | null): string {
  if (account === null) return context.words.t('contributions.nobody');
  const people = [...(context.inForce?.accounts ?? [])];
  const person = people.find(([, accounts]) => accounts[account.forge]?.id === account.id);
  return person ? personName(context, person[0]) : account.login;
}

const namedAtMost = 3;

function namesOf({ words }: PageContext, logins: readonly string[]): string {
  const names = logins.slice(0, namedAtMost).join(words.t('list.joint'));
  const count = logins.length - namedAtMost;
  return count > 0 ? words.t('waits.more', { names, count }) : names;
}

function phrase(context: PageContext, phrases: 'waits' | 'acts', actor: Actor, author: Account | null): string {
  const { t } = context.words;
  switch (actor.role) {
    case 'author':
      return t(`${phrases}.author`, { name: accountName(context, author) });
    case 'approvers':
      return actor.logins.length === 0
        ? t(`${phrases}.approversAny`)
        : t(`${phrases}.approvers`, { names: namesOf(context, actor.logins) });
    case 'holders':
      return t(`${phrases}.holders`, { names: namesOf(context, actor.logins) });
    case 'motion':
      return t(`${phrases}.motion`, { kind: kindTitle(context, actor.kind) });
    case 'maintainers':
    case 'app':
      return t(`${phrases}.${actor.role}`);
  }
}

/** Names in Han or in Latin letters stand in Chinese as Chinese is set. */
function said(context: PageContext, phrases: 'waits' | 'acts', actor: Actor, author: Account | null): string {
  const text = phrase(context, phrases, actor, author);
  return context.words.language === 'zh' ? spaceHan(text) : text;
}

/** `waits for its author`: for a row of a list. */
export function waitsFor(context: PageContext, actor: Actor, author: Account | null): string {
  return said(context, 'waits', actor, author);
}

/** `Lin Mei must act.`: a sentence. */
export function actsNext(context: PageContext, actor: Actor, author: Account | null): string {
  return said(context, 'acts', actor, author);
}
