// Benchmarks: which are official, and how their results stay reproducible.
import {
  approve,
  because,
  close,
  label,
  merge,
  push,
  react,
  remove,
  review,
  say,
  text,
  type Thread,
} from '../scene.js';

export const evaluation: readonly Thread[] = [
  {
    repo: 'benchmarks',
    at: '9 01:26',
    by: 'sun-hao',
    title: '将中文评测集 C-Bench v2 纳入官方基准',
    labels: ['proposal'],
    body: text(
      'C-Bench v2 共 13,948 题、52 个学科，v1 中与公开题库重合的 1,106 题已全部剔除（去重脚本与报告见 `c-bench/dedup/`）。',
      'C-Bench v2 replaces v1. Contamination check against the three largest public crawls is in the folder; the hidden half stays with Jiangnan Institute of Technology and is rotated every quarter.',
      '/提案 artifact',
    ),
    acts: [
      say('9 02:40', 'lin-mei', '/附议'),
      say(
        '9 08:15',
        'elena-petrova',
        'Is there an English summary of how the subjects were weighted? The average hides that law is a fifth of all questions.',
      ),
      say('10 01:20', 'sun-hao', '有，已补充 `c-bench/WEIGHTS.en.md`。默认按学科宏平均，法律不会占优。'),
      say('10 04:00', 'rahul-deshpande', '/yes too early?'),
      say('11 06:30', 'rahul-deshpande', '/yes The dedup report is the best I have seen for any set we host.'),
      say('12 02:02', 'chen-yu', '/赞成 我们内部对比过，v2 的区分度明显更好，尤其是 7B 以下的模型。'),
      say('13 09:48', 'claire-fontaine', '/yes Macro average by default settles my concern.'),
      say('14 03:10', 'huang-xiaoyu', '/赞成 希望同时公布题目来源年份。'),
      say('15 07:25', 'amara-okafor', '/yes'),
      say(
        '17 05:50',
        'ingrid-dahl',
        '/abstain I cannot read the questions, so I can judge the method only. The method is sound.',
      ),
      react('17 06:01', 'sun-hao', 'heart'),
      close('22 01:00', 'sun-hao'),
    ],
  },
  {
    repo: 'benchmarks',
    at: '12 03:33',
    by: 'yuki-tanaka',
    title: 'mt-ladder: scores differ between two runs of the same seed',
    labels: ['bug', 'flaky'],
    body: text(
      'Same container, same seed, two machines: 41.2 and 41.9.',
      '```\nSUITE=mt-ladder SEED=7 make bench\n```',
      'I suspect the beam search ties, which are broken by hash order.',
    ),
    acts: [
      say(
        '12 05:10',
        'elena-petrova',
        'Ties, yes. `PYTHONHASHSEED` is not set in the container. Setting it gives 41.2 on both here.',
      ),
      say('13 00:40', 'yuki-tanaka', 'Confirmed on three machines. Patch follows.'),
      close('15 02:00', 'yuki-tanaka'),
    ],
  },
  {
    repo: 'benchmarks',
    at: '14 08:02',
    by: 'yuki-tanaka',
    title: 'fix(harness): fix the hash seed in every suite',
    body: because(
      'Beam search breaks ties by hash order. Sets `PYTHONHASHSEED=0` in the base image and fails when it is missing.',
      '41.2 on three machines, five runs each.',
    ),
    pull: {
      branch: 'hash-seed',
      message: 'Fix the hash seed in every suite',
      edits: { 'harness/base.env': 'PYTHONHASHSEED=0\n' },
    },
    acts: [
      say('14 09:30', 'elena-petrova', 'Same score on ours. Thank you.', '', '/lgtm'),
      review('15 01:50', 'rahul-deshpande', 'approve', 'The error message when it is missing is a nice touch.'),
      merge('15 01:58', 'rahul-deshpande'),
    ],
  },
  {
    repo: 'benchmarks',
    at: '141 02:50',
    by: 'elena-petrova',
    title: 'feat(suites): pin the container digest in every suite',
    labels: ['enhancement'],
    body: text(
      because(
        'Part of {{#again}}. A tag moves, a digest does not. With this change a result names the exact image it was computed with, and `oc-verify` refuses results without one.',
        'All submissions of this year: 412 have a digest already, 31 would have been refused.',
      ),
      'This changes what counts as a valid submission, so I would rather have it voted on than merged by me.',
      '/vote technical',
    ),
    pull: {
      branch: 'pin-digests',
      message: 'Pin container digests',
      edits: {
        'suites/index.yml': 'suites: [c-bench, mt-ladder, code-small]\nrequire_digest: true\n',
        'harness/digest.md': 'Every result carries `image: name@sha256:...`.\n',
      },
    },
    acts: [
      say('141 04:44', 'rahul-deshpande', '/yes Half of our non-reproducible reports this year were moved tags.'),
      say('141 06:15', 'ingrid-dahl', '/yes'),
      say('142 01:10', 'lin-mei', '/赞成 建议在 README 里写清楚如何查询 digest，新人经常卡在这里。'),
      say('142 03:00', 'elena-petrova', 'Will add a section after the vote, so that the head stays as it is.'),
      say('142 07:30', 'wang-bo', '/yes'),
      say('143 08:12', 'marco-rossi-dev', '/yes as somebody who lost two days to a moved tag'),
      approve('144 08:52', 'rahul-deshpande', 'Carried, and the head is the one that was voted on.'),
      merge('144 09:00', 'rahul-deshpande'),
    ],
  },
  {
    repo: 'benchmarks',
    at: '146 02:20',
    by: 'elena-petrova',
    title: 'docs: how to find the digest of an image',
    labels: ['documentation'],
    body: because(
      'As promised in the vote on digests. In English and Chinese.',
      'The command runs on Docker and Podman.',
    ),
    pull: {
      branch: 'readme-digest',
      message: 'Tell how to find a digest',
      edits: {
        'README.md':
          '# benchmarks\n\nRun `make bench SUITE=name`.\n\n## Digests\n\n`docker inspect --format "{{index .RepoDigests 0}}" NAME`\n',
      },
    },
    acts: [
      say('146 03:15', 'lin-mei', '中文部分我改了两处措辞，其他没有问题。'),
      push('146 03:40', 'elena-petrova', 'Apply wording by Lin Mei', {
        'README.zh.md': '# 评测\n\n运行 `make bench SUITE=名称`。\n',
      }),
      say('146 05:20', 'lin-mei', '/lgtm'),
      review('146 07:55', 'sun-hao', 'approve', '命令已在本机验证。'),
      merge('146 08:00', 'sun-hao'),
    ],
  },
  {
    repo: 'benchmarks',
    at: '92 03:05',
    by: 'ingrid-dahl',
    title: 'Publish per-question results of all submissions',
    body: text(
      'Publishing only averages makes it impossible to find contaminated questions. I propose that every submission publishes its answers per question for the open half.',
      '/vote technical\n/yes Averages have hidden two contaminated subsets from us already.',
    ),
    acts: [
      say('92 05:20', 'ada-lindgren', '/yes'),
      say(
        '92 09:00',
        'yuki-tanaka',
        'The issue text includes 40 question ids of the hidden half in its first version. They must not stay public, edits keep the history.',
      ),
      say(
        '92 09:12',
        'ingrid-dahl',
        'You are right, my mistake. I delete this issue and open it again without the list.',
      ),
      remove('92 09:20', 'ingrid-dahl'),
    ],
  },
  {
    repo: 'benchmarks',
    at: '93 02:00',
    by: 'ingrid-dahl',
    title: 'Publish per-question results of all submissions (open half)',
    labels: ['question'],
    body: 'Second attempt, without question ids. Collecting opinions first: what would this cost those who submit?',
    acts: [
      say('93 04:30', 'omar-haddad', 'About 40 MB a submission for us. No problem.'),
      say('94 01:12', 'sun-hao', '学校的存储配额比较紧，压缩后可以接受。'),
      say('101 03:00', 'ingrid-dahl', 'Good. I will write a format first and come back with it.'),
      label('101 03:02', 'ingrid-dahl', 'proposal'),
    ],
  },
];
