// The repositories of the story on Gitee, with the labels and files they begin with, and who owns what in them.
import { ownersFile, templateZh, type LoginOf } from './house-rules.js';
import type { StoryRepository } from './repositories.js';

const labels = ['缺陷', '文档', '提案', '版本发布', '数据来源', '新手友好', 'roadmap'];

const templates = { '.gitee/PULL_REQUEST_TEMPLATE.zh-CN.md': templateZh };

/** `loginOf`: the login of a person of the charter, for the OWNERS files. */
export function repositoriesOnGitee(loginOf: LoginOf): readonly StoryRepository[] {
  const owners = ownersFile(loginOf);
  return [
    {
      name: 'c-bench',
      description: '中文评测基准 C-Bench：题目、评分脚本与去重报告',
      labels,
      files: {
        ...templates,
        'README.md':
          '# C-Bench\n\n52 个学科、13,948 道题。运行 `make bench SUITE=c-bench`，结果附随机种子与镜像摘要。\n',
        OWNERS: owners(['sun-hao', 'lin-mei'], ['he-lan', 'zhou-jie']),
        'questions/law.jsonl': '{"id": "law-0212", "answer": "B"}\n',
        'score/score.py': 'def macro_average(scores): ...\n',
      },
    },
    {
      name: 'dataset-cards',
      description: '中文数据集卡片：来源、许可证与采集方式',
      labels,
      files: {
        ...templates,
        'README.md': '# 数据集卡片\n\n每个数据集一张卡片，逐项写明来源与许可证。\n',
        OWNERS: owners(['luo-qing', 'chen-yu'], ['he-lan', 'zhou-jie']),
        'cards/模板.md': '---\nlicense:\nsources: []\n---\n',
      },
    },
    {
      name: 'tools',
      description: '发布与校验工具的国内镜像及同步脚本',
      labels,
      files: {
        ...templates,
        'README.md': '# tools\n\n`oc-verify`、`oc-card` 与 `oc-release` 的国内镜像，每小时同步一次。\n',
        OWNERS: owners(['zhou-jie', 'wang-bo'], ['luo-qing', 'lin-mei']),
        'mirror/sync.sh': '#!/bin/sh\nset -eu\noc-mirror pull\n',
      },
    },
  ];
}
