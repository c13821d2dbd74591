// The repositories of the story, with the labels and files they begin with.

const labels = [
  'bug',
  'documentation',
  'enhancement',
  'good first issue',
  'question',
  'release',
  'proposal',
  'duplicate',
  'roadmap',
];

export const repositories = [
  {
    name: 'models',
    description: 'Open weights, their cards and the formats they come in · 开放权重与模型卡',
    labels,
    files: {
      'README.md': '# models\n\nModel cards, weights manifests and interchange formats of the foundation.\n',
      'formats/README.md': 'Weights are listed by SHA-256 in `manifest.json`.\n',
    },
  },
  {
    name: 'datasets',
    description: 'Datasets with provenance · 可追溯来源的数据集',
    labels: [...labels, 'provenance'],
    files: {
      'README.md': '# datasets\n\nEvery dataset here has a card with its sources and licences.\n',
      'cards/TEMPLATE.md': '---\nlicense:\nsources: []\n---\n',
    },
  },
  {
    name: 'benchmarks',
    description: 'Reproducible benchmarks and their harness · 可复现的评测',
    labels: [...labels, 'flaky'],
    files: {
      'README.md': '# benchmarks\n\nRun `make bench SUITE=name`. Results carry the seed and the container digest.\n',
      'suites/index.yml': 'suites: [c-bench, mt-ladder, code-small]\n',
    },
  },
  {
    name: 'governance',
    description: 'Charter, policies and minutes · 章程与会议纪要',
    labels: [...labels, 'minutes'],
    files: { 'README.md': '# governance\n\nThe charter in force, and how to change it.\n' },
  },
  {
    name: 'docs',
    description: 'Handbook in English and Chinese · 中英文手册',
    labels: [...labels, 'translation'],
    files: { 'README.md': '# docs\n\nThe handbook. 手册。\n', 'zh/README.md': '# 手册\n' },
  },
  {
    name: 'tools',
    description: 'Command-line tools for releases and checks · 发布与检查工具',
    labels,
    files: { 'README.md': '# tools\n\n`oc-verify`, `oc-card`, `oc-release`.\n' },
  },
] as const;
