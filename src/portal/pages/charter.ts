// The charter in force, rendered for reading: every clause in words with an address of its own, then the files as written.
import type { Body } from '../../charter/charter.js';
import { isInForce, topmostParent } from '../../charter/affiliations.js';
import { dayOf } from '../../shared/time.js';
import type { CharterInForce } from '../store.js';
import { kindGroup } from './charter-kinds.js';
import { clause, type Clause, type ClauseGroup } from './clauses.js';
import { kindTitle, personName, type Page, type PageContext } from './page.js';

function foundationClauses(context: PageContext, { charter }: CharterInForce): readonly Clause[] {
  const { t, name } = context.words;
  const { foundation, defaultMotion, prefixOnly, repositories } = charter;
  const label = (key: string): string => t(`charter.label.${key}`);
  return [
    clause('foundation.name', label('name'), name(foundation.name)),
    clause('foundation.license', label('license'), foundation.license ?? t('charter.noLicense')),
    clause('foundation.language', label('language'), t(`charter.language.${foundation.language}`)),
    {
      id: 'repositories',
      label: label('repositories'),
      lines: repositories.map((code) => ({
        text: code.endsWith('/*') ? t('charter.repository.all') : t('charter.repository.one'),
        code,
      })),
    },
    clause(
      'default_motion',
      label('default'),
      defaultMotion === null
        ? t('charter.noDefault')
        : t('charter.default', { kind: kindTitle(context, defaultMotion) }),
    ),
    clause('commands.prefix_only', label('commands'), t(`charter.prefix.${prefixOnly ? 'only' : 'both'}`)),
  ];
}

function seatText(context: PageContext, { person, from, until }: Body['seats'][number]): string {
  const { t, day } = context.words;
  const name = personName(context, person);
  if (from !== null && until !== null) return t('charter.seat.between', { name, from: day(from), until: day(until) });
  if (from !== null) return t('charter.seat.from', { name, from: day(from) });
  return until === null ? name : t('charter.seat.until', { name, until: day(until) });
}

/** Those without dates in one line, then each of the others. */
function seatLines(context: PageContext, { seats }: Body): readonly string[] {
  const dated = seats.filter(({ from, until }) => from !== null || until !== null);
  const undated = seats.filter((seat) => !dated.includes(seat)).map(({ person }) => personName(context, person));
  return [
    ...(undated.length === 0 ? [] : [undated.join(context.words.t('list.joint'))]),
    ...dated.map((seat) => seatText(context, seat)),
  ];
}

function bodyGroup(context: PageContext, body: Body): ClauseGroup {
  const { t, name } = context.words;
  const today = dayOf(context.now);
  const at = `bodies.${body.id}`;
  return {
    id: at,
    title: name(body.name),
    summary: t('charter.seated', { count: body.seats.filter((seat) => isInForce(seat, today)).length }),
    clauses: [
      clause(`${at}.seats`, t('charter.label.seats'), ...seatLines(context, body)),
      {
        id: `${at}.seats_cap`,
        label: t('charter.label.cap'),
        lines:
          body.seatsCap === null
            ? [{ text: t('body.noCap'), code: null }]
            : [{ text: t('bodies.cap', { cap: body.seatsCap }), code: null }],
      },
    ],
  };
}

function sentenceOf({ words }: PageContext, { charter, adoptedAt }: CharterInForce): string {
  return words.t('charter.sentence', {
    day: words.day(adoptedAt),
    kinds: words.t('charter.kinds', { count: charter.motions.length }),
    bodies: words.t('charter.bodies', { count: charter.bodies.length }),
  });
}

function modelOf(context: PageContext, inForce: CharterInForce): object {
  const { charter, adoptedAt, source, files } = inForce;
  const { t } = context.words;
  const bodies = charter.bodies.map((body) => bodyGroup(context, body));
  const kinds = charter.motions.map((kind) => kindGroup(context, inForce, kind));
  const groups = new Set(charter.organizations.map(({ id }) => topmostParent(charter, id)));
  return {
    inForce: { version: charter.version, adoptedAt, source: source === 'files' ? t('charter.fromFiles') : source },
    foundation: foundationClauses(context, inForce),
    bodies,
    kinds,
    people: t('charter.people', { count: charter.people.length }),
    organizations: t('charter.organizations', { count: charter.organizations.length, groups: groups.size }),
    files,
  };
}

export const charterPage: Page = {
  path: '/charter',
  load(context) {
    const { words, inForce } = context;
    return Promise.resolve({
      template: 'charter',
      title: words.t('charter.title'),
      kicker: inForce && words.name(inForce.charter.foundation.name),
      sentence: inForce ? sentenceOf(context, inForce) : words.t('charter.none'),
      json: null,
      model: inForce ? modelOf(context, inForce) : { inForce: null },
    });
  },
};
