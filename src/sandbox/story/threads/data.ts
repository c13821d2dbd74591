// Datasets: cards, sources, consent.
import { approve, because, becauseZh, close, label, merge, push, react, say, text, type Thread } from '../scene.js';

export const data: readonly Thread[] = [
  {
    repo: 'datasets',
    at: '1 04:10',
    by: 'fatima-diallo',
    title: 'Card of afri-speech-open: speakers per language',
    labels: ['documentation'],
    body: text(
      'The card says 21 languages but lists 19. Hausa and Fulfulde are missing from the table.',
      'Data is there, only the card is behind.',
    ),
    acts: [
      say('1 06:02', 'amara-okafor', 'Numbers: Hausa 211 speakers, Fulfulde 48. I can send a PR tonight.'),
      say('2 01:44', 'fatima-diallo', 'Merged, thank you!'),
      close('2 01:45', 'fatima-diallo'),
    ],
  },
  {
    repo: 'datasets',
    at: '1 12:20',
    by: 'amara-okafor',
    title: 'docs(cards): complete the table of speakers of afri-speech-open',
    body: because(
      'The card lists 19 of 21 languages: Hausa and Fulfulde are missing.',
      'Counted again in the recordings, 211 and 48 speakers.',
      'The consent forms of the two field trips, already listed in the card.',
    ),
    pull: {
      branch: 'afri-card',
      message: 'Complete the table of speakers',
      edits: { 'cards/afri-speech-open.md': '---\nlicense: CC-BY-4.0\nlanguages: 21\n---\n' },
    },
    acts: [
      approve('1 20:15', 'fatima-diallo', 'Checked against the recordings. Good.'),
      merge('2 01:40', 'fatima-diallo'),
    ],
  },
  {
    repo: 'datasets',
    at: '26 03:18',
    by: 'huang-xiaoyu',
    title: '请求：提供 Parquet 格式的下载',
    labels: ['enhancement', 'good first issue'],
    body: 'JSONL 解压后体积太大，希望能同时提供 Parquet。列名与 JSONL 保持一致即可。',
    acts: [
      say('26 05:30', 'luo-qing', '可以，发布脚本里加一步就行。欢迎提 PR，我来评审。'),
      say('27 09:00', 'huang-xiaoyu', '好的，我这周末试试。'),
      react('27 09:10', 'luo-qing', 'rocket'),
    ],
  },
  {
    repo: 'datasets',
    at: '31 07:40',
    by: 'huang-xiaoyu',
    title: 'feat: publish Parquet beside JSONL · 同时发布 Parquet',
    body: becauseZh(
      'JSONL 解压后体积太大。按讨论新增 `to_parquet` 步骤。',
      '附测试；zstd 压缩，平均小 63%，列名与 JSONL 一致。',
      '无新增来源，仅转换格式。',
    ),
    pull: {
      branch: 'parquet',
      message: 'Publish Parquet',
      edits: { 'scripts/to_parquet.py': 'import pyarrow.parquet as pq\n' },
      fork: true,
    },
    acts: [
      say('32 02:11', 'luo-qing', '嵌套字段 `sources` 建议用 list<struct>，不要转成字符串。'),
      push('33 10:20', 'huang-xiaoyu', '`sources` 用 list<struct>，补往返测试', {
        'scripts/to_parquet.py': 'import pyarrow as pa\nimport pyarrow.parquet as pq\n',
        'scripts/test_to_parquet.py': 'def test_round_trip(): ...\n',
      }),
      say('33 10:25', 'huang-xiaoyu', '已改，另外补了一个往返测试。'),
      approve('34 01:05', 'luo-qing', '谢谢，第一次贡献就这么完整！'),
      merge('34 01:06', 'luo-qing'),
    ],
  },
  {
    repo: 'datasets',
    at: '100 02:35',
    by: 'chen-yu',
    title: '数据集卡片必须声明每个来源的许可证',
    labels: ['proposal', 'provenance'],
    body: text(
      '目前卡片只写整体许可证。建议自明年起，卡片的 `sources` 中每一项都要有 `license` 与 `retrieved` 字段，缺失则不能合并。',
      'Every entry of `sources` gets its own `license` and `retrieved`. Existing cards have a year to follow.',
      '/投票 technical',
    ),
    acts: [
      say('100 03:40', 'lin-mei', '/赞成 没有逐项许可证，下游根本无法判断能不能用。'),
      say(
        '101 08:22',
        'claire-fontaine',
        '/no In principle yes, but "cannot be merged" blocks small projects that inherit sources they cannot date. A warning would do.',
      ),
      say('102 01:00', 'amara-okafor', '/yes I filled this in for six of our sets, it took an afternoon each.'),
      say(
        '102 06:45',
        'rahul-deshpande',
        '/no Same concern as Claire, `retrieved` is often unknown for anything older than six years.',
      ),
      say(
        '104 02:15',
        'chen-yu',
        '/extend P3D Claire and Rahul ask for a value `unknown` for old sources. I would like those on leave to see that before we close.',
      ),
      say('104 02:30', 'chen-yu', '澄清：多年以前的来源允许填写 `retrieved: unknown`，但许可证不可省略。'),
      say('105 07:10', 'ingrid-dahl', '/no A policy file would be the better place than a rule for merging.'),
      say('106 03:03', 'chen-yu', '/赞成 以澄清后的文本为准。'),
      say('108 04:50', 'claire-fontaine', '/yes With `unknown` allowed this works for us. Replaces my earlier ballot.'),
      react('108 05:00', 'chen-yu', 'hooray'),
      label('110 06:00', 'chen-yu', 'documentation'),
    ],
  },
  {
    repo: 'datasets',
    at: '118 05:12',
    by: 'ada-lindgren',
    title: 'Take-down request: two sources of nordic-web withdrew their consent',
    labels: ['provenance'],
    body: text(
      'Two newspapers have withdrawn their consent in writing (letters sent to the list). About 0.4 % of the set.',
      'What is the process, and how long does it take?',
    ),
    acts: [
      say(
        '118 06:40',
        'ingrid-dahl',
        'Sources are removed from the next build, which is Friday. Checksums of removed rows stay in `removed.txt`, without the text.',
      ),
      say('119 02:00', 'sofia-lindqvist', 'I have answered both newspapers in the name of the foundation.'),
      say('122 08:18', 'ingrid-dahl', 'Done in build 118, 61,204 rows removed.'),
      close('122 08:19', 'ingrid-dahl'),
    ],
  },
];
