// The roadmap's other half: what was dropped by vote, what was split, and what is only proposed, today.
import { ayes, item } from '../roadmap-form.js';
import { close, label, reword, say, type Thread } from '../scene.js';

const consent = {
  theme: 'data-provenance',
  lead: 'Amara Okafor',
  body: 'tsc',
  measure: 'Every recording in our speech corpora, checked by the universities that made them.',
};

/** On GitHub. */
export const roadmapToday: readonly Thread[] = [
  {
    repo: 'tools',
    at: '60 02:00',
    by: 'priya-nair',
    title: 'A registry of signed manifests of our own',
    body: item(
      {
        outcome:
          'Signatures of all artifacts are kept and searched at the foundation, whatever happens to others’ services.',
        theme: 'open-weights',
        lead: 'Priya Nair',
        body: 'maintainers',
      },
      '/roadmap add later',
    ),
    acts: [
      ...ayes(60, 'wang-bo', 'chen-yu', 'rahul-deshpande', 'ingrid-dahl'),
      say('86 03:00', 'priya-nair', 'Update: I have looked at what it would take: two people, for good.'),
      say(
        '114 02:30',
        'priya-nair',
        '/roadmap drop A public transparency log does all of this, and is run by people who do nothing else.',
      ),
      ...ayes(114, 'ingrid-dahl', 'lin-mei', 'claire-fontaine', 'rahul-deshpande'),
      close('118 02:00', 'priya-nair'),
    ],
  },
  {
    repo: 'datasets',
    key: 'consent',
    at: '60 03:20',
    by: 'amara-okafor',
    title: 'Consent of speakers',
    body: item(
      {
        ...consent,
        outcome: 'Whoever lent us a voice can see what it is used for, and take it back, from every copy there is.',
      },
      '/roadmap add next',
    ),
    acts: [
      ...ayes(60, 'lin-mei', 'chen-yu', 'rahul-deshpande', 'claire-fontaine'),
      say('88 02:20', 'amara-okafor', 'Update: what a speaker signs is the same at all six universities now.'),
      say('115 02:10', 'amara-okafor', 'Update: a page where speakers see their recordings is being tried in Nairobi.'),
      reword(
        '140 02:00',
        'amara-okafor',
        item({ ...consent, outcome: 'Whoever lent us a voice can see what it is used for, and object.' }),
      ),
      say(
        '140 02:05',
        'amara-okafor',
        'Update: this was two things. Seeing stays here; taking back, which depends on everybody with a copy, gets an issue of its own.',
      ),
      say('141 02:30', 'amara-okafor', '/roadmap status in-progress'),
      say('169 02:40', 'amara-okafor', 'Update: open to all speakers of SeaLang. 212 have looked, none objected.'),
    ],
  },
  {
    repo: 'datasets',
    at: '140 02:20',
    by: 'amara-okafor',
    title: 'Withdrawn consent reaches every copy',
    body: item(
      { ...consent, outcome: 'A recording that a speaker takes back is gone from all mirrors within a month.' },
      '### See also\n\nSplit from {{#consent}}.',
      '/roadmap add later',
    ),
    acts: [
      ...ayes(140, 'rahul-deshpande', 'chen-yu', 'claire-fontaine', 'lin-mei'),
      say('170 02:15', 'amara-okafor', 'Update: eleven of fourteen mirrors have agreed.'),
    ],
  },
  {
    repo: 'models',
    at: '175 04:10',
    by: 'ada-lindgren',
    title: 'Model cards that a screen reader can read',
    labels: ['enhancement'],
    body: item({
      outcome: 'Blind users read a model card from the first heading to the last number, charts included.',
      theme: 'open-weights',
      horizon: 'next',
      measure: 'Five people who use a screen reader find the licence and one score in two minutes.',
    }),
    acts: [
      say('176 02:20', 'fatima-diallo', 'This belongs on the roadmap. I put the label on, the committee decides.'),
      label('176 02:22', 'fatima-diallo', 'roadmap'),
    ],
  },
  {
    repo: 'benchmarks',
    at: '180 02:00',
    by: 'jonas-weber',
    title: 'What a score costs: energy and water beside every result',
    labels: ['roadmap'],
    body: item({
      outcome: 'Every published result says what it took to compute it.',
      theme: 'sustainability',
      horizon: 'soon',
      lead: '@oc-omar-hadad',
      asks: ['meters for the runners', 'tsc: agree on a unit'],
    }),
    acts: [say('180 05:30', 'yuki-tanaka', 'I would help. Our machines have meters already.')],
  },
  {
    repo: 'models',
    at: '181 02:00',
    by: 'rahul-deshpande',
    title: 'A model that fits a phone',
    body: item(
      {
        outcome: 'One open model of ours answers on a phone of 2022, without a network, in English, Chinese and Hindi.',
        theme: 'open-weights',
        lead: 'Rahul Deshpande',
        body: 'tsc',
        asks: ['maintainers: a build for arm64 without our runtime'],
        measure: 'Ten words a second in all three languages.',
      },
      '/roadmap add next',
    ),
    acts: [
      say('181 03:30', 'lin-mei', '/赞成 手机上能离线运行，对学校最有用。'),
      say('181 07:20', 'amara-okafor', '/yes Most of our contributors have nothing else.'),
      say('182 02:15', 'marco-rossi-dev', '/yes'),
    ],
  },
];
