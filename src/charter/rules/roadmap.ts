// Rules across roadmap.yml: names are defined and given once, quarters stand in their order, ROADMAP.md goes to a repository of the foundation.
import { isQuarter } from '../../shared/quarter.js';
import type { Path, Problem } from '../problem.js';
import { isFoundationRepository } from '../repositories.js';
import { publishAt } from '../roadmap.js';
import type { RoadmapInput } from '../schema.js';

/** What charter.yml defines. `repositories` is missing while that list is itself wrong. */
export interface DefinedNames {
  readonly bodies: readonly string[];
  readonly kinds: readonly string[];
  readonly repositories?: readonly string[] | undefined;
}

function twice(names: readonly string[], path: (index: number) => Path, what: string): Problem[] {
  return names.flatMap((name, i) =>
    names.indexOf(name) === i ? [] : [{ path: path(i), message: `the ${what} "${name}" is named before` }],
  );
}

/** A list is from the soonest to the latest, so its quarters follow the calendar. */
function quarterProblems(horizons: readonly string[]): Problem[] {
  let latest = '';
  return horizons.flatMap((horizon, i) => {
    if (!isQuarter(horizon)) return [];
    if (horizon >= latest) {
      latest = horizon;
      return [];
    }
    return [{ path: ['horizons', i], message: `${horizon} stands after ${latest}: put the quarters in their order` }];
  });
}

/** What is wrong with a roadmap.yml whose shape is right. */
export function roadmapProblems(roadmap: RoadmapInput, { bodies, kinds, repositories }: DefinedNames): Problem[] {
  const { horizons = [], themes = [], who = {}, motions = {}, publish, review_every: every, reviewed } = roadmap;
  const themeIds = themes.map((theme) => (typeof theme === 'string' ? theme : theme.id));
  const unknownBodies = Object.entries(who).flatMap(([verb, named = []]) =>
    named.flatMap((body, i): Problem[] =>
      bodies.includes(body)
        ? []
        : [{ path: ['who', verb, i], message: `there is no body "${body}"`, near: { word: body, known: bodies } }],
    ),
  );
  const unknownKinds = Object.entries(motions).flatMap(([verb, kind]): Problem[] =>
    kind === undefined || kinds.includes(kind)
      ? []
      : [{ path: ['motions', verb], message: `there is no motion kind "${kind}"`, near: { word: kind, known: kinds } }],
  );
  const outside: Problem[] = [];
  if (publish !== undefined && repositories !== undefined) {
    const { forge, repo } = publishAt(publish);
    if (!isFoundationRepository({ repositories }, forge, repo)) {
      outside.push({ path: ['publish'], message: `${forge}:${repo} is none of the repositories in charter.yml` });
    }
  }
  if (reviewed !== undefined && every === undefined) {
    outside.push({ path: ['reviewed'], message: 'needs review_every beside it', atKey: true });
  }
  return [
    ...twice(horizons, (i) => ['horizons', i], 'horizon'),
    ...quarterProblems(horizons),
    ...twice(themeIds, (i) => (typeof themes[i] === 'string' ? ['themes', i] : ['themes', i, 'id']), 'theme'),
    ...unknownBodies,
    ...unknownKinds,
    ...outside,
  ];
}
