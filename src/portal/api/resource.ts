// What a resource of the API is: its path, its schema, and where its objects come from.
import { z } from 'zod';
import type { PolicyWords } from '../../replies/policy-words.js';
import type { ListPage, ListQuery } from '../../shared/page.js';
import type { Clock } from '../../shared/time.js';
import type { FilterField } from '../list.js';
import type { PortalStore } from '../store.js';

/** What resources read from. */
export interface ApiSource {
  readonly store: PortalStore;
  readonly clock: Clock;
  readonly policyWords: PolicyWords;
}

/** An object's schema and its name in the OpenAPI description. */
export interface NamedSchema {
  readonly name: string;
  readonly schema: z.ZodType;
}

interface Described {
  /** Below `/api/v1`, Express style: `/motions/:id`. What stands for the parameters is handed over in their order. */
  readonly path: string;
  readonly summary: string;
  /** Of one object, in a list too. */
  readonly object: NamedSchema;
  /** It tells what changes without a word to the cache, such as the queues: read anew for each reader. */
  readonly live?: true;
}

export interface ItemResource extends Described {
  readonly type: 'item';
  /** Null when there is none with these values of the path's parameters. */
  find(source: ApiSource, ...values: readonly string[]): Promise<object | null>;
}

export interface ListResource extends Described {
  readonly type: 'list';
  /** Its filters, where they are not the object's own fields. */
  readonly filters?: readonly FilterField[];
  /** Null when what the path's parameters name is not there. */
  list(source: ApiSource, query: ListQuery, ...values: readonly string[]): Promise<ListPage<object> | null>;
}

export type Resource = ItemResource | ListResource;

/** The names of a path's parameters, in order. */
export function parameterNames(path: string): readonly string[] {
  return [...path.matchAll(/:(\w+)/g)].map(([, name = '']) => name);
}

/** What a list can be filtered by. */
export function filtersOf({ filters, object }: ListResource): readonly FilterField[] {
  return filters ?? filterFields(object);
}

const objectSchema = z.object({
  type: z.literal('object'),
  properties: z.record(z.string(), z.unknown()),
  required: z.array(z.string()),
  additionalProperties: z.boolean(),
});

/** JSON Schema, draft 2020-12, of what the API answers. */
export function jsonSchema({ schema }: NamedSchema): object {
  return objectSchema.parse(z.toJSONSchema(schema, { io: 'output' }));
}

const formSchema = z.object({
  type: z.union([z.string().transform((type) => [type]), z.array(z.string())]).optional(),
  enum: z.array(z.string().nullable()).optional(),
});
const fieldSchema = formSchema.extend({ anyOf: z.array(formSchema).optional() });
const fieldsSchema = z.object({ properties: z.record(z.string(), fieldSchema) });

const scalarTypes = new Set(['string', 'integer', 'number', 'boolean', 'null']);

/** The fields of an object that hold one text, number or truth value: those a list can be filtered by. */
function filterFields(object: NamedSchema): readonly FilterField[] {
  const { properties } = fieldsSchema.parse(jsonSchema(object));
  return Object.entries(properties).flatMap(([name, property]) => {
    const forms = property.anyOf ?? [property];
    if (!forms.every(({ type }) => type?.every((one) => scalarTypes.has(one)))) return [];
    const valued = forms.filter(({ type }) => !(type?.length === 1 && type[0] === 'null'));
    const values = valued.map((form) => (form.type?.includes('boolean') ? ['true', 'false'] : (form.enum ?? null)));
    const [only = null] = values.length === 1 ? values : [];
    return [{ name, values: only?.filter((value) => value !== null) ?? null }];
  });
}
