// The roadmap: what was shipped, what is being worked on, what slipped.
import { ayes, item, itemZh } from '../roadmap-form.js';
import { close, plan, reach, release, say, text, type Thread } from '../scene.js';

/** On GitHub, from the first session of the committee on. */
export const roadmap: readonly Thread[] = [
  {
    repo: 'models',
    at: '20 02:00',
    by: 'wang-bo',
    title: 'Weights that open without our code',
    body: item(
      {
        outcome:
          'Anybody can load every model of the foundation with three independent libraries, and run none of our code.',
        theme: 'open-weights',
        lead: 'Wang Bo',
        body: 'tsc',
        asks: ['maintainers: convert the 38 artifacts that are left'],
        measure: 'Three libraries, 100 % of the models, in the nightly run.',
      },
      '### Tasks\n\n- [x] Safetensors is the format\n- [x] 38 artifacts converted\n- [x] Nightly run with three libraries',
      '/roadmap add now',
    ),
    acts: [
      ...ayes(20, 'ingrid-dahl', 'rahul-deshpande', 'amara-okafor', 'chen-yu'),
      say('26 02:10', 'wang-bo', '/roadmap status in-progress'),
      say(
        '50 03:05',
        'wang-bo',
        'Update: 31 of 38 artifacts open in all three libraries. The other seven need a new tokenizer.',
      ),
      say('74 02:40', 'wang-bo', 'Update: all of them. The nightly run is green for a week now.'),
      release(
        '88 06:00',
        'priya-nair',
        'weights-1.0',
        'Every model opens without our code. 所有模型均可脱离我们的代码加载。',
      ),
      close('88 06:30', 'wang-bo'),
    ],
  },
  {
    repo: 'benchmarks',
    key: 'again',
    at: '20 02:30',
    by: 'elena-petrova',
    title: 'Any published score, again, with one command',
    body: item(
      {
        outcome:
          '`oc-verify RESULT` computes any score we have published again, to the last digit, on a machine of one’s own.',
        theme: 'reproducibility',
        lead: 'Elena Petrova',
        body: 'maintainers',
        measure: 'A hundred results chosen at random, none of them off.',
      },
      '/roadmap add next',
    ),
    acts: [
      ...ayes(20, 'lin-mei', 'rahul-deshpande', 'claire-fontaine', 'ingrid-dahl'),
      plan('24 02:00', 'elena-petrova', 'Reproducible 1.0'),
      say('52 02:20', 'elena-petrova', 'Update: seeds are fixed everywhere. 88 of 100 results come out the same.'),
      say('80 02:45', 'elena-petrova', 'Update: the other twelve are images whose tag was moved. Digests are next.'),
      say('100 02:10', 'elena-petrova', '/roadmap move now The container builds are ready earlier than we thought.'),
      say('128 03:30', 'elena-petrova', 'Update: 97 of 100.'),
      reach('153 04:00', 'elena-petrova', 'Reproducible 1.0'),
      close('153 04:05', 'elena-petrova'),
    ],
  },
  {
    repo: 'datasets',
    key: 'provenance',
    at: '20 03:00',
    by: 'luo-qing',
    title: '每个数据集都能查到来源 · Every dataset says where it comes from',
    body: itemZh(
      {
        outcome: '任何人都能查到每个数据集中每个文件的来源、许可证和获取日期。',
        theme: '数据来源',
        lead: '罗青',
        body: '维护者团队',
        asks: ['技术指导委员会：确定许可证的写法'],
        measure: '抽查一千个文件，来源全部可查。',
      },
      '/路线图 添加 now',
    ),
    acts: [
      ...ayes(20, 'chen-yu', 'amara-okafor', 'lin-mei', 'wang-bo'),
      say('48 01:30', 'luo-qing', '进展：27 个数据集中有 11 个已补全来源。'),
      say('75 02:15', 'luo-qing', '/路线图 调整 next 两个上游数据集的许可证尚未厘清，等对方答复'),
      say('103 01:50', 'luo-qing', '进展：上游已答复，一个改用 CC-BY-4.0，另一个将移除。'),
      say('132 02:05', 'luo-qing', '进展：27 个中有 19 个完成。检查脚本正在评审。'),
      say('158 01:40', 'luo-qing', '进展：检查已上线，先警告，明年起报错。'),
      say('179 02:00', 'luo-qing', '进展：27 个中有 24 个完成，其余三个等待来源方确认。'),
    ],
  },
  {
    repo: 'models',
    at: '33 02:20',
    by: 'claire-fontaine',
    title: 'A red-team report with every release',
    body: item(
      {
        outcome:
          'Each release of a model comes with a report by people who tried to misuse it, written by nobody who trained it.',
        theme: 'safety',
        lead: 'Claire Fontaine',
        body: 'tsc',
        asks: ['board: a budget for two laboratories a year'],
        measure: 'Four releases, four reports.',
      },
      '/roadmap add next',
    ),
    acts: [
      ...ayes(33, 'amara-okafor', 'ingrid-dahl', 'chen-yu', 'rahul-deshpande'),
      say('62 02:50', 'claire-fontaine', 'Update: the form of the report is agreed with both laboratories.'),
      say('90 03:00', 'claire-fontaine', 'Update: a first report, on mt-ladder, is being reviewed.'),
      say(
        '110 02:30',
        'claire-fontaine',
        '/roadmap move later One of the two laboratories has lost its funding; we look for another.',
      ),
      say('138 02:20', 'claire-fontaine', 'Update: talks with three universities.'),
      say('165 03:10', 'claire-fontaine', 'Update: Lausanne will do it from the spring on, if the board agrees.'),
    ],
  },
  {
    repo: 'docs',
    at: '60 02:40',
    by: 'mateus-silva',
    title: 'An hour a week on a donated machine, for every newcomer',
    body: item(
      {
        outcome:
          'Whoever has no accelerator can run our suites on a donor’s machine for an hour a week, and needs to ask nobody.',
        theme: 'reproducibility',
        lead: 'Mateus Silva',
        body: 'maintainers',
      },
      '/roadmap add next',
    ),
    acts: [
      ...ayes(60, 'lin-mei', 'amara-okafor', 'rahul-deshpande', 'wang-bo'),
      say('89 03:20', 'mateus-silva', 'Update: forty people tried it with the pilot machine.'),
      say('116 02:30', 'mateus-silva', 'Update: the donor has not signed for next year yet.'),
      say(
        '130 02:15',
        'mateus-silva',
        '/roadmap status on-hold The donor’s contract has ended. We talk to two others.',
      ),
    ],
  },
  {
    repo: 'benchmarks',
    at: '90 02:00',
    by: 'omar-haddad',
    title: 'Sealed runners for hidden test sets',
    body: item(
      {
        outcome: 'Hidden questions stay hidden: submissions run where nothing gets out but a score.',
        theme: 'safety',
        lead: 'Omar Haddad',
        body: 'maintainers',
        measure: 'Two outside auditors find no way out in a week each.',
      },
      '/roadmap add now',
    ),
    acts: [
      ...ayes(90, 'ingrid-dahl', 'claire-fontaine', 'rahul-deshpande', 'chen-yu'),
      say('99 02:45', 'omar-haddad', '/roadmap status in-progress'),
      say(
        '118 03:00',
        'omar-haddad',
        text('Update: the runners are up, without a network.', 'The first auditor begins next week.'),
      ),
    ],
  },
];
