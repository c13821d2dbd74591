// Contributions in which, all together, policies say everything they can say.
import { evaluate, type Evaluation } from '../../src/contributions/evaluate.js';
import { incomplete, type Commit, type Facts, type Missing } from '../../src/contributions/facts.js';
import type { Detail, Override, Words } from '../../src/contributions/finding.js';
import {
  account,
  bo,
  commit,
  facts,
  mei,
  sha,
  signature,
  wangBo,
  type PartsGiven,
} from '../contributions/support/facts.js';
import { file, partsOf, type World } from '../contributions/support/owners.js';
import { fileOf, rulesOf } from '../contributions/support/rules.js';

const bot = account(49699333, 'dependabot[bot]', { bot: true });
const byBot = signature('dependabot[bot]', '49699333+dependabot[bot]@users.noreply.github.com', bot);

function judged(entries: string, of: Facts, overrides: readonly Override[] = []): Evaluation {
  return evaluate(of, rulesOf(entries), overrides);
}

function dco(commits: readonly Commit[], options = '', queue: PartsGiven['queue'] = null): Evaluation {
  return judged(`dco: { enforce: block${options} }`, facts({ commits, queue }));
}

function unsigned(message: string, more: Partial<Commit> = {}): Evaluation {
  return dco([commit({ message, ...more })]);
}

function titled(title: string, options = ''): Evaluation {
  return judged(`title: { enforce: block${options} }`, facts({}, { title }));
}

function described(body: string, options = ''): Evaluation {
  const baseFiles = new Map([['.github/PULL_REQUEST_TEMPLATE.md', '## Why\nSay why.\n']]);
  return judged(`description: { enforce: block${options} }`, facts({ baseFiles }, { body }));
}

function onGitee(entries: string, body: string): Evaluation {
  const of = facts({}, { body });
  return judged(entries, { ...of, subject: { ...of.subject, forge: 'gitee' } });
}

function owned(world: World, options = ', lgtm: 0'): Evaluation {
  return judged(`owners: { enforce: block${options} }`, facts(partsOf(world)));
}

function under(OWNERS: string, more: Readonly<Record<string, string>> = {}): Evaluation {
  return owned({ files: [file('README.md')], base: { OWNERS, ...more } });
}

function changing(names: readonly string[], motions: PartsGiven['motions'] = []): Evaluation {
  const rules = '[{ paths: ["LICENSE"], motion: technical }, { paths: ["*.exe"], forbidden: true }]';
  return judged(
    `paths: { enforce: block, rules: ${rules} }`,
    facts({ files: names.map((name) => file(name)), motions }),
  );
}

function configured(base: string | null, head: string | null): Evaluation {
  const path = '.github/opencharter.yml';
  const texts = (text: string | null) => new Map(text === null ? [] : [[path, fileOf(text)]]);
  return judged('dco: { enforce: block }', facts({ baseFiles: texts(base), headFiles: texts(head) }));
}

function without(part: 'commits' | 'files' | 'baseFiles', why: Missing): Evaluation {
  return judged('dco: { enforce: block }\nowners: { enforce: block }', { ...facts(), [part]: incomplete(why) });
}

const signedOff = 'x\n\nSigned-off-by: ';
const remedy = `I, Lin Mei <mei@example.org>, hereby add my Signed-off-by to this commit: ${sha('c1')}`;
const root = [file('README.md')];

/** Everything that the policies say of these is what there are words for. */
export const worlds: readonly Evaluation[] = [
  dco([]),
  dco([commit(), commit({ sha: sha('c2'), parents: [sha('a'), sha('b')], message: 'Merge branch main' })]),
  dco([commit({ author: byBot, committer: byBot, verified: true, message: 'bump' })], ', exempt: [49699333]'),
  dco([commit({ author: byBot, message: 'bump' })], ', exempt: [49699333]'),
  unsigned('bump', { author: byBot }),
  unsigned('feat: load'),
  unsigned(''),
  unsigned('x\nSigned-off-by: Lin Mei <mei@example.org>'),
  unsigned(`${signedOff}Lin Mei`),
  unsigned(`${signedOff}\n`),
  unsigned(`${signedOff}L. Mei <mei@example.org>`),
  unsigned(`${signedOff}Lin Mei <mei@home.org>`),
  unsigned(`${signedOff}Wang Bo <bo@example.com>`),
  unsigned('x', { author: signature('Lin Mei', 'none', mei) }),
  dco([commit({ message: 'x' })], ', remediation: individual'),
  dco(
    [
      commit({ message: 'x' }),
      commit({ sha: sha('c2'), message: `Remedy\n\n${remedy}\n\nSigned-off-by: Lin Mei <mei@example.org>` }),
    ],
    ', remediation: individual',
  ),
  dco([commit()], '', { head: sha('f'), commits: [commit({ sha: sha('f'), message: 'Load (#12)' })] }),
  titled('feat: load'),
  titled(''),
  titled('Load a model'),
  titled(' feat: x\u200B'),
  titled('feat：加载'),
  titled('feat(): x'),
  titled('feat:x'),
  titled('feat: '),
  titled('faet: x'),
  titled('zzzzzzz: x'),
  titled('feat: x', ', scope_required: true'),
  titled('feat: x', ', scope_required: true, scopes: [api, ui]'),
  titled('feat(apis): x', ', scopes: [api, ui]'),
  titled('feat(zzzzz): x', ', scopes: [api, ui]'),
  titled('x', ', pattern: "OC-\\\\d+ .+"'),
  titled(`feat: ${'x'.repeat(200)}`),
  titled('Bump x', ', exempt: [1001]'),
  described('It was slow.'),
  described(''),
  described('Say why.'),
  described('## Why\nSlow.', ', sections: [Why]'),
  described('## Why\nSay why.\n## How\n', ', sections: [Why, How, Who]'),
  described('## How\n', ', sections: [How]'),
  described('', ', exempt: [1001]'),
  onGitee('description: { enforce: block }', ''),
  owned({ files: [] }),
  owned({ files: root }),
  owned({ files: root, did: ['bo approve'] }),
  owned({ files: root, did: ['bo approve', 'dana lgtm'] }, ', lgtm: 1'),
  owned({ files: root, did: ['bo approve'] }, ', lgtm: 1'),
  owned({ files: root, did: ['bo approve'], base: { OWNERS: 'approvers: [wang-bo]' } }, ', lgtm: 2'),
  owned({
    files: [...root, file('src/secure/a'), file('src/secure/b')],
    did: ['bo approve', 'eve hold', 'fang reviews changes-requested'],
  }),
  owned({ files: root, did: ['bo approve', 'eve hold'] }),
  owned({ files: root, did: ['bo approve @old'] }),
  owned({ files: root, did: ['bo reviews approved @unknown'] }),
  owned({ files: [file('src/a'), file('src/b')], base: {} }),
  owned({ files: [file('src/a'), file('src/b')], base: { 'src/OWNERS': 'approvers: [lin-mei]' } }),
  owned({ files: root, did: ['bo approve'], head: { OWNERS: 'approvers: [' } }),
  under('- wang-bo'),
  under('reviewers: []\napprovers: wang-bo'),
  under('approver: [wang-bo]'),
  under('approvers: [wang-bo, no-such]'),
  under('approvers: [wang-bo]\nfilters: { a: {} }'),
  under('filters:\n  "a(": {}'),
  under('filters:\n  "(?=a)": {}'),
  under('filters:\n  "((a{99}){99}){99}": {}'),
  under(`filters:\n  "${'a'.repeat(1001)}": {}`),
  under(`filters:\n${Array.from({ length: 51 }, (_, i) => `  "a${String(i)}": {}`).join('\n')}`),
  under('approvers: [one]', { OWNERS_ALIASES: 'aliases: { one: [two], two: [wang-bo] }' }),
  changing(['src/a.ts']),
  changing(['LICENSE']),
  changing(['LICENSE', 'a.exe']),
  changing(['LICENSE'], [{ id: 'M-2026-0001', kind: 'technical', head: sha('c1') }]),
  configured(null, 'dco: { enforce: block }'),
  configured(null, 'dco: { enforce: warn }\ndcoo: { enforce: block }'),
  configured('dco: { enforce: warn }', null),
  configured(null, '- x'),
  without('commits', { code: 'fewer-than-reported', read: 250, reported: 300 }),
  without('files', { code: 'over-the-cap', cap: 3000 }),
  without('baseFiles', { code: 'forge-failed', detail: '502 Bad Gateway' }),
  without('commits', { code: 'not-read' }),
  judged('title: { enforce: block }', facts({}, { title: 'x', author: bo })),
  dco([commit({ author: wangBo, message: 'x' })]),
];

/** Every sentence in a judgement. */
export function sentencesIn({ findings }: Pick<Evaluation, 'findings'>): readonly (Words | Detail)[] {
  return findings.flatMap(({ summary, details, mend }) => [
    summary,
    ...details,
    ...(mend ? [mend.what] : []),
    ...(mend?.web ? [mend.web.where] : []),
  ]);
}
