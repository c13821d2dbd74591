// GitHub's own OpenAPI description as a judge: are these requests, answers and webhooks as GitHub has them?
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { Ajv, type ValidateFunction } from 'ajv';
import addFormats from 'ajv-formats';
import type { Call } from '../../src/sandbox/forge/calls.js';

type Json = Readonly<Record<string, unknown>>;

const file = createRequire(import.meta.url).resolve('@octokit/openapi/generated/api.github.com.json');
const description = record(JSON.parse(readFileSync(file, 'utf8')));

const ajv = new Ajv({ strict: false, allErrors: false, logger: false });
addFormats.default(ajv);
const added = new Set<string>();
const compiled = new Map<unknown, ValidateFunction>();

function isRecord(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function record(value: unknown): Json {
  return isRecord(value) ? value : {};
}

/** Follows keys into the description, through references to shared parts. */
function at(from: unknown, ...keys: readonly string[]): unknown {
  const found = keys.reduce((value, key) => record(resolved(value))[key], from);
  return resolved(found);
}

function resolved(value: unknown): unknown {
  const ref = record(value)['$ref'];
  if (typeof ref !== 'string' || ref.startsWith('#/components/schemas/')) return value;
  return at(description, ...ref.slice(2).split('/'));
}

/** Rewrites OpenAPI 3.0 into JSON Schema: `nullable`, and references by the name of the schema, each added when first needed. */
function rewritten(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(rewritten);
  if (!isRecord(value)) return value;
  if (typeof value['$ref'] === 'string') return { $ref: needed(value['$ref'].split('/').at(-1) ?? '') };
  const parts = Object.entries(value).filter(([key, part]) => key !== 'nullable' || typeof part !== 'boolean');
  const schema = Object.fromEntries(parts.map(([key, part]) => [isUnion(key, part) ? 'anyOf' : key, rewritten(part)]));
  return value['nullable'] === true ? { anyOf: [{ type: 'null' }, schema] } : schema;
}

/**
 * Two mistakes in GitHub's description: of GET /app/installations, an account that is a user and an enterprise at once; of PUT /repos/.../contents, an
 * error that is to be of one of two kinds and always is of both.
 */
function isUnion(key: string, parts: unknown): boolean {
  if (!Array.isArray(parts)) return false;
  if (key === 'allOf') return parts.some((part) => record(part)['title'] === 'Enterprise');
  const isViolation = (part: unknown) => String(record(part)['$ref']).endsWith('/repository-rule-violation-error');
  return key === 'oneOf' && parts.some(isViolation);
}

function needed(name: string): string {
  const id = `github:${name}`;
  if (!added.has(id)) {
    added.add(id);
    ajv.addSchema(record(rewritten(at(description, 'components', 'schemas', name))), id);
  }
  return id;
}

function judge(schema: unknown, value: unknown): string | null {
  const validate = compiled.get(schema) ?? ajv.compile(record(rewritten(schema)));
  compiled.set(schema, validate);
  return validate(value) ? null : ajv.errorsText(validate.errors);
}

function unknownQuery(operation: unknown, query: Json): string | null {
  const list = at(operation, 'parameters');
  const names = Array.isArray(list) ? list.map((one) => at(one, 'name')) : [];
  const unknown = Object.keys(query).filter((name) => !names.includes(name));
  return unknown.length > 0 ? `unknown query: ${unknown.join(', ')}` : null;
}

function badRequest(operation: unknown, { requestBody, query }: Call): string | null {
  const schema = at(operation, 'requestBody', 'content', 'application/json', 'schema');
  if (schema === undefined)
    return requestBody === null ? unknownQuery(operation, query) : 'has a body where none belongs';
  const optional = requestBody === null && at(operation, 'requestBody', 'required') !== true;
  return (optional ? null : judge(schema, requestBody)) ?? unknownQuery(operation, query);
}

function badAnswer(operation: unknown, { status, responseBody }: Call): string | null {
  const answer = at(operation, 'responses', String(status));
  const schema = at(answer, 'content', 'application/json', 'schema');
  if (status !== null && status < 300) {
    if (answer === undefined) return `${status} is not described`;
    return schema === undefined ? (responseBody === null ? null : 'has a body') : judge(schema, responseBody);
  }
  return judge(schema ?? { $ref: '#/components/schemas/basic-error' }, responseBody);
}

/** What in these calls is not as GitHub describes it; empty when all is. Calls with a fault, requests refused as invalid, and GraphQL are not judged. */
export function violations(calls: readonly Call[]): readonly string[] {
  return calls.flatMap((call) => {
    const { method, template, fault, path } = call;
    if (fault !== null || template === '/graphql') return [];
    const operation = at(description, 'paths', template ?? path, method.toLowerCase());
    if (operation === undefined) return [`${method} ${template ?? path}: not described`];
    const request = call.status === 422 ? null : badRequest(operation, call);
    const found = [request && `request ${request}`, badAnswer(operation, call)];
    return found.flatMap((problem) =>
      problem ? [`${method} ${template ?? path} ${call.status ?? '-'}: ${problem}`] : [],
    );
  });
}

/** What in a webhook's body is not as GitHub describes it, or null. */
export function webhookViolation(event: string, action: string | null, body: string): string | null {
  const name = [event, action].filter(Boolean).join('-').replaceAll('_', '-');
  const schema = at(description, 'x-webhooks', name, 'post', 'requestBody', 'content', 'application/json', 'schema');
  if (schema === undefined) return `${name}: not described`;
  const problem = judge(schema, JSON.parse(body));
  return problem === null ? null : `${name}: ${problem}`;
}
