// Reports of policies on contributions, one of each sort.
import type { BotLanguage } from '../../src/charter/charter.js';
import { evaluate, type Evaluation } from '../../src/contributions/evaluate.js';
import { incomplete, type Facts } from '../../src/contributions/facts.js';
import type { Override } from '../../src/contributions/finding.js';
import type { PolicyReport } from '../../src/replies/policy-telling.js';
import { commit, facts, mei, sha, signature, wangBo } from '../contributions/support/facts.js';
import { file, partsOf } from '../contributions/support/owners.js';
import { fileOf, rulesOf } from '../contributions/support/rules.js';

const all = `dco: { enforce: block, override: [tsc] }
title: { enforce: warn }
description: { enforce: block, sections: [[Why, 为什么]] }
owners: { enforce: block, lgtm: 1 }`;

function judged(rules: string, of: Facts, overrides: readonly Override[] = []): Evaluation {
  return evaluate(of, rulesOf(rules), overrides);
}

const unsigned = commit({ sha: sha('c1'), message: 'feat: load a model' });
const otherName = commit({
  sha: sha('c2'),
  parents: [sha('c1')],
  message: 'feat: test it\n\nSigned-off-by: L. Mei <mei@example.org>',
});
const signed = commit({ sha: sha('c3'), parents: [sha('c2')] });
const why = { body: '## Why\nSlow.' };
const quiet = partsOf({ files: [file('README.md')], did: ['bo approve', 'dana lgtm'] });

const override: Override = {
  policy: 'dco',
  head: sha('c1'),
  person: 'wang-bo',
  reason: 'Written by | a former member @everyone\nwho cannot be reached',
  at: '2026-11-20T10:00:00.000Z',
};

export const evil =
  'a|b `x` <script>alert(1)</script> @everyone \u202Etxt.exe\n## h <!-- opencharter:other --> ```` {{x}} [l](https://evil.example)';
const evilPath = `src/${evil}`;

export const evaluations = {
  pass: judged(all, facts(quiet, why)),
  'dco-failing': judged('dco: { enforce: block }', facts({ commits: [unsigned, otherName, signed] })),
  'dco-remediation': judged(
    'dco: { enforce: block, remediation: individual }',
    facts({ commits: [unsigned, otherName, signed] }),
  ),
  'owners-waiting': judged(
    all,
    facts(partsOf({ files: [file('README.md'), file('src/secure/keys.ts')], did: ['fang approve @old'] }), why),
  ),
  'on-hold': judged(all, facts(partsOf({ files: [file('README.md')], did: ['bo reviews approved', 'eve hold'] }), why)),
  several: judged(
    `${all}\npaths: { enforce: block, rules: [{ paths: ["*.exe"], forbidden: true }, { paths: [LICENSE], motion: technical }] }`,
    facts(
      {
        ...partsOf({ files: [file('README.md'), file('LICENSE'), file('tool.exe', { status: 'added' })] }),
        commits: [unsigned],
        baseFiles: new Map([['OWNERS', 'approvers: [wang-bo, no-such]']]),
      },
      { title: 'Load a model', body: '' },
    ),
  ),
  motion: judged(
    'paths: { enforce: block, rules: [{ paths: [LICENSE], motion: technical }] }',
    facts({ files: [file('LICENSE')] }),
  ),
  'policy-file': judged(
    'dco: { enforce: block }',
    facts({
      headFiles: new Map([['.github/opencharter.yml', fileOf('dco: { enforce: warn }\ntitel: { enforce: block }')]]),
    }),
  ),
  pending: judged(all, {
    ...facts(quiet, why),
    commits: incomplete({ code: 'forge-failed', detail: 'GitHub answered 502' }),
  }),
  override: judged(all, facts({ ...quiet, commits: [unsigned] }, why), [override]),
  warnings: judged(all, facts(quiet, { ...why, title: 'Load a model' })),
  shadow: judged('dco: { enforce: block }\ntitle: { enforce: shadow }', facts({}, { title: 'Load a model' })),
  'nothing-to-judge': judged('paths: { enforce: block }', facts()),
  hostile: judged(
    `${all.replace('title: { enforce: warn }', 'title: { enforce: block }')}\npaths: { enforce: block, rules: [{ paths: ["src/**"], forbidden: true }] }`,
    facts(
      {
        ...partsOf({ files: [file(evilPath, { status: 'added' })] }),
        commits: [
          commit({ author: signature(evil, 'mei@example.org', mei), message: evil }),
          commit({ author: wangBo, message: `${evil}\n\nSigned-off-by: ${evil} <x@y.z>` }),
        ],
        baseFiles: new Map([['OWNERS', `approvers: ["@everyone <b>|", wang-bo]\n"appr|vers": []`]]),
      },
      { title: evil, body: '' },
    ),
  ),
} satisfies Record<string, Evaluation>;

export function report(
  { verdict, findings }: Pick<Evaluation, 'verdict' | 'findings'>,
  language: BotLanguage,
  contribution: Partial<PolicyReport['contribution']> = {},
): PolicyReport {
  const waiting = findings.find((one) => one.enforce === 'block' && one.override === null && one.actor !== null);
  const page = 'contributions/github/openclaw/models/12';
  return {
    contribution: {
      title: 'feat: load a model',
      author: mei,
      draft: false,
      head: sha('c1'),
      ref: { forge: 'github', repo: 'openclaw/models', number: '12' },
      ...contribution,
    },
    evaluated: {
      head: sha('c1'),
      verdict,
      findings,
      waitsFor: waiting?.actor ?? null,
      charter: `sha256:${'0'.repeat(64)}`,
      base: sha('ba5e'),
      at: '2026-11-20T10:00:00.000Z',
    },
    language,
    url: { en: `https://gov.example.org/${page}`, zh: `https://gov.example.org/zh/${page}` },
    policyUrl: (policy) => ({
      en: `https://gov.example.org/policies/${policy}`,
      zh: `https://gov.example.org/zh/policies/${policy}`,
    }),
  };
}
