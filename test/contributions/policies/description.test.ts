// The rules of descriptions, each in a row.
import { describe, expect, test } from '@jest/globals';
import { knownFacts } from '../../../src/contributions/facts.js';
import type { Judgement } from '../../../src/contributions/finding.js';
import { description, isTemplate } from '../../../src/contributions/policies/description.js';
import { facts } from '../support/facts.js';

const template = `## Why
<!-- Say why. -->
Describe the reason here.

## How tested
- [ ] I ran the tests
`;
const two = { sections: [['Why', '为什么'], 'How tested'] };

function judge(body: string, options: object = two, path = '.github/PULL_REQUEST_TEMPLATE.md'): Judgement {
  const read = description.options.parse(options);
  const all = facts(
    {
      baseFiles: new Map([
        [path, template],
        ['OWNERS', 'Because I say so.'],
      ]),
    },
    { body },
  );
  return description.evaluate(knownFacts(all, description.needs(read)), read);
}

/** `pass`, or what is wrong with which section. */
function told(body: string, options: object = two): string {
  const { verdict, details } = judge(body, options);
  const flaws = details.map(({ key, values }) =>
    `${key.replace('description.', '')} ${values['section'] ?? ''}`.trim(),
  );
  return verdict === 'fail' ? flaws.join(', ') : verdict;
}

const tested = '\n## How tested\n- [x] I ran the tests\n';

describe('a description with sections', () => {
  test.each<[string, string, string]>([
    ['has each of them', `## Why\nIt was slow.${tested}`, 'pass'],
    ['has none when it is empty', '', 'missing Why, missing How tested'],
    ['is not the template', template, 'template Why, template How tested'],
    ['may have them in another order', `${tested}\n## Why\nSlow.`, 'pass'],
    ['may have them at another level', `# Why\nSlow.\n#### How tested ####\nBy hand.`, 'pass'],
    ['may have them underlined', `Why\n===\nSlow.\n\nHow tested\n---\nBy hand.`, 'pass'],
    ['may have a heading in another language', `## 为什么\n太慢。${tested}`, 'pass'],
    ['may have emphasis, letter case and a colon in a heading', `## **why**：\nSlow.${tested}`, 'pass'],
    ['does not only mention them', `Why? Slow.\nHow tested: by hand.`, 'missing Why, missing How tested'],
    ['has text below each', `## Why\n\n${tested}`, 'empty Why'],
    ['has more than comments below each', `## Why\n<!-- Slow.\nVery slow. -->${tested}`, 'empty Why'],
    ['is hidden by a comment that is not closed', `## Why\nSlow.\n<!-- ${tested}`, 'missing How tested'],
    ['shows what stands behind a comment', `## Why\n<!-- a --> Slow. <!-- b -->${tested}`, 'pass'],
    ['shows a comment inside of code', `## Why\n\`<!--\` is slow.${tested}`, 'pass'],
    ['has no headings in code', `\`\`\`\n## Why\nSlow.\n\`\`\`${tested}`, 'missing Why'],
    ['may have only code below a heading', `## Why\n\`\`\`\nslow\n\`\`\`${tested}`, 'pass'],
    ['says more than the template’s text', `## Why\nDescribe the  reason here.${tested}`, 'template Why'],
    ['may keep the template’s text beside its own', `## Why\nDescribe the reason here.\nSlow.${tested}`, 'pass'],
    [
      'has boxes ticked, not left as they were',
      `## Why\nSlow.\n## How tested\n- [ ] I ran the tests`,
      'template How tested',
    ],
    ['says something in letters', `## Why\n...${tested}`, 'empty Why'],
    ['may say it below a smaller heading', `## Why\n### Reason\nSlow.${tested}`, 'pass'],
    ['does not say it below the next heading', `## Why\n## Reason\nSlow.${tested}`, 'empty Why'],
    ['has the same with CRLF', `## Why\r\nSlow.\r\n## How tested\r\nBy hand.`, 'pass'],
    ['may quote other files of the repository', `## Why\nBecause I say so.${tested}`, 'pass'],
  ])('%s', (_rule, body, expected) => {
    expect(told(body)).toBe(expected);
  });
});

describe('a description without sections that are asked for', () => {
  test.each<[string, string, string]>([
    ['says something', 'It was slow.', 'pass'],
    ['is not empty', ' \n', 'nothing'],
    ['is more than comments', '<!-- slow -->', 'nothing'],
    ['is more than headings', '## Why\n## How tested', 'nothing'],
    ['is more than the template', template, 'only-template'],
  ])('%s', (_rule, body, expected) => {
    expect(told(body, {})).toBe(expected);
  });

  test('is not needed of an exempt account', () => {
    expect(told('', { ...two, exempt: ['github:1001'] })).toBe('skip');
  });
});

test.each<[string, boolean]>([
  ['PULL_REQUEST_TEMPLATE.md', true],
  ['.github/pull_request_template.md', true],
  ['docs/pull_request_template.txt', true],
  ['.github/PULL_REQUEST_TEMPLATE/fix.md', true],
  ['.gitee/PULL_REQUEST_TEMPLATE.zh-CN.md', true],
  ['src/pull_request_template.md', false],
  ['.github/ISSUE_TEMPLATE/bug.md', false],
])('whether %s is a template: %s', (path, expected) => {
  expect(isTemplate(path)).toBe(expected);
});

test('the text to paste has the headings that are missing', () => {
  expect(judge('').mend?.web?.text).toBe('## Why\n\n\n## How tested\n\n');
});

test('where to edit it is told for the forge it is on, and a command line on GitHub alone', () => {
  const read = description.options.parse(two);
  const all = facts({ baseFiles: new Map() }, { body: '' });
  const mendOn = (forge: 'github' | 'gitee') =>
    description.evaluate(knownFacts({ ...all, subject: { ...all.subject, forge } }, description.needs(read)), read)
      .mend;
  expect(mendOn('github')).toMatchObject({ web: { where: { key: 'description.mend.web' } } });
  expect(mendOn('gitee')).toMatchObject({ commandLine: null, web: { where: { key: 'description.mend.web-gitee' } } });
});

test('hostile texts are judged', () => {
  const hostile = [
    '<!--'.repeat(50_000),
    '`'.repeat(100_000),
    '` `` '.repeat(40_000),
    '# '.repeat(60_000),
    `## a${' '.repeat(60_000)}b`,
    '<!-- --> `'.repeat(20_000),
  ];
  for (const body of hostile) expect(judge(body).verdict).toBe('fail');
});
