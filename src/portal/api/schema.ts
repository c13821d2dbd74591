// The JSON Schema of the roadmap, for those who read its JSON with a library of their own.
import { roadmapObjects } from './roadmap.js';
import { jsonSchema, type NamedSchema } from './resource.js';

/** A schema within another one: what names its dialect stands at the top only. */
function definition(object: NamedSchema): object {
  return { ...jsonSchema(object), $schema: undefined };
}

/**
 * Draft 2020-12: at its top the list that `/api/v1/roadmap` answers; its definitions are an item, a change (`/api/v1/roadmap/changes`) and the numbers
 * (`/api/v1/roadmap/numbers`). `url` is where it is served.
 */
export function roadmapSchema(url: string): object {
  const { item, change, numbers } = roadmapObjects;
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    $id: url,
    title: 'The roadmap of a foundation',
    description: 'The items of the roadmap, newest first. Times are RFC 3339 in UTC.',
    type: 'array',
    items: { $ref: `#/$defs/${item.name}` },
    $defs: Object.fromEntries([item, change, numbers].map((object) => [object.name, definition(object)])),
  };
}
