// Rules across people.yml: ids and accounts are unique, organizations exist, parents make no cycle, affiliations do not overlap.
import type { OrganizationInput, PersonInput } from '../schema.js';
import type { Path, Problem } from '../problem.js';
import { overlapping, reversed, type Dated } from './dated.js';

/** An entry of a file whose shape is right, with its path. */
export interface Entry<T> {
  readonly path: Path;
  readonly value: T;
}

/** The longest chain of parents. */
const mostParents = 16;

/** Words that stand for no organization. */
const reserved = ['independent', 'unknown'];

function twice<T>(
  entries: readonly Entry<T>[],
  key: (value: T) => string | undefined,
  problem: (key: string) => Pick<Problem, 'message'> & { below: Path },
): Problem[] {
  const seen = new Set<string>();
  return entries.flatMap(({ path, value }) => {
    const own = key(value);
    if (own === undefined) return [];
    if (!seen.has(own)) {
      seen.add(own);
      return [];
    }
    const { below, message } = problem(own);
    return [{ path: [...path, ...below], message }];
  });
}

function twiceById<T extends { readonly id: string }>(entries: readonly Entry<T>[], what: string): Problem[] {
  return twice(
    entries,
    ({ id }) => id,
    (id) => ({ below: ['id'], message: `another ${what} has the id "${id}"` }),
  );
}

function chains(entries: readonly Entry<OrganizationInput>[]): Problem[] {
  const parents = new Map(entries.map(({ value }) => [value.id, value.parent]));
  const reported = new Set<string>();
  return entries.flatMap(({ path, value: { id } }) => {
    const chain = [id];
    let parent = parents.get(id);
    while (parent !== undefined && !chain.includes(parent) && chain.length <= mostParents) {
      chain.push(parent);
      parent = parents.get(parent);
    }
    if (chain.length > mostParents) {
      return [{ path: [...path, 'parent'], message: `more than ${String(mostParents)} parents above "${id}"` }];
    }
    if (parent !== id || reported.has(id)) return [];
    for (const member of chain) reported.add(member);
    return [{ path: [...path, 'parent'], message: `the parents go in a circle: ${[...chain, id].join(' -> ')}` }];
  });
}

/** What is wrong with the organizations among themselves; `known` are all ids, also of entries whose shape is wrong. */
export function organizationProblems(
  entries: readonly Entry<OrganizationInput>[],
  known: readonly string[],
): Problem[] {
  const names = new Set(known);
  const words = entries
    .filter(({ value }) => reserved.includes(value.id))
    .map(({ path, value }) => ({ path: [...path, 'id'], message: `"${value.id}" is reserved` }));
  const parents = entries.flatMap(({ path, value: { parent } }) =>
    parent === undefined || names.has(parent)
      ? []
      : [{ path: [...path, 'parent'], message: `there is no organization "${parent}"`, near: { word: parent, known } }],
  );
  return [...words, ...twiceById(entries, 'organization'), ...parents, ...chains(entries)];
}

function affiliationProblems({ path, value }: Entry<PersonInput>, names: ReadonlySet<string>): Problem[] {
  const known = ['independent', ...names];
  const dated: Dated[] = value.affiliations.map((entry, i) => ({ ...entry, path: [...path, 'affiliations', i] }));
  const undefinedOnes = value.affiliations.flatMap(({ org }, i) =>
    org === 'independent' || names.has(org)
      ? []
      : [
          {
            path: [...path, 'affiliations', i, 'org'],
            message: `there is no organization "${org}"`,
            near: { word: org, known },
          },
        ],
  );
  const message = `${value.id} has another affiliation on some of these days`;
  return [...undefinedOnes, ...reversed(dated), ...overlapping(dated, message)];
}

/** What is wrong with the people; `organizations` are all ids, also of entries whose shape is wrong. */
export function peopleProblems(entries: readonly Entry<PersonInput>[], organizations: readonly string[]): Problem[] {
  const names = new Set(organizations);
  const accounts = (['github', 'gitee'] as const).flatMap((forge) => [
    ...twice(
      entries,
      (person) => person[forge]?.login.toLowerCase(),
      (login) => ({ below: [forge, 'login'], message: `another person has the ${forge} login "${login}"` }),
    ),
    ...twice(
      entries,
      (person) => person[forge]?.id?.toString(),
      (id) => ({ below: [forge, 'id'], message: `another person has the ${forge} account id ${id}` }),
    ),
  ]);
  return [
    ...twiceById(entries, 'person'),
    ...accounts,
    ...entries.flatMap((entry) => affiliationProblems(entry, names)),
  ];
}
