// The handbook: translations, terms, and a motion for which nobody had time.
import { approve, becauseZh, close, label, merge, push, react, say, text, type Thread } from '../scene.js';

export const handbook: readonly Thread[] = [
  {
    repo: 'docs',
    at: '5 06:12',
    by: 'passer-by',
    title: 'Typo in “Getting started”: `make bnech`',
    labels: ['documentation'],
    body: 'Third code block.',
    acts: [say('5 07:20', 'mateus-silva', 'Fixed, thanks!'), close('5 07:21', 'mateus-silva')],
  },
  {
    repo: 'docs',
    at: '18 02:45',
    by: 'lin-mei',
    title: 'docs(zh): 手册“投票”一章的中文翻译',
    labels: ['translation'],
    body: becauseZh(
      '对照英文版第 5 版，术语采用：motion 动议、ballot 表决票、recusal 回避、quorum 法定人数。',
      '逐段对照校读两遍，链接均可打开。',
    ),
    pull: {
      branch: 'zh-voting',
      message: '翻译“投票”一章',
      edits: { 'zh/voting.md': '# 投票\n\n在议题中另起一行写 `/投票 technical` 即可发起动议。\n' },
    },
    acts: [
      say('18 05:00', 'sun-hao', '“seconding” 译作“附议”比“支持”准确，其他都好。'),
      say('19 01:12', 'xu-wen', '建议“affiliation”统一为“所属组织”：“机构”已经用来译“body”了。'),
      push('19 03:25', 'lin-mei', '采纳评审意见', {
        'zh/voting.md': '# 投票\n\n在议题中另起一行写 `/投票 technical` 即可发起动议，其他人可以附议。\n',
      }),
      say('19 03:30', 'lin-mei', '都已修改。'),
      approve('19 08:55', 'sun-hao', '术语统一，读起来很顺。'),
      merge('19 09:00', 'sun-hao'),
    ],
  },
  {
    repo: 'docs',
    at: '66 03:20',
    by: 'elena-petrova',
    title: 'Move the handbook to MkDocs',
    labels: ['proposal'],
    body: text(
      'The current generator has had no release for two years and its search finds no Chinese. MkDocs with the `jieba` plugin does both. Links stay, redirects are in the branch `mkdocs`.',
      '/vote technical',
    ),
    acts: [
      say('66 05:05', 'lin-mei', '/赞成 中文搜索一直是最多人反馈的问题。'),
      say('67 02:30', 'rahul-deshpande', '/yes'),
      say('71 08:00', 'mateus-silva', 'I can do the redirects, if this is carried.'),
      say('74 04:00', 'elena-petrova', 'Two ballots in a week, everybody is on leave. I will call this again later.'),
    ],
  },
  {
    repo: 'docs',
    at: '133 03:12',
    by: 'lin-mei',
    title: '统一中英文术语表',
    labels: ['proposal', 'translation'],
    body: text(
      '手册、章程与工具中的同一概念目前有三种译法。建议以 `docs/terms.yml` 为唯一来源，其他仓库在 CI 中核对。',
      'One glossary, `terms.yml`, is the source of all translations; a check in CI tells of words that differ.',
      '/投票 technical',
    ),
    acts: [
      say('133 04:18', 'chen-yu', '/赞成 早该如此。'),
      say('133 08:40', 'ingrid-dahl', '/yes Also helps us with Swedish later.'),
      say('134 01:05', 'wang-bo', '/赞成'),
      say('134 06:30', 'huang-xiaoyu', '/赞成 我可以帮忙整理数据集部分的术语。'),
      say('135 02:10', 'claire-fontaine', '/yes Please leave the check as a warning in the first month.'),
      say('135 02:40', 'lin-mei', '同意，首月仅提示。'),
      react('135 02:42', 'claire-fontaine', '+1'),
      close('137 01:30', 'lin-mei'),
    ],
  },
  {
    repo: 'docs',
    at: '138 02:00',
    by: 'huang-xiaoyu',
    title: 'docs(terms): 数据集部分的术语',
    labels: ['translation'],
    body: becauseZh('术语表只有评测部分，数据集部分缺 64 条。', '每条均注明出自哪张卡片或手册哪一章。'),
    pull: {
      branch: 'terms-datasets',
      message: '术语表：数据集',
      edits: { 'terms.yml': 'provenance: 来源\ncard: 卡片\nsplit: 划分\n' },
      fork: true,
    },
    acts: [
      say('138 06:50', 'lin-mei', '“split”在评测里译作“子集”更常见，其余没有意见。'),
      push('139 02:55', 'huang-xiaoyu', 'split 译作“子集”', {
        'terms.yml': 'provenance: 来源\ncard: 卡片\nsplit: 子集\n',
      }),
      say('139 03:00', 'huang-xiaoyu', '已改。'),
      approve('139 05:40', 'lin-mei'),
      merge('139 05:45', 'lin-mei'),
    ],
  },
  {
    repo: 'docs',
    at: '158 04:04',
    by: 'grace-mwangi',
    title: 'A page for newcomers who only have a phone',
    labels: ['enhancement', 'good first issue'],
    body: 'Many of our first-time contributors work from a phone. The handbook assumes a terminal on page one. Could we have a path that needs only the web?',
    acts: [
      say(
        '158 06:15',
        'fatima-diallo',
        'Yes please. I have slides from our workshop in Dakar which show it step by step.',
      ),
      say('159 01:40', 'mateus-silva', 'Send them over, I will turn them into a chapter.'),
      label('159 01:42', 'mateus-silva', 'documentation'),
      say('171 02:30', 'mateus-silva', 'Draft is in the branch `phone`, feedback welcome.'),
    ],
  },
];
