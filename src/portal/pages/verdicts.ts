// What the policies found of a contribution, in the words of the pages: verdicts, and who must act next.
import type { Actor } from '../../contributions/finding.js';
import type { ListedContribution } from '../../evaluation/store.js';
import type { Account } from '../../shared/refs.js';
import { kindTitle, personName, type PageContext } from './page.js';

/** A word and the badge that shows it. */
export interface Badge {
  readonly label: string;
  readonly mark: string;
}

const marks = { pass: 'good', fail: 'bad', pending: 'proposed', skip: 'off', none: 'off' } as const;

/** The verdict of all policies together. */
export function verdictOf({ words }: PageContext, { record }: Pick<ListedContribution, 'record'>): Badge {
  const verdict = record?.evaluated?.verdict ?? 'none';
  return { label: words.t(`verdict.${verdict}`), mark: marks[verdict] };
}

/** The verdict of one policy. */
export function findingVerdict({ words }: PageContext, verdict: Exclude<keyof typeof marks, 'none'>): Badge {
  return { label: words.t(`findingVerdict.${verdict}`), mark: marks[verdict] };
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

function said(context: PageContext, phrases: 'waits' | 'acts', actor: Actor, author: Account | null): string {
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

/** `waits for its author`: for a row of a list. */
export function waitsFor(context: PageContext, actor: Actor, author: Account | null): string {
  return said(context, 'waits', actor, author);
}

/** `Lin Mei must act.`: a sentence. */
export function actsNext(context: PageContext, actor: Actor, author: Account | null): string {
  return said(context, 'acts', actor, author);
}
