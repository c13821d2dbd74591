// One motion on two forges: an issue on GitHub and one on Gitee, joined by /link, with one electorate and one count. The second is open today.
import { close, say, text, type Thread } from '../scene.js';

export const acrossForges: readonly Thread[] = [
  {
    on: 'gitee',
    repo: 'dataset-cards',
    key: 'cards-in-chinese',
    at: '84 01:20',
    by: 'chen-yu',
    title: '中英文数据集卡片采用同一模板',
    labels: ['提案', '文档'],
    body: text(
      '目前 GitHub 与 Gitee 各用一份模板，字段名、顺序和必填项都不同，两边的卡片无法互相核对。',
      '建议合并为一份：字段名用英文，说明中英文并列，`summary_zh` 与 `summary_en` 至少填写一项。',
      '本动议同时在 GitHub 上讨论，在任何一处投票均可。',
    ),
    acts: [
      say('84 03:05', 'lin-mei', '/赞成 一份模板，两边都能自动检查。'),
      say('84 06:10', 'wang-bo', '/反对 两个摘要都改成选填，等于没有解决四十天前的问题。'),
      say('85 02:26', 'huang-xiaoyu', '/赞成 终于不用填两遍了。'),
      say('85 07:45', 'chen-yu', '/赞成 已按王博的意见修改：缺少的那一种语言由机器翻译补上，并注明“未经校对”。'),
      close('88 02:10', 'chen-yu'),
    ],
  },
  {
    repo: 'datasets',
    at: '84 01:40',
    by: 'chen-yu',
    title: 'One template for dataset cards, in English and Chinese',
    labels: ['proposal', 'documentation'],
    body: text(
      'We have two templates, here and on Gitee. Names, order and required fields differ, so no tool can hold a card against its translation.',
      'One template from now on: names of fields in English, explanations in both languages, and at least one of `summary_en` and `summary_zh`.',
      'Three of seven members of the committee are on Gitee most of the time. Vote wherever you are, it is one count.',
      '/vote technical\n/link {{cards-in-chinese}}',
    ),
    acts: [
      say('84 05:20', 'ingrid-dahl', '/yes One schema, one linter.'),
      say(
        '85 04:12',
        'amara-okafor',
        '/yes Could we leave room for a third language? Many of our cards are in Swahili.',
      ),
      say(
        '86 01:35',
        'wang-bo',
        '/yes My no on Gitee was about two optional summaries. With the machine translation marked as such I am in favour.',
      ),
      say('86 06:50', 'claire-fontaine', '/no A machine translation of a consent clause is worse than none.'),
      say(
        '88 02:05',
        'chen-yu',
        'Carried, on both sides at once. Consent clauses are excluded from translation, as Claire asked.',
      ),
      close('88 02:12', 'chen-yu'),
    ],
  },
  {
    repo: 'benchmarks',
    key: 'spread-in-english',
    at: '180 01:10',
    by: 'sun-hao',
    title: 'Report the spread over five seeds, not one score',
    labels: ['proposal'],
    body: text(
      'A single score hides how much of it is luck: over five seeds the same model moves by up to 1.9 points on C-Bench, more than the distance between places 2 and 7 of the table.',
      'Proposal: every official result names the mean and the spread over five seeds. Suites that cost more than 100 GPU hours may ask for an exception.',
      'The motion is called on Gitee, where C-Bench lives. Vote here or there, the later of your ballots counts.',
    ),
    acts: [
      say('180 06:20', 'rahul-deshpande', '/yes Half of our leaderboard arguments would end.'),
      say(
        '181 02:40',
        'elena-petrova',
        'The harness can do this today: `SEEDS=5`. Four suites take more than 100 hours, I have a list.',
      ),
    ],
  },
  {
    on: 'gitee',
    repo: 'c-bench',
    at: '180 01:30',
    by: 'sun-hao',
    title: '评测结果须报告五个随机种子的波动',
    labels: ['提案'],
    body: text(
      '同一模型换五个随机种子，在 C-Bench 上最多相差 1.9 分，已经超过榜单第 2 名与第 7 名的差距。只报一个分数，很大程度上是在比运气。',
      '建议：正式结果一律给出五个种子的均值与波动范围；单次运行超过 100 GPU 小时的评测集可以申请例外。',
      '/投票 technical\n/关联 {{spread-in-english}}',
    ),
    acts: [
      say('180 03:15', 'lin-mei', '/赞成 波动范围应当和均值写在同一行，不要放进附录。'),
      say('180 08:40', 'wang-bo', '/反对 五倍的算力对小团队不公平，三个种子足以看出问题。'),
      say('181 01:22', 'gao-ming', '/赞成 我们组只有一张卡，但宁可少跑几个评测集，也不想比运气。'),
    ],
  },
];
