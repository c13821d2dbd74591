// Reads the charter files: everything that is wrong with them, or the charter.
import type { z } from 'zod';
import type { Json } from '../shared/canonical.js';
import { err, ok, type Result } from '../shared/result.js';
import type { Day } from '../shared/time.js';
import { build } from './build.js';
import type { Charter, CharterNames } from './charter.js';
import { problemsOf, valueAt } from './issues.js';
import { locate, type CharterError, type CharterFile, type Path, type Position, type Problem } from './problem.js';
import { bodyProblems, defaultMotionProblems, motionProblems } from './rules/bodies.js';
import { electorateProblems } from './rules/electorates.js';
import { organizationProblems, peopleProblems, type Entry } from './rules/people.js';
import { roadmapProblems } from './rules/roadmap.js';
import * as schemas from './schema.js';
import { roadmapPlan } from './roadmap.js';
import { charterVersion, type Sha256Hex } from './version.js';
import { readYaml, type YamlFile } from './yaml.js';

export { formatCharterError, type CharterError } from './problem.js';

/** The texts of the files; null where one is absent. */
export interface CharterFiles {
  readonly charter: string;
  readonly people: string;
  readonly policy: string | null;
  readonly roadmap: string | null;
}

/** What reading a charter needs to know: the day of adoption, by which seats and affiliations are judged, and a hash. */
export interface ParseContext {
  readonly today: Day;
  readonly sha256Hex: Sha256Hex;
  /** What is wrong with policy.yml, under a charter that defines these names. */
  readonly policyProblems: (policy: Json, names: CharterNames) => readonly Problem[];
}

/** At most so many errors are named; one more says how many there are. */
const mostErrors = 100;

interface Found {
  readonly file: CharterFile;
  readonly problem: Problem;
  readonly position: Position;
}

function keysAt(file: Json, key: string): string[] {
  const value = valueAt(file, [key]);
  return value !== undefined && value !== null && typeof value === 'object' ? Object.keys(value) : [];
}

function idsAt(file: Json, key: string): string[] {
  return keysAt(file, key).flatMap((index) => {
    const id = valueAt(file, [key, Number(index), 'id']);
    return typeof id === 'string' ? [id] : [];
  });
}

/** The entries below a key whose shape is right, whatever the others are like. */
function rightOnes<T>(file: Json, key: string, schema: z.ZodType<T>): Entry<T>[] {
  const list = Array.isArray(valueAt(file, [key]));
  return keysAt(file, key).flatMap((part) => {
    const path: Path = [key, list ? Number(part) : part];
    const parsed = schema.safeParse(valueAt(file, path));
    return parsed.success ? [{ path, value: parsed.data }] : [];
  });
}

function charterProblems(charter: Json, people: Json): Problem[] {
  const bodies = keysAt(charter, 'bodies');
  const persons = idsAt(people, 'people');
  const kind = valueAt(charter, ['default_motion']);
  return [
    ...rightOnes(charter, 'bodies', schemas.bodySchema).flatMap((body) => bodyProblems(body, persons)),
    ...rightOnes(charter, 'motions', schemas.motionSchema).flatMap((motion) => motionProblems(motion, bodies)),
    ...defaultMotionProblems(typeof kind === 'string' ? kind : undefined, keysAt(charter, 'motions')),
  ];
}

function everyPeopleProblem(people: Json): Problem[] {
  const organizations = idsAt(people, 'organizations');
  return [
    ...organizationProblems(rightOnes(people, 'organizations', schemas.organizationSchema), organizations),
    ...peopleProblems(rightOnes(people, 'people', schemas.personSchema), organizations),
  ];
}

function sorted(found: readonly Found[]): CharterError[] {
  const names: readonly CharterFile[] = ['charter.yml', 'people.yml', 'policy.yml', 'roadmap.yml'];
  const inOrder = [...found].sort(
    (a, b) =>
      names.indexOf(a.file) - names.indexOf(b.file) ||
      a.position.line - b.position.line ||
      a.position.column - b.position.column,
  );
  const errors = inOrder.slice(0, mostErrors).map(({ file, problem, position }) => locate(file, problem, position));
  const last = errors.at(-1);
  if (last === undefined || inOrder.length <= mostErrors) return errors;
  const message = `and ${String(inOrder.length - mostErrors)} more errors`;
  return [...errors, { ...last, path: '', message, suggestion: null }];
}

/**
 * Reads the charter files. All errors are reported, by file and line (at most 100), except that what depends on who
 * is seated is judged only when all else is right.
 */
export function parseCharter(files: CharterFiles, context: ParseContext): Result<Charter, CharterError[]> {
  const found: Found[] = [];
  function read(file: CharterFile, text: string | null): YamlFile | null {
    if (text === null) return null;
    const yaml = readYaml(text);
    if (yaml.ok) return yaml.value;
    found.push(...yaml.error.map((wrong) => ({ file, ...wrong })));
    return null;
  }
  function report(file: CharterFile, yaml: YamlFile, problems: readonly Problem[]): void {
    for (const problem of problems) {
      found.push({ file, problem, position: yaml.position(problem.path, problem.atKey === true) });
    }
  }
  function shape<T>(file: CharterFile, yaml: YamlFile | null, schema: z.ZodType<T>): T | null {
    if (yaml === null) return null;
    const parsed = schema.safeParse(yaml.value);
    if (parsed.success) return parsed.data;
    report(
      file,
      yaml,
      parsed.error.issues.flatMap((issue) => problemsOf(file, yaml.value, issue)),
    );
    return null;
  }

  const yaml = {
    charter: read('charter.yml', files.charter),
    people: read('people.yml', files.people),
    policy: read('policy.yml', files.policy),
    roadmap: read('roadmap.yml', files.roadmap),
  };
  const charter = shape('charter.yml', yaml.charter, schemas.charterSchema);
  const people = shape('people.yml', yaml.people, schemas.peopleSchema);
  const roadmap = shape('roadmap.yml', yaml.roadmap, schemas.roadmapSchema);
  if (yaml.people) report('people.yml', yaml.people, everyPeopleProblem(yaml.people.value));
  if (yaml.charter && yaml.policy) {
    const { value } = yaml.charter;
    const names = { bodies: keysAt(value, 'bodies'), kinds: keysAt(value, 'motions') };
    report('policy.yml', yaml.policy, context.policyProblems(yaml.policy.value, names));
  }
  if (yaml.charter && yaml.roadmap && roadmap) {
    const { value } = yaml.charter;
    const repositories = schemas.charterSchema.shape.repositories.safeParse(valueAt(value, ['repositories'])).data;
    const names = { bodies: keysAt(value, 'bodies'), kinds: keysAt(value, 'motions'), repositories };
    report('roadmap.yml', yaml.roadmap, roadmapProblems(roadmap, names));
  }
  if (yaml.charter && yaml.people) {
    report('charter.yml', yaml.charter, charterProblems(yaml.charter.value, yaml.people.value));
  }
  if (found.length > 0 || !yaml.charter || !yaml.people || !charter || !people) return err(sorted(found));

  const model = build(charter, people);
  report('charter.yml', yaml.charter, electorateProblems(model, context.today));
  if (found.length > 0) return err(sorted(found));
  const written = {
    charter: yaml.charter.value,
    people: yaml.people.value,
    policy: yaml.policy?.value ?? null,
    roadmap: yaml.roadmap?.value ?? null,
  };
  return ok({
    version: charterVersion(written, context.sha256Hex),
    policy: written.policy,
    roadmap: roadmap && roadmapPlan(roadmap, model),
    ...model,
  });
}
