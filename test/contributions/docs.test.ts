// Holds the pages of the policies to the code: their options, their examples, and what they say passes and fails.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { z } from 'zod';
import { knownFacts } from '../../src/contributions/facts.js';
import { tightened } from '../../src/contributions/floor.js';
import { readAliases } from '../../src/contributions/owners/aliases.js';
import { readOwners } from '../../src/contributions/owners/read.js';
import { policies } from '../../src/contributions/policies/index.js';
import { title } from '../../src/contributions/policies/title.js';
import { errors } from '../charter/support.js';
import { facts } from './support/facts.js';
import { names, problemsIn, rulesOf } from './support/rules.js';

const folder = 'docs/policies';
const pages = readdirSync(folder).map((name) => ({ name, text: readFileSync(path.join(folder, name), 'utf8') }));

function pageOf(id: string): string {
  return pages.find(({ name }) => name === `${id}.md`)?.text ?? '';
}

/** The cells of the table below a heading, row by row, without its head. */
function tableBelow(text: string, heading: string): readonly (readonly string[])[] {
  const below = text.split(`\n## ${heading}\n`)[1]?.split('\n## ')[0] ?? '';
  const rows = below.split('\n').filter((line) => line.startsWith('|'));
  return rows.slice(2).map((row) =>
    row
      .split(/(?<!\\)\|/)
      .slice(1, -1)
      .map((cell) => cell.trim()),
  );
}

const shape = z.object({
  enum: z.array(z.string()).optional(),
  get anyOf() {
    return z.array(shape).optional();
  },
  get items() {
    return shape.optional();
  },
  get properties() {
    return z.record(z.string(), shape).optional();
  },
});
type Shape = z.infer<typeof shape>;

/** The options of a schema by name; those in the items of a list as `rules[].paths`. */
function optionsIn(of: Shape, above = ''): readonly (readonly [string, Shape])[] {
  return Object.entries(of.properties ?? {}).flatMap(([key, option]) => {
    const name = `${above}${key}`;
    return [[name, option] as const, ...optionsIn(option.items ?? {}, `${name}[].`)];
  });
}

function optionsOf(id: string): ReadonlyMap<string, Shape> {
  const schema = policies.find((policy) => policy.id === id)?.options ?? z.never();
  return new Map(optionsIn(shape.parse(z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }))));
}

/** The words that an option may be. */
function wordsOf(option: Shape): readonly string[] {
  return [...(option.enum ?? []), ...(option.anyOf ?? []).flatMap(wordsOf)];
}

/** The code blocks of a language. */
function blocksOf(text: string, language: string): readonly string[] {
  return [...text.matchAll(/^```(\w+)\n(.*?)^```$/gms)].flatMap(([, found, block = '']) =>
    found === language ? [block] : [],
  );
}

const ids = policies.map(({ id }) => id);

test('each policy has a page, and there is no other', () => {
  expect(pages.map(({ name }) => name).sort()).toEqual([...ids.map((id) => `${id}.md`), 'README.md'].sort());
});

describe.each(ids)('the page of %s', (id) => {
  const rows = tableBelow(pageOf(id), 'Options');
  const options = optionsOf(id);
  const byDefault = z
    .record(z.string(), z.json())
    .parse(policies.find((policy) => policy.id === id)?.options.parse({}));

  test('names every option, and no other', () => {
    expect(rows.map(([name]) => name)).toEqual([...options.keys()].map((name) => `\`${name}\``));
  });

  test.each(rows.map(([name = '', values = '', standing = '']) => [name, values, standing] as const))(
    'tells the values and the default of %s',
    (name, values, standing) => {
      const key = name.replaceAll('`', '');
      for (const word of wordsOf(options.get(key) ?? {})) expect(values).toContain(`\`${word}\``);
      const value = key in byDefault ? JSON.stringify(byDefault[key]).replaceAll('"', '') : 'none';
      if (key !== 'types') expect(/^`(.*?)`/.exec(standing)?.[1] ?? standing).toBe(value);
    },
  );

  test('has what such a page has', () => {
    const headings = [...pageOf(id).matchAll(/^## (.*)$/gm)].map(([, heading]) => heading);
    expect(headings).toEqual(expect.arrayContaining(['Options', 'Mending it', 'Beside other tools', 'Limits']));
  });
});

test('the page of title lists the types there are by default', () => {
  const { types } = title.options.parse({});
  const [, listed = ''] = /The types are ([^.]*)\./.exec(pageOf('title')) ?? [];
  expect([...listed.matchAll(/`(\w+)`/g)].map(([, type]) => type)).toEqual(types);
});

test.each(
  tableBelow(pageOf('title'), 'What passes and what fails').map(([written = '', verdict = '']) => [
    written.slice(1, -1),
    verdict,
  ]),
)('the title %s %s', (written, verdict) => {
  const judged = title.evaluate(knownFacts(facts({}, { title: written }), []), title.options.parse({}));
  expect({ pass: 'passes', fail: 'fails', skip: '', pending: '' }[judged.verdict]).toBe(verdict);
});

/** The charter that the project ships. */
const foundation = {
  charter: readFileSync('governance/charter.yml', 'utf8'),
  people: readFileSync('governance/people.yml', 'utf8'),
};

/** What is wrong with an example, which says in its first line of which file it is; a repository's own file stands over this floor. */
function problemsOf(example: string, floor: string): readonly unknown[] {
  const [kind = ''] = example.split('\n', 1);
  if (kind === '# policy.yml') return problemsIn(example);
  if (kind === '# roadmap.yml') return errors({ ...foundation, roadmap: example });
  if (kind === '# OWNERS') return readOwners('OWNERS', example).problems;
  if (kind === '# OWNERS_ALIASES') return readAliases('OWNERS_ALIASES', example).problems;
  if (kind !== '# .github/opencharter.yml') return [`it does not say of which file it is: ${kind}`];
  const entries = (floor.split('policies:\n')[1] ?? '').replace(/^ {2}/gm, '').trimEnd();
  return tightened(rulesOf(entries).floor, example, policies, { names, subject: facts().subject }).problems;
}

const readme = { name: 'the README', text: readFileSync('README.md', 'utf8') };

test.each(
  [readme, ...pages].flatMap(({ name, text }) => {
    const blocks = blocksOf(text, 'yaml');
    return blocks.map((block, i) => [i + 1, name, block, blocks[0] ?? ''] as const);
  }),
)('example %i of %s is right', (_number, _name, block, floor) => {
  expect(problemsOf(block, floor)).toEqual([]);
});

test.each(pages)('the links in $name lead somewhere', ({ text }) => {
  const links = [...text.matchAll(/\]\((?!https?:)([^)#]+)/g)].map(([, link = '']) => link);
  expect(links.filter((link) => !existsSync(path.join(folder, link)))).toEqual([]);
});
