// Names and texts for views of a roadmap in memory: a commitment is its own text, a person is pN.
import type { IssueShown, Present, RoadmapNames } from '../../src/roadmap/build.js';
import type { World } from './world.js';

export function names(
  issues: Readonly<Record<string, Partial<IssueShown>>> = {},
  order = ['now', 'next', 'later'],
): RoadmapNames {
  return {
    person: (ref) => `p${String(Number.parseInt(ref, 16))}`,
    text: (commitment) => commitment ?? '',
    issue({ subject }) {
      const number = subject.split('#')[1] ?? '';
      const shown = issues[number];
      if (!shown) return null;
      return {
        subject: { forge: 'github', repo: 'example/Models', number },
        title: `Issue ${number}`,
        url: `https://github.com/example/Models/issues/${number}`,
        wish: null,
        measure: null,
        asks: [],
        progress: { done: 0, total: 0 },
        updates: [],
        ...shown,
      };
    },
    orderOf: () => order,
  };
}

export function present(world: World, now: string): Present {
  return { plan: world.adopted.charter.roadmap, adoptedAt: world.register.adoptedAt, now };
}
