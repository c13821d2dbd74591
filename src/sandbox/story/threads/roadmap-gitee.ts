// The roadmap on Gitee: an item whose motion is voted on on both forges.
import { ayes, itemZh } from '../roadmap-form.js';
import { close, say, type Thread } from '../scene.js';

/** The item is the issue on Gitee; that on GitHub is there to vote. */
export const roadmapOnGitee: readonly Thread[] = [
  {
    repo: 'benchmarks',
    key: 'c-bench-3-in-english',
    at: '34 01:40',
    by: 'sun-hao',
    title: 'C-Bench 3.0 for the roadmap: vote here or on Gitee',
    labels: ['proposal'],
    body: 'The item is the issue on Gitee. This one is for those of the committee who have no account there.',
    acts: [...ayes(34, 'ingrid-dahl', 'rahul-deshpande', 'amara-okafor'), close('38 02:00', 'sun-hao')],
  },
  {
    on: 'gitee',
    repo: 'c-bench',
    at: '34 01:45',
    by: 'sun-hao',
    title: 'C-Bench 3.0：每道题都能追溯出处',
    labels: ['提案'],
    body: itemZh(
      {
        outcome: 'C-Bench 的每道题都注明出处与审题人，任何人都能复核答案。',
        theme: '可复现评测',
        lead: '孙浩',
        body: '维护者团队',
        asks: ['技术指导委员会：确定隐藏题库的轮换办法'],
        measure: '随机抽查五百题，出处全部可查。',
      },
      '/路线图 添加 now\n/关联 {{c-bench-3-in-english}}',
    ),
    acts: [
      say('34 03:10', 'wang-bo', '/赞成'),
      say('40 01:30', 'sun-hao', '/路线图 状态 进行中'),
      say('68 02:00', 'sun-hao', '进展：13,948 题中已有 6,210 题注明出处。'),
      say('96 01:45', 'sun-hao', '进展：审题人名单已公布，法律学科全部完成。'),
      say('124 02:20', 'sun-hao', '/路线图 调整 next 医学学科的教材版权尚在谈，本期做不完'),
      say('151 01:35', 'sun-hao', '进展：医学学科获准引用页码，不引用原文。'),
      say('177 02:10', 'sun-hao', '进展：12,870 题完成，余下的由何岚复核。'),
    ],
  },
];
