// Policy paths: changed paths that need a carried motion of a kind in this pull request, for this head, or that are forbidden.
import { z } from 'zod';
import type { CharterNames } from '../../charter/charter.js';
import type { Problem } from '../../charter/problem.js';
import { namesOf } from '../changed-paths.js';
import type { ChangedFile, Known, PullRequest } from '../facts.js';
import { fail, pass, skip, words, type Detail, type Judgement, type Mend } from '../finding.js';
import { line, options } from '../options.js';
import type { Matcher } from '../patterns/automaton.js';
import { compileGlob } from '../patterns/glob.js';
import type { Policy } from '../policy.js';
import { quoted } from '../shell.js';

const glob = z.string().superRefine((written, context) => {
  const read = compileGlob(written);
  if (read.ok) return;
  const { code, at, written: found } = read.error;
  context.addIssue({ code: 'custom', message: `the glob is ${code} at character ${String(at + 1)}: ${found}` });
});

const rule = z
  .strictObject({
    paths: z.array(glob).min(1, 'a rule names at least one glob').max(100, 'at most 100 globs'),
    /** The kind of motion that lets these paths be changed. */
    motion: line.optional(),
    forbidden: z.literal(true).optional(),
  })
  .refine(({ motion, forbidden }) => (motion === undefined) !== (forbidden === undefined), {
    error: 'a rule has either motion: KIND or forbidden: true',
  });

const schema = options({ rules: z.array(rule).max(100, 'at most 100 rules').default([]) });

export type PathsOptions = z.infer<typeof schema>;
export type PathRule = PathsOptions['rules'][number];

/** What a rule found: `names` are the paths that match, old names too; `files` the files they belong to. */
interface Hit {
  readonly rule: PathRule;
  readonly names: readonly string[];
  readonly files: readonly ChangedFile[];
}

function matchersOf({ paths }: PathRule): readonly Matcher[] {
  return paths.map((written) => {
    const read = compileGlob(written);
    if (!read.ok) throw new Error(`a glob of the options cannot be read: ${written}`);
    return read.value;
  });
}

function hitsOf(files: readonly ChangedFile[], rules: readonly PathRule[]): readonly Hit[] {
  const named = files.flatMap((file) => namesOf(file).map((name) => ({ file, name })));
  return rules.flatMap((one) => {
    const matchers = matchersOf(one);
    const hit = named.filter(({ name }) => matchers.some((matcher) => matcher.matches(name)));
    if (hit.length === 0) return [];
    return [{ rule: one, names: hit.map(({ name }) => name), files: [...new Set(hit.map(({ file }) => file))] }];
  });
}

function detailsOf({ rule: { motion }, names }: Hit, key: 'forbidden' | 'needs-motion' | 'carried'): readonly Detail[] {
  return names.map((path) => ({ ...words(`paths.${key}`, { path, kind: motion ?? '' }), file: path }));
}

/** `git`, told to take names as they are where one would otherwise stand for others. */
function gitFor(names: readonly string[]): string {
  return names.some((name) => /[*?[\\]|^:/.test(name)) ? 'git --literal-pathspecs' : 'git';
}

/** Commands that leave the files as they are at the base. */
function undo(files: readonly ChangedFile[], { base }: PullRequest): string {
  const added = files.filter(({ status }) => status === 'added' || status === 'renamed' || status === 'copied');
  const there = files.flatMap((file) => {
    if (file.status === 'renamed') return namesOf(file).slice(1);
    return added.includes(file) ? [] : [file.path];
  });
  const git = gitFor(files.flatMap(namesOf));
  const remove = added.map(({ path }) => quoted(path)).join(' ');
  const restore = there.map(quoted).join(' ');
  return [
    ...(remove === '' ? [] : [`${git} rm -- ${remove}`]),
    ...(restore === '' ? [] : [`${git} checkout ${quoted(base.sha)} -- ${restore}`]),
    'git commit -s -m "Leave forbidden paths as they were"',
    'git push',
  ].join('\n');
}

/** Null when a command cannot be told: too many files, or names a terminal would not show as they are. */
function undoMend(files: readonly ChangedFile[], pull: PullRequest): Mend {
  const plain = files.length <= 20 && files.flatMap(namesOf).every((name) => !/[\p{Cc}\p{Cf}]/u.test(name));
  return {
    what: words('paths.mend.leave', { files: files.length }),
    commandLine: plain ? undo(files, pull) : null,
    web: { where: words('paths.mend.leave-web'), text: null },
  };
}

function motionMend(kind: string): Mend {
  return {
    what: words('paths.mend.motion', { kind }),
    commandLine: null,
    web: { where: words('paths.mend.comment'), text: `/propose ${kind}` },
  };
}

function evaluate(known: Known, { rules }: PathsOptions): Judgement {
  const { pull } = known;
  const hits = rules.length === 0 ? [] : hitsOf(known.files, rules);
  if (hits.length === 0) return skip(words('paths.skip'));
  const forbidden = hits.filter(({ rule: { motion } }) => motion === undefined);
  const asked = hits.filter((hit) => !forbidden.includes(hit));
  const motions = asked.length === 0 ? [] : known.motions.filter(({ head }) => head === pull.head.sha);
  const decided = asked.filter((hit) => motions.some(({ kind }) => kind === hit.rule.motion));
  const waiting = asked.filter((hit) => !decided.includes(hit));
  const details = [
    ...forbidden.flatMap((hit) => detailsOf(hit, 'forbidden')),
    ...waiting.flatMap((hit) => detailsOf(hit, 'needs-motion')),
    ...decided.flatMap((hit) => detailsOf(hit, 'carried')),
  ];
  if (forbidden.length > 0) {
    const wrong = [...new Set(forbidden.flatMap((hit) => hit.files))];
    const summary = words('paths.fail-forbidden', { files: wrong.length });
    return fail(summary, details, undoMend(wrong, pull), { role: 'author' });
  }
  const kind = waiting[0]?.rule.motion;
  if (kind === undefined) {
    const kinds = new Set(decided.flatMap((hit) => hit.rule.motion ?? []));
    return pass(words('paths.pass', { kinds: [...kinds].sort().join(', ') }), details);
  }
  return fail(words('paths.fail-motion', { kind }), details, motionMend(kind), { role: 'motion', kind });
}

/** Whether each glob of the floor is asked for as much as there: by the same kind of motion, or forbidden. Globs are compared as written. */
function asTight(floor: readonly PathRule[], wanted: readonly PathRule[]): boolean {
  return floor.every(({ paths, motion, forbidden }) =>
    paths.every((path) =>
      wanted.some(
        (other) =>
          other.paths.includes(path) && (other.forbidden === true || (forbidden !== true && other.motion === motion)),
      ),
    ),
  );
}

/** Kinds of motion that the charter does not have. */
function unknownKinds({ rules }: PathsOptions, { kinds }: CharterNames): Problem[] {
  return rules.flatMap(({ motion }, i) =>
    motion === undefined || kinds.includes(motion)
      ? []
      : [
          {
            path: ['rules', i, 'motion'],
            message: `there is no motion kind "${motion}"`,
            near: { word: motion, known: kinds },
          },
        ],
  );
}

export const paths: Policy<PathsOptions> = {
  id: 'paths',
  options: schema,
  needs: ({ rules }) => [
    ...(rules.length > 0 ? (['files'] as const) : []),
    ...(rules.some(({ motion }) => motion !== undefined) ? (['motions'] as const) : []),
  ],
  evaluate,
  tightness: { rules: asTight },
  problems: unknownKinds,
};
