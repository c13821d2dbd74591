// Policy description: the sections that are asked for are there, in the author's own words and not the template's.
import { z } from 'zod';
import type { Known } from '../facts.js';
import { fail, pass, skip, words, type Detail, type Judgement } from '../finding.js';
import { accountKey } from '../identity.js';
import { headingKey, sectionsOf, type Section } from '../markdown-sections.js';
import { accounts, line, options } from '../options.js';
import { fewer, type Policy } from '../policy.js';
import { quoted } from '../shell.js';

const alternatives = z.union([
  line.transform((one) => [one]),
  z.array(line).min(1, 'names at least one heading').max(10, 'at most 10 headings that mean the same'),
]);

const schema = options({
  /** Headings, each with others that mean the same, in another language for example. Without any, some text is asked for. */
  sections: z.array(alternatives).max(30, 'at most 30 sections').default([]),
  /** Accounts whose pull requests need no description. */
  exempt: accounts.default([]),
});

export type DescriptionOptions = z.infer<typeof schema>;

/** Where forges look for templates of pull requests. */
const templatePath = /^(?:\.github\/|\.gitee\/|docs\/)?pull_request_template(?:\.[a-z.-]+|\/[^/]+)?$/i;

/** Whether a file of the base tree is a template of pull requests. */
export function isTemplate(path: string): boolean {
  return templatePath.test(path);
}

function named(sections: readonly Section[], names: readonly string[]): readonly Section[] {
  const keys = names.map(headingKey);
  return sections.filter(({ level, heading }) => level > 0 && keys.includes(headingKey(heading)));
}

/** One line as it is compared with the template's. */
function lineKey(text: string): string {
  return text.replace(/\s+/g, ' ');
}

/** Whether a line has a letter or a digit that can be seen. */
function says(text: string): boolean {
  return /(?!\p{Default_Ignorable_Code_Point})[\p{L}\p{N}]/u.test(text);
}

/** The lines that say something and are nowhere in a template. */
function ownLines(sections: readonly Section[], template: ReadonlySet<string>): readonly string[] {
  return sections.flatMap(({ lines }) => lines.filter((one) => says(one) && !template.has(lineKey(one))));
}

function isEmpty(sections: readonly Section[]): boolean {
  return !sections.some(({ lines }) => lines.some(says));
}

/** What is wrong with one section that is asked for; null when nothing is. */
function flawOf(names: readonly string[], written: readonly Section[], template: ReadonlySet<string>): Detail | null {
  const section = names[0] ?? '';
  const found = named(written, names);
  if (found.length === 0) return words('description.missing', { section });
  if (ownLines(found, template).length > 0) return null;
  return words(isEmpty(found) ? 'description.empty' : 'description.template', { section });
}

function wholeFlaw(written: readonly Section[], template: ReadonlySet<string>): Detail | null {
  if (ownLines(written, template).length > 0) return null;
  return words(isEmpty(written) ? 'description.nothing' : 'description.only-template');
}

/** The lines of all templates in the base tree. */
function templateLines(baseFiles: ReadonlyMap<string, string>): ReadonlySet<string> {
  const texts = [...baseFiles].flatMap(([path, text]) => (isTemplate(path) ? [text] : []));
  return new Set(texts.flatMap((text) => sectionsOf(text).flatMap(({ lines }) => lines.map(lineKey))));
}

function evaluate({ pull, subject, baseFiles }: Known, { sections, exempt }: DescriptionOptions): Judgement {
  if (exempt.includes(accountKey(pull.author))) return skip(words('description.exempt'));
  const written = sectionsOf(pull.body);
  const template = templateLines(baseFiles);
  const flaws =
    sections.length === 0 ? [wholeFlaw(written, template)] : sections.map((names) => flawOf(names, written, template));
  const details = flaws.filter((flaw) => flaw !== null);
  if (details.length === 0) return pass(words('description.pass', { sections: sections.length }));
  const missing = details
    .filter(({ key }) => key === 'description.missing')
    .map(({ values }) => `## ${values['section']}\n\n`);
  const isGitHub = subject.forge === 'github';
  const at = `${subject.number} --repo ${quoted(subject.repo)}`;
  const edit = `gh pr view ${at} --json body --jq .body > description.md\n"\${EDITOR:-vi}" description.md\ngh pr edit ${at} --body-file description.md`;
  const mend = {
    what: words(missing.length > 0 ? 'description.mend.add' : 'description.mend.fill'),
    commandLine: isGitHub ? edit : null,
    web: {
      where: words(isGitHub ? 'description.mend.web' : 'description.mend.web-gitee'),
      text: missing.length > 0 ? missing.join('\n') : null,
    },
  };
  return fail(words('description.fail', { flaws: details.length }), details, mend, { role: 'author' });
}

/** At least the sections asked for below, none of them under a heading that did not do there. */
function moreSections(floor: readonly (readonly string[])[], wanted: readonly (readonly string[])[]): boolean {
  return floor.every((names) => wanted.some((others) => fewer(names, others)));
}

export const description: Policy<DescriptionOptions> = {
  id: 'description',
  options: schema,
  needs: () => ['baseFiles'],
  evaluate,
  tightness: { sections: moreSections, exempt: fewer },
};
