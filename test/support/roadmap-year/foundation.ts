// The small foundation of the year: its charter in November 2025, and as it is from May 2026 on, when somebody has left.
import { giteeUsers } from '../gitee-world.js';

/** The accounts on Gitee of those who have one there. */
export const onGitee: Readonly<Record<string, { readonly login: string; readonly id: number }>> = {
  'lin-mei': giteeUsers[0],
  'wang-bo': giteeUsers[1],
  'chen-yu': giteeUsers[2],
  'maintainer-mo': { login: 'weihu', id: 9101 },
  stranger: giteeUsers[3],
};

const people = {
  'lin-mei': { id: 1001, name: '{ en: Lin Mei, zh: 林梅 }' },
  'wang-bo': { id: 1002, name: '{ en: Wang Bo, zh: 王博 }' },
  'chen-yu': { id: 1003, name: '{ en: Chen Yu, zh: 陈宇 }' },
  'kofi-mensah': { id: 1004, name: 'Kofi Mensah' },
  'ana-souza': { id: 1005, name: 'Ana Souza' },
  'maintainer-mo': { id: 1101, name: 'Mo' },
} as const;
type Person = keyof typeof people;

function personYml(id: Person): string {
  const gitee = onGitee[id];
  const there = gitee ? `, gitee: { login: ${gitee.login}, id: ${String(gitee.id)} }` : '';
  return `  - { id: ${id}, name: ${people[id].name}, github: { login: ${id}, id: ${String(people[id].id)} }${there} }`;
}

/** Governance files in which these people have the seats of the steering committee; Mo is the only maintainer. */
function filesOf(seats: readonly Person[], roadmap: string) {
  return {
    people: `people:\n${[...seats, 'maintainer-mo' as const].map(personYml).join('\n')}\n`,
    charter: `version: 1
foundation: { id: openclaw, name: { en: OpenClaw Foundation, zh: OpenClaw 基金会 }, license: Apache-2.0, language: both }
repositories: ["github:openclaw/*", "gitee:openclaw/*"]
default_motion: technical
bodies:
  tsc: { name: { en: Technical Steering Committee, zh: 技术指导委员会 }, seats: [${seats.join(', ')}] }
  maintainers: { name: { en: Maintainers, zh: 维护者 }, seats: [maintainer-mo] }
motions:
  technical:
    title: { en: Technical decision, zh: 技术决定 }
    scope: technical
    electorate: [tsc]
    callers: [tsc, maintainers]
    period: P7D
    quorum: ["ballots >= 1/2 of electorate"]
    passes_when: ["yes > 1/2 of cast"]
    remind: never
`,
    roadmap: `version: 1
themes:
  - { id: open-weights, name: { en: Open weights, zh: 开放权重 } }
  - { id: data, name: { en: Data provenance, zh: 数据来源 } }
who: { add: [tsc], move: [tsc, maintainers], status: [tsc, maintainers], drop: [tsc] }
statuses:
  - { when: pull-request-linked, to: in-progress }
  - { when: released, to: shipped }
update_within: P90D
review_every: P180D
${roadmap}`,
  };
}

/** In force from 3 November 2025. Moving an item needs a reason, not a vote. */
export const first = filesOf(
  ['lin-mei', 'wang-bo', 'chen-yu', 'kofi-mensah', 'ana-souza'],
  `horizons: [2026-Q1, 2026-Q2, 2026-Q3, 2026-Q4, later]
motions: { add: technical, drop: technical }
reviewed: 2025-11-03
`,
);

/** In force from 4 May 2026: Kofi has left, and an item is moved by vote only. */
export const second = filesOf(
  ['lin-mei', 'wang-bo', 'chen-yu', 'ana-souza'],
  `horizons: [2026-Q2, 2026-Q3, 2026-Q4, later]
motions: { add: technical, move: technical, drop: technical }
reviewed: 2026-05-04
`,
);
