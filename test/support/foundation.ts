// The foundation of the tests: its people, with accounts on both forges, its repositories and its charter.
import type { ForgeId } from '../../src/shared/refs.js';

/** Seven members of the TSC of six groups, two maintainers, and some outside. */
export const members = [
  'lin-mei',
  'wang-bo',
  'chen-yu',
  'kofi-mensah',
  'ana-souza',
  'yuki-tanaka',
  'ola-nowak',
] as const;

export const seed = {
  users: [
    ...members.map((login, i) => ({ login, id: 1001 + i })),
    { login: 'maintainer-mo', id: 1101 },
    { login: 'maintainer-mi', id: 1102 },
    { login: 'stranger', id: 6666 },
    { login: 'other-bot[bot]', id: 7777, type: 'Bot' as const },
  ],
  organizations: [{ login: 'openclaw', id: 2001, members: [...members, 'maintainer-mo', 'maintainer-mi'] }],
  repositories: [
    { name: 'openclaw/models', id: 3001 },
    { name: 'openclaw/docs', id: 3002 },
    { name: 'stranger/thing', id: 3004 },
  ],
  installedOn: ['openclaw', 'stranger'],
};

export const peopleYml = `
organizations:
  - { id: huaxin-group, name: Huaxin Group }
  - { id: starforge, name: StarForge Labs, type: company, parent: huaxin-group }
  - { id: beta-university, name: Beta University, type: university }
people:
${seed.users
  .slice(0, 9)
  .map(({ login, id }, i) => {
    const org = i < 2 ? 'starforge' : i < 4 ? 'beta-university' : 'independent';
    return `  - { id: ${login}, name: { en: "${login}", zh: "${login}" }, github: { login: ${login}, id: ${String(id)} }, affiliations: [{ org: ${org} }] }`;
  })
  .join('\n')}
`;

/** The charter of the tests; each kind is there for one rule. */
export const charterYml = `
version: 1
foundation: { id: openclaw, name: { en: OpenClaw Foundation, zh: OpenClaw 基金会 }, license: Apache-2.0, language: en }
repositories: ["github:openclaw/*"]
default_motion: technical
bodies:
  tsc: { name: { en: Technical Steering Committee, zh: 技术指导委员会 }, seats: [${members.join(', ')}] }
  maintainers: { name: { en: Maintainers, zh: 维护者 }, seats: [maintainer-mo, maintainer-mi] }
motions:
  technical:
    title: { en: Technical decision, zh: 技术决定 }
    scope: technical
    electorate: [tsc]
    callers: [tsc, maintainers]
    period: P7D
    quorum: ["ballots >= 1/2 of electorate"]
    passes_when: ["yes > 1/2 of cast"]
  quick:
    title: { en: Quick decision, zh: 快速决定 }
    scope: technical
    electorate: [tsc]
    period: P7D
    quorum: ["ballots >= 1/2 of electorate"]
    passes_when: ["yes > 1/2 of electorate"]
    close_early: when-decided
    minimum_period: P1D
  noticed:
    title: { en: Noticed decision, zh: 公示决定 }
    scope: governance
    electorate: [tsc]
    seconds: 2
    notice: P3D
    period: P7D
    passes_when: ["yes >= 2/3 of cast"]
  kept:
    title: { en: Kept on push, zh: 推送后保留 }
    scope: technical
    electorate: [tsc]
    period: P7D
    on_push: keep
    passes_when: ["yes > no"]
  fragile:
    title: { en: Lost on push, zh: 推送后失败 }
    scope: technical
    electorate: [tsc]
    period: P7D
    on_push: lost
    remind: never
    passes_when: ["yes > no"]
`;

/** The id on a forge of an account that has this one on GitHub: each forge counts its own. */
export function idOn(forge: ForgeId, id: number): number {
  return forge === 'github' ? id : id + 4000;
}

/** People.yml where all have their accounts on this forge, under the logins they have on GitHub. */
export function peopleOn(forge: ForgeId, people: string): string {
  return people.replace(
    /github: \{ login: (\S+), id: (\d+) \}/g,
    (_, login: string, id: string) => `${forge}: { login: ${login}, id: ${String(idOn(forge, Number(id)))} }`,
  );
}

/** A charter whose repositories are those of this forge. */
export function charterOn(forge: ForgeId, charter: string): string {
  return charter.replace('repositories: ["github:', `repositories: ["${forge}:`);
}
