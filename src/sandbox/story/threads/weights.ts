// Open weights: formats, licences and the models themselves.
import { approve, because, close, edit, label, merge, push, react, say, text, type Thread } from '../scene.js';

export const weights: readonly Thread[] = [
  {
    repo: 'models',
    at: '3 02:14',
    by: 'wang-bo',
    title: 'Adopt safetensors as the interchange format',
    labels: ['proposal'],
    body: text(
      'Half of the weights we host are pickles. Loading one runs whatever code its author put there, and our mirrors cannot scan them in any useful way.',
      '**Proposal:** from the next release on, `safetensors` is the format in which the foundation publishes and exchanges weights. Pickles stay downloadable under `legacy/` until the end of the year.',
      '- conversion of the 38 existing artifacts: script in `tools`, about two hours on one machine\n- loaders of all five member runtimes read it already\n- sizes differ by less than 0.1 %',
      '/vote technical',
    ),
    acts: [
      say(
        '3 03:02',
        'ingrid-dahl',
        '/yes We stopped loading pickles in CI last year after an incident. Nobody missed them.',
      ),
      say(
        '3 06:40',
        'rahul-deshpande',
        '/yes mmap alone makes this worth it: cold start of the 13B went from 41 s to 6 s here.',
      ),
      say('3 09:15', 'marco-rossi-dev', '+1 from a downstream user, our packagers refuse pickles anyway'),
      say(
        '4 01:33',
        'chen-yu',
        '/赞成 我们的推理框架已经默认使用 safetensors，转换脚本我这边验证过 12 个模型，哈希一致。',
      ),
      say(
        '4 13:20',
        'claire-fontaine',
        'What about the optimizer states? They are not plain tensors, `safetensors` has nowhere to put the step counters.',
      ),
      say(
        '4 14:05',
        'wang-bo',
        'Out of scope: this is about published weights. Checkpoints for resuming a run stay whatever the trainer writes.',
      ),
      say('4 15:47', 'claire-fontaine', '/yes With that said in the text I have no objection.'),
      react('4 15:52', 'wang-bo', '+1'),
      say(
        '5 02:10',
        'amara-okafor',
        '/yes Please keep the legacy folder out of the default clone, bandwidth is expensive for many of our users.',
      ),
      close('8 01:20', 'wang-bo'),
    ],
  },
  {
    repo: 'models',
    at: '7 05:31',
    by: 'priya-nair',
    title: 'feat(formats): convert the remaining 38 artifacts to safetensors',
    body: because(
      'Follow-up of the vote: from the next release on weights are published as safetensors.',
      'Tensor by tensor against the pickles; old and new hashes in `formats/converted.md`.',
    ),
    pull: {
      branch: 'convert-safetensors',
      message: 'Convert weights to safetensors',
      edits: {
        'formats/converted.md':
          '# Converted\n\n| artifact | tensors | bytes |\n|---|---|---|\n| mt-ladder-base | 291 | 1302342012 |\n',
      },
    },
    acts: [
      say(
        '8 02:44',
        'luo-qing',
        '抽查了 5 个，张量数量和 dtype 都对得上。`code-small` 的 tied embedding 需要显式保留一份，否则老版本加载器会报错。',
      ),
      push('8 04:05', 'priya-nair', 'Keep both copies of the tied embedding', {
        'formats/converted.md':
          '# Converted\n\n| artifact | tensors | bytes |\n|---|---|---|\n| mt-ladder-base | 291 | 1302342012 |\n| code-small | 203 | 982110208 |\n',
      }),
      say('8 04:10', 'priya-nair', 'Good catch, kept both copies there and noted it in the list.'),
      say('8 05:12', 'luo-qing', '/lgtm'),
      say('9 02:50', 'wang-bo', '/approve'),
      merge('9 03:00', 'wang-bo'),
    ],
  },
  {
    repo: 'models',
    at: '38 07:22',
    by: 'omar-haddad',
    title: 'Withdraw the mt-ladder tokenizer 1.2.1: it drops combining marks',
    labels: ['bug'],
    body: text(
      'Version 1.2.1, published yesterday, normalises to NFKC and then strips category `Mn`. Vietnamese, Hindi and Yoruba lose their vowels and tones. Every score computed with it since yesterday is wrong.',
      'I propose to mark 1.2.1 as withdrawn now and to publish 1.2.2 with the one-line fix, without waiting for the release train.',
      '/vote patch',
    ),
    acts: [
      say('38 07:41', 'fatima-diallo', '/yes Confirmed on Yoruba: 23 % of the test sentences change meaning.'),
      say(
        '38 08:05',
        'rahul-deshpande',
        '/yes Hindi is unusable with 1.2.1. Fix reviewed, it is the filter on line 88.',
      ),
      say('38 09:30', 'jonas-weber', '/yes'),
      say(
        '38 10:02',
        'helper-bot[bot]',
        'The nightly run used mt-ladder 1.2.1: 14 suites are marked as stale.\n\n/yes',
      ),
      say('38 11:48', 'sun-hao', '/赞成 已在本地复现，回退到 1.2.0 后指标恢复正常。'),
      say(
        '39 01:15',
        'elena-petrova',
        '/yes Please add a round-trip test over the UD treebanks, we had the same bug two years ago.',
      ),
      say('39 04:20', 'omar-haddad', 'Test is in the fix. I will write the post-mortem this week.'),
      close('41 02:00', 'omar-haddad'),
    ],
  },
  {
    repo: 'models',
    at: '41 02:12',
    by: 'omar-haddad',
    title: 'fix(tokenizer): keep combining marks (1.2.2)',
    body: because(
      'Fixes the normalisation that drops vowels and tones.',
      'A round-trip test over 104 treebanks (2 s).',
    ),
    labels: ['bug'],
    pull: {
      branch: 'tokenizer-marks',
      message: 'Keep combining marks in the tokenizer',
      edits: {
        'mt-ladder/tokenizer.json': '{ "version": "1.2.2", "normalizer": "NFC" }\n',
        'mt-ladder/CHANGELOG.md': '## 1.2.2\n\n- keeps combining marks\n',
      },
    },
    acts: [
      approve('41 03:30', 'rahul-deshpande', 'Round trip is clean on my side, including the Devanagari conjuncts.'),
      merge('41 05:00', 'wang-bo'),
    ],
  },
  {
    repo: 'models',
    at: '112 01:05',
    by: 'luo-qing',
    title: '收录模型 Qingyun-7B（青云）',
    labels: ['proposal'],
    body: text(
      '模型卡、权重清单与训练日志已上传至 `qingyun-7b/`。许可证 Apache-2.0，训练数据 2.1T tokens，其中 71% 有逐条来源记录。',
      'Model card in both languages. The remaining 29 % of the training data is a licensed crawl whose index cannot be published.',
      '/提案 artifact',
    ),
    acts: [
      say('112 03:12', 'wang-bo', '/附议'),
      say(
        '112 08:45',
        'amara-okafor',
        'What does "cannot be published" mean for somebody whose text is in there? Is there at least a domain list and a way to be taken out?',
      ),
      say('113 01:50', 'luo-qing', '域名列表可以公开，我本周补上；删除通道目前是邮件，响应时间 30 天。'),
      say('114 06:00', 'chen-yu', '/赞成 卡片完整，评测可复现，来源披露已经好于我们收录过的多数模型。'),
      say(
        '115 10:10',
        'claire-fontaine',
        '/no 29 % without an index is not "provenance". I would vote yes for the same weights listed as "restricted".',
      ),
      say('116 02:30', 'rahul-deshpande', '/yes I reran three of the suites, all within noise of the card.'),
      say(
        '117 12:00',
        'ada-lindgren',
        '/no We were asked to take down a corpus built this way last month. Please do not repeat it.',
      ),
      say('118 07:07', 'amara-okafor', '/no Happy to change my mind when the opt-out is more than an e-mail address.'),
      say('119 02:22', 'wang-bo', '/yes'),
      say('120 09:40', 'ingrid-dahl', '/no For the reason Claire gives.'),
      say('125 01:00', 'luo-qing', '感谢各位意见。补齐域名索引和退出机制后会重新提交。'),
      close('125 01:02', 'luo-qing'),
    ],
  },
  {
    repo: 'models',
    at: '178 04:18',
    by: 'jonas-weber',
    title: 'End downloads of pickled weights at the end of the year',
    labels: ['proposal'],
    body: text(
      'When we adopted safetensors we said that pickles stay until the end of the year. Download counts of `legacy/` of last month: 112, of which 90 are one CI job.',
      'Proposal: a notice in the folder now, removal on the last day of the year, archived copies on request for research.',
      '/vote technical',
    ),
    acts: [
      say('178 05:00', 'wang-bo', '/yes The CI job is ours, fixed today.'),
      say('178 09:33', 'ingrid-dahl', '/yes'),
      say('179 02:41', 'passer-by', '/vote technical'),
      say('179 06:12', 'chen-yu', '/赞成 同意，归档副本请写明校验值。'),
      say('180 08:20', 'lin-mei', '/yes The archive needs a name and an owner, I volunteer for the first year.'),
      edit(
        '180 08:26',
        'lin-mei',
        '/yes The archive needs a name and an owner: `attic`, and I volunteer for the first year.',
      ),
      say(
        '180 11:00',
        'claire-fontaine',
        '/abstain Did not find the time to check whether any of our papers cite those URLs.',
      ),
      label('181 05:00', 'jonas-weber', 'documentation'),
      close('182 03:00', 'jonas-weber'),
    ],
  },
];
