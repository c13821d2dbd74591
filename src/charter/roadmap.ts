// Makes the model of roadmap.yml, with the defaults of the contract filled in.
import type { ForgeId } from '../shared/refs.js';
import type { Charter, RoadmapPlan, RoadmapVerb } from './charter.js';
import type { RoadmapInput } from './schema.js';

/** The horizons of a roadmap.yml that names none. */
export const defaultHorizons: readonly string[] = ['now', 'next', 'later'];

/** Reads `github:owner/repo:docs/ROADMAP.md`, whose form was checked before; without a path it is `ROADMAP.md`. */
export function publishAt(written: string): { readonly forge: ForgeId; readonly repo: string; readonly path: string } {
  const [forge = '', repo = '', path = 'ROADMAP.md'] = written.split(':');
  return { forge: forge === 'gitee' ? 'gitee' : 'github', repo, path };
}

/**
 * Who may use a verb: the bodies that are named; else the callers of the kind that must carry it; else those of the default kind; else nobody. `status` has no
 * kind of its own.
 */
function whoMay(
  verb: RoadmapVerb,
  { who = {}, motions = {} }: RoadmapInput,
  { motions: kinds, defaultMotion }: Pick<Charter, 'motions' | 'defaultMotion'>,
): RoadmapPlan['who'][RoadmapVerb] {
  const named = who[verb];
  if (named !== undefined) return { bodies: named, clause: `who.${verb}` };
  const id = (verb === 'status' ? undefined : motions[verb]) ?? defaultMotion;
  const kind = kinds.find((one) => one.id === id);
  return kind ? { bodies: kind.callers, clause: `motions.${kind.id}.callers` } : { bodies: [], clause: `who.${verb}` };
}

/** The model of a roadmap.yml in which nothing is wrong. */
export function roadmapPlan(input: RoadmapInput, charter: Pick<Charter, 'motions' | 'defaultMotion'>): RoadmapPlan {
  const { horizons = defaultHorizons, themes = [], motions = {}, publish } = input;
  return {
    horizons,
    themes: themes.map((theme) => (typeof theme === 'string' ? { id: theme, name: theme } : theme)),
    label: input.label,
    who: {
      add: whoMay('add', input, charter),
      move: whoMay('move', input, charter),
      status: whoMay('status', input, charter),
      drop: whoMay('drop', input, charter),
    },
    motions: { add: motions.add ?? null, move: motions.move ?? null, drop: motions.drop ?? null },
    statuses: input.statuses,
    updateWithin: input.update_within ?? null,
    reviewEvery: input.review_every ?? null,
    reviewed: input.reviewed ?? null,
    publish: publish === undefined ? null : publishAt(publish),
  };
}
