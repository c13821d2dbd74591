// What of the foundation's own records can be found: motions, resolutions, and everything the charter in force names.
import type { Charter } from '../charter/charter.js';
import type { CommandHelp } from '../commands/help.js';
import type { MotionView, ResolutionView } from '../motions/view.js';
import type { LocalText } from '../shared/text.js';
import { millis, type Instant } from '../shared/time.js';
import type { SearchDoc, SearchKind } from './store.js';

/** A command and what is told of it. */
export interface FindableCommand extends CommandHelp {
  readonly name: string;
  readonly aliases: readonly string[];
}

/** The kinds that are made anew with each charter version. */
export const charterKinds = [
  'kind',
  'clause',
  'body',
  'person',
  'organization',
  'command',
] as const satisfies SearchKind[];

/** A motion, found by its title and id before it is found by the reasons that were given. `seq` is its last ledger entry. */
export function motionDocument(view: MotionView, seq: number): SearchDoc {
  const { id, kind, title, proposer, state, outcome, subjects, ballots, recused, ended_by: ended } = view;
  const reasons = [...ballots.filter(({ superseded }) => !superseded), ...recused, ...(ended ? [ended] : [])];
  return {
    id: `motion:${id}`,
    kind: 'motion',
    title: title === '' ? id : title,
    text: reasons.flatMap(({ reason }) => (reason === '' ? [] : [reason])).join('\n'),
    keywords: [id, kind, proposer, outcome ?? state].join('\n'),
    where: [id, ...subjects.map(({ repo, number }) => `${repo}#${number}`)].join(' · '),
    url: `/motions/${id}`,
    at: view.proposed_at,
    version: seq,
  };
}

/** A resolution; `seq` is the last ledger entry of its motion. */
export function resolutionDocument(view: ResolutionView, seq: number): SearchDoc {
  const { id, kind, motion, outcome, title } = view;
  return {
    id: `resolution:${id}`,
    kind: 'resolution',
    title: title === '' ? id : title,
    text: '',
    keywords: [id, kind, outcome].join('\n'),
    where: `${id} · ${motion}`,
    url: `/resolutions/${id}`,
    at: view.in_force_at,
    version: seq,
  };
}

type Part = Omit<SearchDoc, 'id' | 'at' | 'version'>;

function named(name: string | LocalText): string {
  return typeof name === 'string' ? name : [name.en, name.zh].join('\n');
}

function clauses({ foundation, repositories, defaultMotion }: Charter): readonly Part[] {
  const clause = (name: string, text: string, title: string | LocalText = name): Part => {
    return { kind: 'clause', title, text, keywords: name, where: 'charter.yml', url: `/charter#${name}` };
  };
  return [
    clause('foundation', `${foundation.id} ${foundation.license ?? ''}`, foundation.name),
    ...(foundation.license === null ? [] : [clause('foundation.license', foundation.license)]),
    clause('repositories', repositories.join('\n')),
    ...(defaultMotion === null ? [] : [clause('default_motion', defaultMotion)]),
  ];
}

function kinds({ motions }: Charter): readonly Part[] {
  return motions.map(({ id, title, scope, electorate, callers, quorum, passesWhen }) => ({
    kind: 'kind',
    title,
    text: [...quorum, ...passesWhen].map(({ text }) => text).join('; '),
    keywords: [id, scope, ...electorate, ...callers].join('\n'),
    where: `motions.${id}`,
    url: `/charter#motions.${id}`,
  }));
}

function bodies({ bodies: all, people }: Charter): readonly Part[] {
  return all.map(({ id, name, seats }) => {
    const members = people.filter((person) => seats.some((seat) => seat.person === person.id));
    return {
      kind: 'body',
      title: name,
      text: members.map((member) => named(member.name)).join('\n'),
      keywords: id,
      where: id,
      url: `/bodies/${id}`,
    };
  });
}

function people({ people: all, organizations }: Charter): readonly Part[] {
  return all.map(({ id, name, accounts, affiliations }) => {
    const orgs = organizations.filter((org) => affiliations.some((affiliation) => affiliation.org === org.id));
    return {
      kind: 'person',
      title: name,
      text: orgs.map((org) => named(org.name)).join('\n'),
      keywords: [id, ...Object.values(accounts).map(({ login }) => login)].join('\n'),
      where: id,
      url: `/people/${id}`,
    };
  });
}

function organizations({ organizations: all }: Charter): readonly Part[] {
  return all.map(({ id, name, parent }) => {
    const above = all.find((org) => org.id === parent);
    const text = above ? named(above.name) : '';
    return { kind: 'organization', title: name, text, keywords: id, where: id, url: `/organizations/${id}` };
  });
}

function commands(all: readonly FindableCommand[]): readonly Part[] {
  return all.map(({ name, aliases, usage, who, what }) => ({
    kind: 'command',
    title: usage,
    text: { en: `${what.en} ${who.en}`, zh: `${what.zh} ${who.zh}` },
    keywords: [name, ...aliases].join('\n'),
    where: '',
    url: `/commands#${name}`,
  }));
}

/** Everything that a charter version names, and the commands, dated by its adoption. */
export function charterDocuments(
  charter: Charter,
  all: readonly FindableCommand[],
  adoptedAt: Instant,
): readonly SearchDoc[] {
  const parts = [
    ...clauses(charter),
    ...kinds(charter),
    ...bodies(charter),
    ...people(charter),
    ...organizations(charter),
    ...commands(all),
  ];
  return parts.map((part) => ({
    ...part,
    id: `${part.kind}:${part.url.replace(/^\/\w+[/#]/, '')}`,
    at: null,
    version: millis(adoptedAt),
  }));
}
