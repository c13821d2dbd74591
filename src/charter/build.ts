// Makes the charter model of files whose shape is right, with the defaults of the contract filled in.
import type { z } from 'zod';
import type { Affiliation, Body, MotionKind, Organization, Person } from './charter.js';
import type { Model } from './rules/electorates.js';
import type { BodyInput, charterSchema, MotionInput, OrganizationInput, peopleSchema, PersonInput } from './schema.js';

const threeDays = 3 * 24 * 60 * 60 * 1000;

function dated(entry: { from?: string | undefined; until?: string | undefined }): Pick<Affiliation, 'from' | 'until'> {
  return { from: entry.from ?? null, until: entry.until ?? null };
}

function organization({ id, name, type, parent }: OrganizationInput): Organization {
  return { id, name, type: type ?? null, parent: parent ?? null };
}

function person({ id, name, github, gitee, affiliations }: PersonInput): Person {
  return {
    id,
    name,
    accounts: {
      ...(github && { github: { login: github.login, id: github.id ?? null } }),
      ...(gitee && { gitee: { login: gitee.login, id: gitee.id ?? null } }),
    },
    affiliations: affiliations.map((entry) => ({ org: entry.org, ...dated(entry) })),
  };
}

function body(id: string, { name, seats, seats_cap: seatsCap }: BodyInput): Body {
  return {
    id,
    name,
    seats: seats.map((seat) =>
      typeof seat === 'string' ? { person: seat, ...dated({}) } : { person: seat.person, ...dated(seat) },
    ),
    seatsCap: seatsCap ?? null,
  };
}

function motionKind(id: string, kind: MotionInput): MotionKind {
  return {
    id,
    title: kind.title,
    scope: kind.scope,
    electorate: kind.electorate,
    callers: kind.callers ?? kind.electorate,
    seconds: kind.seconds,
    notice: kind.notice,
    period: kind.period,
    method: kind.method,
    quorum: kind.quorum,
    passesWhen: kind.passes_when,
    closeEarly: kind.close_early,
    minimumPeriod: kind.minimum_period ?? Math.min(kind.period, threeDays),
    onPush: kind.on_push,
    remind: kind.remind,
  };
}

/** The model of two files; nothing in it has been checked beyond its shape. */
export function build(charter: z.infer<typeof charterSchema>, people: z.infer<typeof peopleSchema>): Model {
  const { id, name, license, language } = charter.foundation;
  return {
    foundation: { id, name, license: license ?? null, language },
    repositories: charter.repositories,
    defaultMotion: charter.default_motion ?? null,
    prefixOnly: charter.commands.prefix_only,
    bodies: Object.entries(charter.bodies).map(([key, value]) => body(key, value)),
    motions: Object.entries(charter.motions).map(([key, value]) => motionKind(key, value)),
    organizations: people.organizations.map(organization),
    people: people.people.map(person),
  };
}
