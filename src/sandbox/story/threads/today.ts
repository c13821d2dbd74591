// What is going on today: two open motions, and one that waits for a second.
import { approve, because, push, react, say, text, type Thread } from '../scene.js';

export const today: readonly Thread[] = [
  {
    repo: 'models',
    at: '178 02:10',
    by: 'claire-fontaine',
    title: 'Require an SPDX expression in every model card',
    labels: ['proposal'],
    body: text(
      '“Open” in a card means eleven different things at the moment. I propose that `license` must be an SPDX expression, with `LicenseRef-` for everything that is not on the list, and the full text beside the weights.',
      '```yaml\nlicense: Apache-2.0 AND LicenseRef-Acceptable-Use-2\n```',
      'Cards that cannot be expressed that way keep their place, marked `license: NOASSERTION`.',
      '/vote technical',
    ),
    acts: [
      say('178 04:35', 'ingrid-dahl', '/yes Our compliance tool reads nothing else.'),
      say(
        '178 09:20',
        'wang-bo',
        '/反对 `NOASSERTION` 会让一大批国内模型看起来“没有许可证”，实际上它们有，只是不在 SPDX 列表里。',
      ),
      say(
        '179 01:15',
        'claire-fontaine',
        'They would be `LicenseRef-NAME` with the text beside the weights. `NOASSERTION` is only for cards without any licence text.',
      ),
      say('179 03:40', 'marco-rossi-dev', '/yes for packagers this would end a lot of e-mail'),
      say('179 08:05', 'amara-okafor', '/yes'),
      say('180 02:50', 'huang-xiaoyu', '/赞成 建议附一个常见许可证的对照表。'),
      say('180 05:30', 'passer-by', '/yess please'),
      say('181 06:10', 'luo-qing', '对照表我可以整理，目前列了 17 种。'),
      react('181 06:30', 'claire-fontaine', 'heart'),
    ],
  },
  {
    repo: 'datasets',
    at: '176 03:20',
    by: 'amara-okafor',
    title: 'feat(corpora): adopt SeaLang, 34 Southeast Asian languages · 收录 SeaLang 语料库',
    labels: ['proposal', 'provenance'],
    body: text(
      because(
        '4.1 million documents, every one with its source, licence and date. Built by six universities, speakers were paid and may withdraw.\n\n410 万篇文档，每篇均有来源、许可证与日期；语料提供者有偿参与，可随时退出。',
        'Statistics are in `corpora/sealang/STATISTICS.md`, and the script that made them.',
        'Listed one by one in `corpora/sealang/sources.csv`, with the consent form beside it.',
      ),
      '/propose artifact',
    ),
    pull: {
      branch: 'sealang',
      message: 'feat(corpora): adopt SeaLang',
      edits: {
        'corpora/sealang/card.md': '---\nlicense: CC-BY-4.0\nlanguages: 34\n---\n',
        'corpora/sealang/sources.csv': 'source,license,retrieved\nuniversity-of-vientiane,CC-BY-4.0,2026-02-11\n',
        'corpora/sealang/STATISTICS.md': '# Statistics\n\n4,102,377 documents, 34 languages.\n',
      },
    },
    acts: [
      say('176 05:00', 'rahul-deshpande', '/second', '', 'The consent form is a model for others.'),
      say('176 08:44', 'chen-yu', '老挝语和缅甸语的分词质量如何？卡片里没有提到。'),
      push('177 03:08', 'amara-okafor', 'docs(corpora): units of the statistics', {
        'corpora/sealang/STATISTICS.md':
          '# Statistics\n\n4,102,377 documents, 34 languages. Lao and Burmese are counted in syllables.\n',
      }),
      say('177 03:12', 'amara-okafor', 'Syllables, not words, for both. The statistics say so now.'),
      approve('177 09:20', 'luo-qing', '文件齐全，来源列表抽查无误。是否收录由表决决定。'),
      say(
        '178 06:05',
        'rahul-deshpande',
        '/yes I checked 200 random documents against their sources: 198 match, 2 have moved.',
      ),
      say('179 02:28', 'chen-yu', '/赞成 补充说明已看到，来源记录完整。'),
      say('180 07:51', 'lin-mei', '/赞成 退出机制写得很清楚，值得其他数据集参考。'),
      say('181 04:16', 'ada-lindgren', '/yes'),
      say('182 01:30', 'wang-bo', '/abstain I have not finished reading the statistics.'),
    ],
  },
  {
    repo: 'governance',
    at: '181 02:40',
    by: 'lin-mei',
    title: 'Priya Nair for the Technical Steering Committee',
    labels: ['proposal'],
    body: text(
      'Priya has led two releases, brought attestations to all our tools and is the one newcomers ask first. I propose her for the seat that becomes free next year.',
      '提名 Priya Nair 为技术指导委员会委员。',
      '/propose membership',
    ),
    acts: [
      say('181 05:10', 'mateus-silva', 'As a fellow maintainer: wholeheartedly in favour, though I have no vote here.'),
      say('181 09:30', 'passer-by', '/second'),
      say('182 02:05', 'priya-nair', 'Honoured. I work for Tidepool, and would step back from votes on its models.'),
    ],
  },
];
