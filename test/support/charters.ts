// Charters for tests of motions: people p1, p2, ... with account 1001, 1002, ... and a ref each, and one kind whose rule the test writes.
import { createHash } from 'node:crypto';
import { policyProblems } from '../../src/contributions/policies/index.js';
import type { AdoptedCharter } from '../../src/charter/adopted.js';
import { formatCharterError, parseCharter } from '../../src/charter/parse.js';
import type { Day } from '../../src/shared/time.js';

export interface CharterOptions {
  /** How many people there are; all are seated in `tsc` unless `seats` says otherwise. */
  readonly people?: number;
  /** Fields of the kind `technical`, as YAML. */
  readonly rule?: string;
  readonly seats?: string;
  /** Organizations of p1, p2, ...; the others are independent. */
  readonly organizations?: readonly (string | null)[];
  /** More kinds, as YAML lines of two spaces. */
  readonly kinds?: string;
  readonly withoutTechnical?: boolean;
  readonly today?: Day;
}

const plainRule = 'period: P7D, passes_when: ["yes > 1/2 of cast"]';

export function personNames(count: number): readonly string[] {
  return Array.from({ length: count }, (_, i) => `p${String(i + 1)}`);
}

/** The ref of pN: N in hex, sixteen digits. */
export function refOf(person: string): string {
  return Number(person.slice(1)).toString(16).padStart(16, '0');
}

export function accountOf(person: string) {
  return { forge: 'github', id: 1000 + Number(person.slice(1)), login: person, bot: false } as const;
}

/** Reads YAML texts as a charter in force. Throws with the charter's errors. */
export function adopt({
  people: count = 5,
  rule = plainRule,
  seats = `[${personNames(count).join(', ')}]`,
  organizations = [],
  kinds = '',
  withoutTechnical = false,
  today = '2026-03-01',
}: CharterOptions = {}): AdoptedCharter {
  const names = personNames(count);
  const parents = '  - { id: parent, name: Parent }\n  - { id: child, name: Child, parent: parent }\n';
  const others = [
    ...new Set(organizations.filter((org) => org !== null && !['parent', 'child', 'independent'].includes(org))),
  ];
  const technical = `  technical: { title: T, scope: technical, electorate: [tsc], callers: [tsc, callers], ${rule} }\n`;
  const parsed = parseCharter(
    {
      charter: `version: 1
foundation: { id: example, name: Example }
repositories: ["github:example/*"]
bodies:
  tsc: { name: TSC, seats: ${seats} }
  callers: { name: Callers, seats: [p1] }
motions:
${withoutTechnical ? '' : technical}${kinds}`,
      people: `organizations:
${parents}${others.map((org) => `  - { id: ${String(org)}, name: Org }\n`).join('')}people:
${names
  .map((id, i) => {
    const org = organizations[i];
    const affiliations = org === undefined ? '[{ org: independent }]' : org === null ? '[]' : `[{ org: ${org} }]`;
    return `  - { id: ${id}, name: N, github: { login: ${id}, id: ${String(1001 + i)} }, affiliations: ${affiliations} }`;
  })
  .join('\n')}
`,
      policy: null,
      roadmap: null,
    },
    { today, sha256Hex: (text) => createHash('sha256').update(text).digest('hex'), policyProblems },
  );
  if (!parsed.ok) throw new Error(parsed.error.map(formatCharterError).join('\n'));
  return {
    charter: parsed.value,
    refs: new Map(names.map((id) => [id, refOf(id)])),
    accounts: new Map(names.map((id) => [`github:${String(accountOf(id).id)}`, id])),
  };
}
