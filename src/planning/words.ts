// Names of the charter that the comments about the roadmap need.
import type { Charter, RoadmapVerb } from '../charter/charter.js';
import type { LocalText } from '../shared/text.js';

/** The names of the bodies whose members may use a verb of the roadmap; none where nobody may. */
export function bodyNames({ bodies, roadmap }: Charter, verb: RoadmapVerb): readonly (string | LocalText)[] {
  const may = roadmap?.who[verb].bodies ?? [];
  return may.map((id) => bodies.find((body) => body.id === id)?.name ?? id);
}
