// What happens on Gitee alone: the Chinese benchmark, the cards of Chinese datasets, the mirror of the tools.
import { becauseZh, close, label, merge, remedy, review, say, start, text, type Thread } from '../scene.js';

export const chinese: readonly Thread[] = [
  {
    on: 'gitee',
    repo: 'c-bench',
    at: '10 02:36',
    by: 'huang-xiaoyu',
    title: '法律学科第 212 题的标准答案有误',
    labels: ['缺陷'],
    body: text(
      '题干引用的是 2021 年修订前的条文，标准答案 B 已不成立，按现行条文应为 C。',
      '同一章里可能还有类似的题目，建议整体核对一遍。',
    ),
    acts: [
      say(
        '10 03:20',
        'he-lan',
        '确认有误。我核对了整章，受修订影响的共 37 道：`law-0198` 至 `law-0231`，另有 `law-0306`、`law-0311`、`law-0312`。欢迎认领。',
      ),
      start('10 03:24', 'sun-hao'),
      close('21 06:45', 'sun-hao'),
    ],
  },
  {
    on: 'gitee',
    repo: 'c-bench',
    at: '18 08:05',
    by: 'gao-ming',
    title: 'fix(law): 更正 37 道题的标准答案',
    labels: ['缺陷'],
    body: becauseZh(
      '条文修订后，法律学科有 37 道题的标准答案不再成立。逐题附上现行条文的出处。',
      '与何岚的清单逐条比对；重新计算了 12 个模型的得分，平均变化 0.3 分。',
    ),
    pull: {
      branch: 'law-answers',
      message: 'fix(law): 更正 37 道题的标准答案',
      edits: { 'questions/law.jsonl': '{"id": "law-0212", "answer": "C", "source": "2021 年修订"}\n' },
      fork: true,
      unsigned: true,
    },
    acts: [
      say('19 01:30', 'he-lan', '出处写得很清楚。提交缺少签署，上面的评论里有现成的文字，粘贴到一次新的提交里即可。'),
      remedy('19 10:12', 'gao-ming'),
      say('20 01:25', 'he-lan', '37 道题全部复核完毕。', '', '/lgtm'),
      review('21 06:30', 'sun-hao', 'approve', '谢谢，收进 2.1 版。'),
      merge('21 06:40', 'sun-hao'),
    ],
  },
  {
    on: 'gitee',
    repo: 'c-bench',
    at: '29 01:15',
    by: 'sun-hao',
    title: '发布 C-Bench 2.1',
    labels: ['版本发布'],
    body: text(
      '- 更正法律学科 37 道题的标准答案\n- 默认按学科宏平均计分\n- 隐藏题库完成本季度轮换',
      '候选版本已在四个单位试运行两周，没有未解决的缺陷。',
      '/投票 release\n/赞成',
    ),
    acts: [
      say('29 02:50', 'zhou-jie', '/赞成 镜像已同步，校验值一致。'),
      say('29 08:33', 'gao-ming', '/赞成 看到自己改的题目发布出来，很高兴。'),
      say('30 01:42', 'luo-qing', '/赞成 我们重跑了 9 个模型，波动都在误差之内。'),
      say('31 03:05', 'wang-bo', '/赞成'),
      close('34 02:02', 'sun-hao'),
    ],
  },
  {
    on: 'gitee',
    repo: 'dataset-cards',
    at: '45 02:20',
    by: 'zhou-jie',
    title: '数据集卡片增加“中文摘要”字段',
    labels: ['提案'],
    body: text(
      '不少卡片只有英文正文，国内用户要通读全文才能判断是否适用。建议新增必填字段 `summary_zh`，不超过 200 字。',
      '/投票 technical',
    ),
    acts: [
      say('45 03:10', 'lin-mei', '/赞成 摘要比全文翻译容易维护。'),
      say('46 06:28', 'chen-yu', '/赞成'),
      say('47 01:55', 'wang-bo', '/赞成 建议同时允许英文摘要。'),
      say(
        '52 03:40',
        'lin-mei',
        '三票全是赞成，却没有达到法定人数：委员会七人中，另外四位只在 GitHub 上。下次用 `/关联` 把两边的议题合成一个动议，一次表决，一次计票。',
      ),
      label('52 03:42', 'lin-mei', '文档'),
    ],
  },
  {
    on: 'gitee',
    repo: 'dataset-cards',
    at: '61 01:50',
    by: 'zhou-jie',
    title: 'docs(cards): 江南方言语音集',
    labels: ['文档', '数据来源'],
    body: becauseZh(
      '江南理工学院录制的方言语音集即将公开，先补卡片：11 个方言点、326 位发音人、授权书逐份存档。',
      '时长与人数由脚本从音频清单统计，与论文附表一致。',
    ),
    pull: {
      branch: 'jiangnan-dialects',
      message: 'docs(cards): 江南方言语音集',
      edits: {
        'cards/jiangnan-dialects.md':
          '---\nlicense: CC-BY-4.0\nspeakers: 326\nconsent: [recognition, research]\n---\n\n授权不包括语音合成。\n',
      },
    },
    acts: [
      say('61 08:20', 'he-lan', '授权书逐份看过，不包括语音合成，卡片里也写明了。', '', '/lgtm'),
      review('62 02:45', 'luo-qing', 'approve', ''),
      merge('62 02:50', 'luo-qing'),
    ],
  },
  {
    on: 'gitee',
    repo: 'tools',
    at: '150 00:40',
    by: 'zhou-jie',
    title: '紧急：国内镜像返回三天前的清单',
    labels: ['缺陷'],
    body: text(
      '同步任务周五失败后没有告警，镜像一直返回旧清单，`oc-verify` 会把 0.5.0 的正式文件判为“不匹配”。',
      '提议：立即停用镜像地址，客户端改为直连，修复后再恢复。',
      '/投票 patch\n/赞成',
    ),
    acts: [
      say('150 01:05', 'sun-hao', '/赞成 校内已有两台机器受影响。'),
      say('150 01:30', 'luo-qing', '/反对 直连在部分地区不可用，停用等于无法校验。'),
      say('150 02:15', 'zhou-jie', '备用镜像今天上午可以就绪，停用期间由它顶上。'),
      say('150 02:40', 'luo-qing', '/赞成 有备用镜像就没有问题，改投赞成。'),
      say('150 03:25', 'wang-bo', '/赞成'),
      close('152 06:02', 'zhou-jie'),
    ],
  },
  {
    on: 'gitee',
    repo: 'c-bench',
    at: '181 01:40',
    by: 'zhou-jie',
    title: 'feat(score): 输出每个学科的置信区间',
    labels: ['提案'],
    body: becauseZh(
      '学科题量差别很大，只看平均分容易误判。新增自助法 95% 置信区间。',
      '与 R 的 `boot` 结果比对，差异小于 0.05 分；52 个学科共耗时 4 秒。',
    ),
    pull: {
      branch: 'confidence',
      message: 'feat(score): 输出每个学科的置信区间',
      edits: { 'score/interval.py': 'def interval(scores, level=0.95): ...\n' },
    },
    acts: [
      say('181 03:15', 'he-lan', '抽样次数可配置，很好。', '', '/lgtm'),
      review('181 06:50', 'sun-hao', 'approve', '结果与我这边一致，等版本窗口打开就合并。'),
    ],
  },
  {
    on: 'gitee',
    repo: 'dataset-cards',
    at: '182 01:05',
    by: 'gao-ming',
    title: 'docs(cards): 古籍标点数据集的来源',
    labels: ['文档', '新手友好'],
    body: becauseZh('卡片里 14 种底本没有注明馆藏与版本，现逐一补齐。', '对照三家图书馆的公开目录。'),
    pull: {
      branch: 'ancient-sources',
      message: 'docs(cards): 补充古籍标点数据集的来源',
      edits: { 'cards/ancient-punctuation.md': '---\nlicense: CC0-1.0\nsources: 14\n---\n' },
      fork: true,
      unsigned: true,
    },
    acts: [say('182 02:30', 'he-lan', '内容很扎实。只差提交签署，补上之后我请陈宇来审查。')],
  },
];
