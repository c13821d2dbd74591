// Everyday work that needs no vote.
import { approve, because, close, label, merge, push, react, retitle, say, text, type Thread } from '../scene.js';

/** What `formats/names.md` says from day 59 on. */
export const namesOfFormats = '# Names\n\n`NAME-qBITS-METHOD-GROUP`, calibration set in the card.\n';

export const everyday: readonly Thread[] = [
  {
    repo: 'models',
    at: '16 04:25',
    by: 'ada-lindgren',
    title: 'Model card of nord-small: the evaluation links are dead',
    labels: ['documentation', 'bug'],
    body: 'All three links under “Evaluation” answer 404 since the move of the results.',
    acts: [
      say('16 05:40', 'omar-haddad', 'The results moved to `benchmarks/results`. I will write redirects.'),
      say('17 03:10', 'omar-haddad', 'Redirects are up.'),
      close('17 03:11', 'ada-lindgren'),
    ],
  },
  {
    repo: 'models',
    at: '57 01:48',
    by: 'yuki-tanaka',
    title: 'feat(formats): name the method of quantised variants in the file name',
    labels: ['enhancement'],
    body: because(
      '`-q4` says nothing about the method. `-q4-gptq-128` does.',
      'A table of the names of all 38 artifacts is in the README of the branch; no two are the same.',
    ),
    pull: {
      branch: 'quant-names',
      message: 'Name the quantisation method',
      edits: { 'formats/names.md': '# Names\n\n`NAME-qBITS-METHOD-GROUP`\n' },
    },
    acts: [
      say('57 05:30', 'luo-qing', '建议同时把校准集写进卡片，名字里放不下。'),
      push('58 00:45', 'yuki-tanaka', 'Calibration set in the card', { 'formats/names.md': namesOfFormats }),
      say('58 04:10', 'luo-qing', '这样清楚多了。', '', '/lgtm'),
      say('59 02:15', 'priya-nair', '/approve'),
      merge('59 02:20', 'priya-nair'),
    ],
  },
  {
    repo: 'benchmarks',
    at: '62 03:07',
    by: 'omar-haddad',
    title: 'code-small: 14 tasks need the network',
    labels: ['bug'],
    body: text(
      'They install packages while they run. In our sealed runners they all fail, so our scores are 2.1 points too low.',
      'List in the first comment.',
    ),
    acts: [
      say('62 03:09', 'omar-haddad', '`fs-03, fs-07, http-01 … http-12`'),
      say(
        '62 08:20',
        'elena-petrova',
        'I will vendor the packages into the image. Scores before build 41 get a footnote.',
      ),
      say('66 01:15', 'elena-petrova', 'Build 41 is out.'),
      close('66 06:00', 'omar-haddad'),
    ],
  },
  {
    repo: 'datasets',
    at: '86 02:52',
    by: 'sun-hao',
    title: '重复条目：zh-encyclopedia 中有 3,482 条完全相同',
    labels: ['bug'],
    body: '按正文 SHA-256 统计，3,482 条重复，主要来自镜像站点。去重脚本见附件。',
    acts: [
      say('86 04:33', 'luo-qing', '确认。下一个版本去重，并在卡片中说明。'),
      say('95 02:10', 'luo-qing', '第 9 版已去重，共移除 3,482 条。'),
      close('95 02:11', 'sun-hao'),
    ],
  },
  {
    repo: 'datasets',
    at: '151 01:36',
    by: 'fatima-diallo',
    title: 'ci(cards): check `sources`',
    labels: ['provenance'],
    body: because(
      'Part of {{#provenance}}. Carries out the decision on licences of sources: a warning at first, an error from the new year on.',
      'Run on all cards: 14 warnings, each of them right.',
      'None; it reads what the cards list.',
    ),
    pull: {
      branch: 'check-sources',
      message: 'Check sources of cards',
      edits: { '.ci/cards.yml': 'check: sources\nlevel: warning\n' },
    },
    acts: [
      say('151 03:05', 'chen-yu', '/help'),
      approve('151 03:40', 'chen-yu', '看起来没问题。`retrieved: unknown` 的情况也测了。'),
      merge('152 02:30', 'chen-yu'),
    ],
  },
  {
    repo: 'tools',
    at: '110 03:50',
    by: 'sun-hao',
    title: 'oc-card：中文字段名的校验报错信息不清楚',
    labels: ['bug'],
    body: '字段名写成全角冒号时，报错为 `unexpected token`，没有行号。',
    acts: [
      say('110 06:10', 'priya-nair', 'Line and column are known at that point, we only do not print them. Easy.'),
      say('111 02:00', 'priya-nair', 'In 0.5.0-rc1.'),
      react('111 02:15', 'sun-hao', '+1'),
      close('111 02:16', 'sun-hao'),
    ],
  },
  {
    repo: 'tools',
    at: '172 03:28',
    by: 'marco-rossi-dev',
    title: 'Debian package: man pages in Chinese',
    labels: ['enhancement', 'translation', 'roadmap'],
    body: 'The messages are translated, the man pages are not. I can package them when somebody writes them.',
    acts: [
      say('172 07:00', 'huang-xiaoyu', '我来写。'),
      say('176 01:30', 'huang-xiaoyu', '初稿完成，请帮忙看看排版。'),
      label('176 02:00', 'priya-nair', 'good first issue'),
    ],
  },
  {
    repo: 'benchmarks',
    at: '174 02:14',
    by: 'rahul-deshpande',
    title: 'Nightly run: 3 suites time out on arm64',
    labels: ['flaky', 'bug'],
    body: 'Since the new runner image. `c-bench` is not among them.',
    acts: [
      retitle('174 02:16', 'rahul-deshpande', 'Nightly run: three suites time out on arm64 since the new image'),
      say('174 02:20', 'helper-bot[bot]', 'Timed out again tonight: mt-ladder, code-small, long-doc (arm64).'),
      say('175 04:00', 'elena-petrova', 'The image has half the memory. Filed with the provider.'),
      say('181 03:00', 'helper-bot[bot]', 'Timed out again tonight: long-doc (arm64).'),
    ],
  },
];
