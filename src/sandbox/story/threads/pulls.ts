// Pull requests that are open today, each at another point of its way: not signed off, waiting, held, a draft, overridden, and more.
import { approve, because, becauseZh, push, retitle, review, say, type Thread } from '../scene.js';
import { namesOfFormats } from './everyday.js';

export const pulls: readonly Thread[] = [
  {
    repo: 'docs',
    at: '181 07:42',
    by: 'tove-nyberg',
    title: 'Fix the command in the chapter on seeds',
    body: 'The command has a typo, `bnech`. My first pull request here, I hope I did it right!',
    pull: {
      branch: 'fix-bench-command',
      message: 'Fix the command in the chapter on seeds',
      edits: { 'seeds.md': '# Seeds\n\n```\nmake bench SUITE=mt-ladder SEED=7\n```\n' },
      fork: true,
      unsigned: true,
    },
    acts: [
      say(
        '181 08:05',
        'mateus-silva',
        'Welcome, and thank you! The comment above holds the text that signs your commit off, you only need to paste it. I approve as soon as that is done.',
      ),
    ],
  },
  {
    repo: 'docs',
    at: '180 03:18',
    by: 'mateus-silva',
    title: 'docs: a chapter for contributors who only have a phone',
    labels: ['documentation'],
    body: because(
      'The handbook assumes a terminal on page one. Eleven steps, a picture each, no terminal; from the slides of the workshop in Dakar.',
      'Every step on a phone of 2019, over a slow connection.',
    ),
    pull: {
      branch: 'phone',
      message: 'docs: a chapter for contributors with a phone',
      edits: { 'phone.md': '# With a phone\n\n1. Open the issue.\n2. Touch the pencil.\n' },
    },
    acts: [
      say(
        '180 06:00',
        'fatima-diallo',
        'Step 4: the button is called “Propose changes” in the app. Otherwise exactly what we teach.',
        '',
        '/lgtm',
      ),
      say('180 08:30', 'lin-mei', '/approve', '', '合并后我来翻译中文版。'),
      say(
        '181 01:25',
        'grace-mwangi',
        'Wonderful. I will try it with this week’s group and report; please wait for them.',
        '',
        '/hold',
      ),
    ],
  },
  {
    repo: 'models',
    at: '180 02:26',
    by: 'yuki-tanaka',
    title: 'refactor: keep the naming scheme beside the cards',
    body: because(
      'Whoever looks for the scheme looks beside the cards, three questions last month. The file moves, nothing else changes.',
      'All links to it are relative; none is left to the old place.',
    ),
    pull: {
      branch: 'move-names',
      message: 'refactor: keep the naming scheme beside the cards',
      edits: { 'formats/names.md': null, 'cards/names.md': namesOfFormats },
    },
    acts: [approve('180 04:40', 'luo-qing', '卡片这边没问题。`formats` 那边还要请 Wang Bo 或 Priya 看一下。')],
  },
  {
    repo: 'benchmarks',
    at: '181 04:20',
    by: 'omar-haddad',
    title: 'feat(harness): report the energy of each run',
    labels: ['enhancement'],
    body: because(
      'Two submissions with the same score may differ tenfold in what they burn. Adds `energy_wh` to each result where the machine can tell.',
      'Against a wall meter on four machines: within 6 %.',
    ),
    pull: {
      branch: 'energy',
      message: 'feat(harness): report the energy of each run',
      edits: { 'harness/energy.py': 'def energy_wh(): ...\n' },
    },
    acts: [say('181 06:02', 'yuki-tanaka', 'Reads well, and the table of machines is honest.', '', '/lgtm')],
  },
  {
    repo: 'benchmarks',
    at: '182 01:12',
    by: 'sun-hao',
    title: 'feat(long-doc): 分块读取长文档',
    body: becauseZh(
      'arm64 上内存减半后 long-doc 超时。改为分块读取，峰值内存约为原来的三分之一。',
      '尚未：等新镜像发布后重跑全部子集。',
    ),
    pull: {
      branch: 'long-doc-chunks',
      message: 'feat(long-doc): 分块读取长文档',
      edits: { 'suites/long-doc.py': 'def chunks(path): ...\n' },
      draft: true,
    },
    acts: [say('182 02:20', 'rahul-deshpande', 'The direction is right. Ping me when it is out of draft.')],
  },
  {
    repo: 'benchmarks',
    at: '181 02:10',
    by: 'elena-petrova',
    title: 'ci: let the dependency bot skip the sign-off',
    body: because(
      'Our weekly update of the container waits for a human to sign it off.',
      'Not yet: I want to see first whether a repository may do this by itself.',
    ),
    pull: {
      branch: 'bot-sign-off',
      message: 'ci: let the dependency bot skip the sign-off',
      edits: {
        '.github/opencharter.yml': 'version: 1\npolicies:\n  dco:\n    exempt: [49699333, 41898282]\n',
      },
    },
    acts: [
      say(
        '181 03:15',
        'rahul-deshpande',
        'It may not: repositories tighten only. `policy.yml` of the foundation would be the place, and a motion the way.',
      ),
    ],
  },
  {
    repo: 'models',
    at: '179 05:55',
    by: 'jonas-weber',
    title: 'docs(cards): bring home the cards of Nordlicht',
    labels: ['documentation'],
    body: because(
      'The project has ended. Its four cards and their history come here before its server is switched off.',
      'Links and hashes of all four; texts as they were.',
    ),
    pull: {
      branch: 'nordlicht-cards',
      message: 'Cards of nordlicht-1 to nordlicht-4',
      edits: {
        'cards/nordlicht-1.md': '---\nlicense: CC0-1.0\n---\n',
        'cards/nordlicht-4.md': '---\nlicense: CC0-1.0\n---\n',
      },
      author: { name: 'Henrik Aas', email: 'henrik@nordlicht.example' },
      unsigned: true,
    },
    acts: [
      approve('179 08:10', 'fatima-diallo', 'All four read well, and the licence is as clear as can be.'),
      say(
        '180 01:30',
        'jonas-weber',
        'Henrik wrote them and has left the field; he will not sign anything off any more. His letter that puts them under CC0 is in the archive of the board.',
      ),
      say(
        '180 07:12',
        'claire-fontaine',
        '/override dco The author has left and cannot be reached. His letter of March puts these cards under CC0, the board has it.',
      ),
    ],
  },
  {
    repo: 'tools',
    at: '179 01:20',
    by: 'huang-xiaoyu',
    title: '中文手册页',
    labels: ['translation'],
    body: becauseZh(
      '提示信息已有中文，手册页还没有。包含 `oc-verify` 与 `oc-card` 两页。',
      '`man -l` 在 Debian 与 Fedora 上排版正常。',
    ),
    pull: {
      branch: 'man-zh',
      message: 'docs(man): 新增中文手册页',
      edits: { 'man/zh/oc-verify.1': '.TH OC-VERIFY 1\n', 'man/zh/oc-card.1': '.TH OC-CARD 1\n' },
      fork: true,
    },
    acts: [
      retitle('179 02:05', 'huang-xiaoyu', 'docs(man): 新增中文手册页'),
      say('179 02:08', 'huang-xiaoyu', '标题已按提示修改。'),
      say('179 07:40', 'lin-mei', '术语与手册一致。', '', '/lgtm'),
      say('180 02:15', 'mateus-silva', '/approve', '', 'Goes into 0.6.0. Thank you, this was missing for a year.'),
    ],
  },
  {
    repo: 'tools',
    at: '182 00:50',
    by: 'priya-nair',
    title: 'feat(oc-release): sign with the key of the environment',
    labels: ['enhancement'],
    body: because(
      'Reads the key from the environment of the runner instead of a file.',
      'Signed and verified a release candidate. Needs a second look at the error paths.',
    ),
    pull: {
      branch: 'release-key',
      message: 'feat(oc-release): sign with the key of the environment',
      edits: { 'src/sign.ts': 'export const key = process.env.RELEASE_KEY;\n' },
    },
    acts: [
      review(
        '182 03:35',
        'jonas-weber',
        'request-changes',
        'The key appears in the stack trace when it is malformed. Wrap the parse, and we are good.',
      ),
      push('182 05:10', 'priya-nair', 'fix(oc-release): keep a malformed key out of the trace', {
        'src/sign.ts': 'export const key = parseQuietly(process.env.RELEASE_KEY);\n',
      }),
      say('182 05:12', 'priya-nair', 'Wrapped, with a test that feeds it garbage.'),
      review('182 06:20', 'jonas-weber', 'approve', 'Nothing leaks any more.'),
    ],
  },
];
