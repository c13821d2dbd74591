// The shapes of the charter files as they are written (zod): strict, with the defaults of the contract.
import { z } from 'zod';
import { parseIsoDuration } from '../shared/duration.js';
import { parseShare } from '../shared/fraction.js';
import { parseCondition } from './condition.js';

const day = 24 * 60 * 60 * 1000;

/** A mapping with these keys only. The message of an unknown key lists the known ones; `issues.ts` reads them there. */
function strict<Shape extends z.core.$ZodShape>(shape: Shape) {
  return z.strictObject(shape, {
    error: (issue) => (issue.code === 'unrecognized_keys' ? Object.keys(shape).join(', ') : undefined),
  });
}

function atMost(count: number): (mapping: object) => boolean {
  return (mapping) => Object.keys(mapping).length <= count;
}

const id = z
  .string()
  .regex(/^[a-z0-9][a-z0-9-]{0,63}$/, 'an id is 1 to 64 of a-z, 0-9 and "-", and does not begin with "-"');
const date = z.iso.date({ error: 'a day is written YYYY-MM-DD' });
const shortText = z.string().trim().min(1, 'the text is empty').max(200, 'the text is longer than 200 characters');
const localText = z.union([
  shortText,
  strict({ en: shortText.optional(), zh: shortText.optional() }).refine(
    (name) => name.en !== undefined || name.zh !== undefined,
    'needs en, zh or both',
  ),
]);

const durationMessages = {
  malformed: 'a duration is written like P7D or PT36H',
  'calendar-unit': 'months and years have no fixed length: write days, like P30D',
  'too-long': 'longer than ten years',
} as const;

const duration = z.string().transform((text, context) => {
  const parsed = parseIsoDuration(text);
  if (parsed.ok) return parsed.value;
  context.addIssue({ code: 'custom', message: durationMessages[parsed.error] });
  return z.NEVER;
});

const positiveDuration = duration.refine((ms) => ms > 0, 'must be longer than nothing');

const condition = z.string().transform((text, context) => {
  const parsed = parseCondition(text);
  if (parsed.ok) return parsed.value;
  context.addIssue({ code: 'custom', message: parsed.error });
  return z.NEVER;
});

const conditions = z.array(condition).max(10, 'at most 10 conditions');
const names = z.array(z.string()).min(1, 'names at least one body').max(50, 'names at most 50 bodies');

/** One entry of `organizations` in people.yml. */
export const organizationSchema = strict({
  id,
  name: localText,
  type: z.enum(['company', 'university', 'startup', 'nonprofit']).optional(),
  parent: z.string().optional(),
});

const account = strict({
  login: z.string().regex(/^[A-Za-z0-9][A-Za-z0-9_.-]{0,99}$/, 'is not a login of this forge'),
  id: z.int().min(1, 'an account id is a positive number').optional(),
});

/** One entry of `people` in people.yml. */
export const personSchema = strict({
  id,
  name: localText,
  github: account.optional(),
  gitee: account.optional(),
  affiliations: z
    .array(strict({ org: z.string(), from: date.optional(), until: date.optional() }))
    .max(100, 'at most 100 affiliations')
    .default([]),
});

/** people.yml */
export const peopleSchema = strict({
  organizations: z.array(organizationSchema).max(1000, 'at most 1000 organizations').default([]),
  people: z.array(personSchema).max(5000, 'at most 5000 people'),
});

/** One body in charter.yml. */
export const bodySchema = strict({
  name: localText,
  seats: z.array(z.union([z.string(), strict({ person: z.string(), from: date.optional(), until: date.optional() })])),
  seats_cap: z
    .string()
    .refine((text) => parseShare(text) !== null, 'a share is n/d with 0 < n <= d, or p% with 0 < p <= 100')
    .optional(),
});

/** One kind of motion in charter.yml. Durations become milliseconds. */
export const motionSchema = strict({
  title: localText,
  scope: z.enum(['technical', 'governance', 'entrenched']),
  electorate: names,
  callers: names.optional(),
  seconds: z.int().min(0, 'must not be negative').default(0),
  notice: duration.default(0),
  period: positiveDuration,
  method: z.enum(['majority']).default('majority'),
  quorum: conditions.default([]),
  passes_when: conditions.min(1, 'a majority needs at least one condition'),
  close_early: z.enum(['never', 'when-decided']).default('never'),
  minimum_period: duration.optional(),
  on_push: z.enum(['supersede', 'keep', 'lost']).default('supersede'),
  remind: z.union([z.literal('never').transform(() => null), positiveDuration]).default(day),
});

/** The `foundation` of charter.yml. */
export const foundationSchema = strict({
  id,
  name: localText,
  license: shortText.optional(),
  language: z.enum(['en', 'zh', 'both']).default('en'),
});

const pattern = z
  .string()
  .regex(
    /^(?:github|gitee):[A-Za-z0-9][A-Za-z0-9_.-]{0,99}\/(?:\*|(?!\.{1,2}$)[A-Za-z0-9_.-]{1,100})$/,
    'a repository is written github:owner/repo, gitee:owner/repo, or with owner/* for all of an owner',
  );

/** charter.yml */
export const charterSchema = strict({
  version: z.literal(1),
  foundation: foundationSchema,
  repositories: z.array(pattern).min(1, 'names at least one repository').max(1000, 'at most 1000 repositories'),
  default_motion: z.string().optional(),
  commands: strict({ prefix_only: z.boolean().default(false) }).default({ prefix_only: false }),
  bodies: z.record(id, bodySchema).refine(atMost(100), 'at most 100 bodies'),
  motions: z.record(id, motionSchema).refine(atMost(50), 'at most 50 kinds of motion'),
});

/** policy.yml. What stands in an entry is for the policies themselves to read. */
export const policySchema = strict({
  version: z.literal(1),
  policies: z.record(id, z.looseObject({})).default({}),
});

const horizon = z
  .string()
  .regex(
    /^(?:[a-z0-9][a-z0-9-]{0,63}|[1-9]\d{3}-Q[1-4])$/,
    'a horizon is an id (a-z, 0-9 and "-") or a quarter like 2026-Q4',
  )
  .refine((name) => !/^\d{4}-q\d$/.test(name), 'a quarter is written with a capital Q, like 2026-Q4');

/** A status that a rule of roadmap.yml may set, and what brings it. */
const statusRule = strict({
  when: z.enum(['pull-request-linked', 'pull-requests-merged', 'milestone-closed', 'released']),
  to: z.enum(['in-progress', 'shipped']),
});

/** roadmap.yml */
export const roadmapSchema = strict({
  version: z.literal(1),
  horizons: z.array(horizon).min(1, 'names at least one horizon').max(100, 'at most 100 horizons').optional(),
  themes: z
    .array(z.union([id, strict({ id, name: localText })]))
    .max(100, 'at most 100 themes')
    .optional(),
  label: z
    .string()
    .regex(/^[^\s,](?:[^,\p{Cc}]{0,48}[^\s,])?$/u, 'a label has 1 to 50 characters, no comma, and no space at its ends')
    .default('roadmap'),
  who: strict({
    add: names.optional(),
    move: names.optional(),
    status: names.optional(),
    drop: names.optional(),
  }).optional(),
  motions: strict({
    add: z.string().optional(),
    move: z.string().optional(),
    drop: z.string().optional(),
  }).optional(),
  statuses: z.array(statusRule).max(20, 'at most 20 rules').default([]),
  update_within: positiveDuration.optional(),
  review_every: positiveDuration.optional(),
  reviewed: date.optional(),
  publish: z
    .string()
    .regex(
      /^(?:github|gitee):[A-Za-z0-9][A-Za-z0-9_.-]{0,99}\/(?!\.{1,2}(?::|$))[A-Za-z0-9_.-]{1,100}(?::(?!\/|(?:.*\/)?\.{1,2}\/)[^\s\p{Cc}:]{1,200}\.md)?$/u,
      'where ROADMAP.md is proposed is written github:owner/repo, or github:owner/repo:docs/ROADMAP.md',
    )
    .optional(),
});

export type OrganizationInput = z.infer<typeof organizationSchema>;
export type PersonInput = z.infer<typeof personSchema>;
export type BodyInput = z.infer<typeof bodySchema>;
export type MotionInput = z.infer<typeof motionSchema>;
export type RoadmapInput = z.infer<typeof roadmapSchema>;
