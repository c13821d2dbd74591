// The repositories of the story on GitHub, with the labels and files they begin with, and who owns what in them.
import { ownersFile, aliasesFile, template, tightenedForDatasets, type LoginOf } from './house-rules.js';

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

const templates = { '.github/pull_request_template.md': template };

/** A repository to plant, without its organization. */
export interface StoryRepository {
  readonly name: string;
  readonly description: string;
  readonly labels: readonly string[];
  readonly files: Readonly<Record<string, string>>;
}

/** `loginOf`: the login of a person of the charter, for the OWNERS files. */
export function repositoriesOnGitHub(loginOf: LoginOf): readonly StoryRepository[] {
  const owners = ownersFile(loginOf);
  return [
    {
      name: 'models',
      description: 'Open weights, their cards and the formats they come in · 开放权重与模型卡',
      labels,
      files: {
        ...templates,
        'README.md': '# models\n\nModel cards, weights manifests and interchange formats of the foundation.\n',
        OWNERS: owners(['wang-bo', 'rahul-deshpande'], ['luo-qing', 'yuki-tanaka', 'fatima-diallo']),
        'cards/OWNERS': owners(['luo-qing', 'fatima-diallo']),
        'cards/README.md': 'One card a model. The template is in the handbook.\n',
        'formats/OWNERS': owners(['wang-bo', 'priya-nair'], ['luo-qing']),
        'formats/README.md': 'Weights are listed by SHA-256 in `manifest.json`.\n',
        'mt-ladder/OWNERS': owners(['omar-haddad', 'rahul-deshpande'], ['elena-petrova']),
        'mt-ladder/tokenizer.json': '{ "version": "1.2.0", "normalizer": "NFC" }\n',
      },
    },
    {
      name: 'datasets',
      description: 'Datasets with provenance · 可追溯来源的数据集',
      labels: [...labels, 'provenance'],
      files: {
        ...templates,
        '.github/opencharter.yml': tightenedForDatasets,
        'README.md': '# datasets\n\nEvery dataset here has a card with its sources and licences.\n',
        OWNERS: owners(['luo-qing', 'chen-yu', 'fatima-diallo'], ['rahul-deshpande']),
        'cards/OWNERS': owners(['fatima-diallo', 'amara-okafor'], ['luo-qing']),
        'cards/TEMPLATE.md': '---\nlicense:\nsources: []\n---\n',
      },
    },
    {
      name: 'benchmarks',
      description: 'Reproducible benchmarks and their harness · 可复现的评测',
      labels: [...labels, 'flaky'],
      files: {
        ...templates,
        'README.md': '# benchmarks\n\nRun `make bench SUITE=name`. Results carry the seed and the container digest.\n',
        OWNERS: owners(['elena-petrova', 'rahul-deshpande', 'sun-hao'], ['yuki-tanaka', 'lin-mei', 'ingrid-dahl']),
        'suites/index.yml': 'suites: [c-bench, mt-ladder, code-small]\n',
      },
    },
    {
      name: 'governance',
      description: 'Charter, policies and minutes · 章程与会议纪要',
      labels: [...labels, 'minutes'],
      files: {
        ...templates,
        'README.md': '# governance\n\nThe charter in force, and how to change it.\n',
        OWNERS: owners(['sofia-lindqvist', 'thomas-becker', 'lin-mei'], ['grace-mwangi', 'xu-wen']),
      },
    },
    {
      name: 'docs',
      description: 'Handbook in English and Chinese · 中英文手册',
      labels: [...labels, 'translation'],
      files: {
        ...templates,
        'README.md': '# docs\n\nThe handbook. 手册。\n',
        'seeds.md': '# Seeds\n\n```\nmake bnech SUITE=mt-ladder SEED=7\n```\n',
        OWNERS: owners(['mateus-silva', 'lin-mei', 'sun-hao'], ['fatima-diallo', 'grace-mwangi']),
        'zh/OWNERS': owners(['lin-mei', 'sun-hao'], ['xu-wen', 'luo-qing']),
        'zh/README.md': '# 手册\n',
      },
    },
    {
      name: 'tools',
      description: 'Command-line tools for releases and checks · 发布与检查工具',
      labels,
      files: {
        ...templates,
        'README.md': '# tools\n\n`oc-verify`, `oc-card`, `oc-release`.\n',
        OWNERS: owners(['tool-maintainers', 'wang-bo'], ['luo-qing', 'omar-haddad', 'lin-mei']),
        OWNERS_ALIASES: aliasesFile(loginOf)({ 'tool-maintainers': ['mateus-silva', 'priya-nair', 'jonas-weber'] }),
        'man/OWNERS': owners(['tool-maintainers'], ['lin-mei', 'sun-hao']),
      },
    },
  ];
}
