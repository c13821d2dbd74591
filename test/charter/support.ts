// A small good charter to spoil in tests.
import { createHash } from 'node:crypto';
import { policyProblems } from '../../src/contributions/policies/index.js';
import { formatCharterError, parseCharter, type CharterFiles } from '../../src/charter/parse.js';
import type { Charter } from '../../src/charter/charter.js';

export const people = `organizations:
  - { id: huaxin, name: Huaxin Group }
  - { id: starforge, name: StarForge Labs, type: company, parent: huaxin }
  - { id: norrsken, name: Norrsken }
people:
  - id: lin-mei
    name: { en: Lin Mei, zh: 林梅 }
    github: { login: lin-mei, id: 1001 }
    affiliations:
      - { org: starforge, from: 2024-03-01, until: 2025-12-31 }
      - { org: independent, from: 2026-01-01 }
  - { id: wang-bo, name: Wang Bo, github: { login: wang-bo, id: 1002 }, affiliations: [{ org: starforge }] }
  - { id: chen-yu, name: Chen Yu, gitee: { login: chenyu }, affiliations: [{ org: norrsken }] }
  - { id: ada, name: Ada, affiliations: [{ org: huaxin }] }
`;

export const charter = `version: 1
foundation: { id: example, name: Example }
repositories: ["github:example/*"]
bodies:
  tsc:
    name: Technical committee
    seats: [lin-mei, wang-bo, { person: chen-yu, from: 2026-01-01, until: 2027-12-31 }]
  maintainers:
    name: Maintainers
    seats: [ada, lin-mei]
motions:
  technical:
    title: Technical decision
    scope: technical
    electorate: [tsc]
    period: P7D
    passes_when: ["yes > 1/2 of cast"]
`;

export const today = '2026-11-21';

export function sha256Hex(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

export function parse(files: Partial<CharterFiles> = {}, day = today) {
  return parseCharter(
    { charter, people, policy: null, roadmap: null, ...files },
    { today: day, sha256Hex, policyProblems },
  );
}

export function good(files: Partial<CharterFiles> = {}, day = today): Charter {
  const parsed = parse(files, day);
  if (!parsed.ok) throw new Error(parsed.error.map(formatCharterError).join('\n'));
  return parsed.value;
}

/** The errors as printed; empty when the charter is good. */
export function errors(files: Partial<CharterFiles>, day = today): string[] {
  const parsed = parse(files, day);
  return parsed.ok ? [] : parsed.error.map(formatCharterError);
}
