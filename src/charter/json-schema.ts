// The JSON Schema of the charter files, made from the schemas that read them.
import { z } from 'zod';
import { charterSchema, peopleSchema, policySchema, roadmapSchema } from './schema.js';

/** One JSON Schema (draft 2020-12) with a definition for each file, for editors and for the documentation. */
export function charterJsonSchema(): object {
  const files = {
    'charter.yml': charterSchema,
    'people.yml': peopleSchema,
    'policy.yml': policySchema,
    'roadmap.yml': roadmapSchema,
  };
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    title: 'OpenCharter charter files',
    $defs: Object.fromEntries(
      Object.entries(files).map(([name, schema]) => [name, z.toJSONSchema(schema, { io: 'input' })]),
    ),
  };
}
