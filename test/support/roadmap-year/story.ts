// The story of the year, from 3 November 2025 to 21 November 2026, told in the words of those who live it.
import { until } from '../app.js';
import { form, type Place, type Year } from './world.js';

/** Where the items of the year are at its end. */
export interface Places {
  readonly weights: Place;
  readonly bench: Place;
  readonly chips: Place;
  readonly catalogue: Place;
  readonly fields: Place;
  readonly sources: Place;
  readonly phone: Place;
}

/** What became of the story. */
export interface Told {
  readonly places: Places;
  readonly all: readonly Place[];
  /** What was seen on the way. */
  readonly meanwhile: {
    /** When somebody from outside had put the label on: the items there were, and what they were told. */
    readonly withOutsider: readonly string[];
    readonly outsiderTold: readonly string[];
    /** The page of an item whose lead had left, in each language. */
    readonly leadLeft: readonly string[];
  };
}

const models = 'openclaw/models';
const docs = 'openclaw/docs';

const weightsForm = {
  Outcome: 'Anybody may download the weights of the small model.',
  成果: '任何人都可以下载小模型的权重。',
  Theme: 'Open weights',
  Horizon: 'Q1 2026',
  Lead: '@chen-yu',
  Body: 'tsc',
  Asks: '- tsc: review the licence\n- maintainers: host the files',
  'Success measure': 'A thousand downloads in a month',
};

/** Everybody says so; a week later it is decided. */
async function vote(place: Place, ballots: Readonly<Record<string, string>>): Promise<void> {
  for (const [person, ballot] of Object.entries(ballots)) await place.say(person, ballot);
}

/** What is planned: one item carried, one carried on both forges, one lost. */
async function autumn({ on, opens, becomes }: Year) {
  on('2025-11-04');
  const weights = await opens('chen-yu', 'github', models, { title: 'Open weights', body: form(weightsForm) });
  await weights.say('wang-bo', '/roadmap add 2026-Q1');
  await vote(weights, { 'wang-bo': '/yes', 'chen-yu': '/yes', 'lin-mei': '/no it is too early' });

  on('2025-11-12');
  await becomes('RM-2025-001', ({ status }) => status === 'accepted');

  on('2025-11-17');
  const talk = await opens('lin-mei', 'github', docs, { title: 'Which benchmark?', body: 'Let us talk.' });
  const bench = await opens('wang-bo', 'gitee', models, {
    title: '可复现评测',
    body: form({ 成果: '任何人都能复现公布的分数。', 主题: '开放权重', 阶段: '2026年第一季度', 负责人: 'wangbo' }),
  });
  await bench.say('lin-mei', `/路线图 添加 2026-Q1\n/关联 github:${docs}#${talk.number}`);
  await vote(bench, { 'lin-mei': '/赞成', 'wang-bo': '/赞成' });
  await vote(talk, { 'chen-yu': '/yes', 'ana-souza': '/yes' });

  on('2025-11-26');
  await becomes('RM-2025-002', ({ status }) => status === 'accepted');

  on('2025-12-01');
  const chips = await opens('kofi-mensah', 'github', models, {
    title: 'Chips of our own',
    body: form({ Outcome: 'We train on chips of our own.', Lead: 'kofi-mensah' }),
  });
  await chips.say('kofi-mensah', '/roadmap add later');
  await vote(chips, { 'kofi-mensah': '/yes', 'lin-mei': '/no nobody pays for it', 'wang-bo': '/no' });

  on('2025-12-09');
  await becomes('RM-2025-003', ({ status }) => status === 'declined');
  return { weights, bench, chips, talk };
}

/** A third item, somebody from outside, and the first two slips. */
async function winter(
  { on, opens, becomes, github, items }: Year,
  { weights, bench }: Awaited<ReturnType<typeof autumn>>,
) {
  on('2026-01-12');
  const catalogue = await opens('kofi-mensah', 'github', models, {
    title: 'A catalogue of datasets',
    body: form({ Outcome: 'Every dataset has a card.', Theme: 'data', Lead: '@kofi-mensah', Horizon: '2026-Q2' }),
  });
  await catalogue.say('kofi-mensah', '/roadmap add 2026-Q2');
  await vote(catalogue, { 'kofi-mensah': '/yes', 'ana-souza': '/yes', 'chen-yu': '/yes' });

  on('2026-01-20');
  await becomes('RM-2026-001', ({ status }) => status === 'accepted');

  on('2026-02-02');
  await weights.say('chen-yu', 'Update: the licence is with the committee');
  await bench.say('wang-bo', '进展：框架已选定');
  const phone = await opens('stranger', 'github', docs, {
    title: 'A model for phones',
    body: form({ Outcome: 'It runs on a phone.', Horizon: 'later' }),
    labels: ['roadmap'],
  });
  await until('the outsider is told', () => phone.told().length === 1);
  const withOutsider = (await items()).map(({ id }) => id);
  const outsiderTold = phone.told();

  on('2026-02-03');
  github.as('lin-mei').unlabel(docs, Number(phone.number), 'roadmap');
  github.as('lin-mei').label(docs, Number(phone.number), 'roadmap');
  await becomes('RM-2026-002', ({ status }) => status === 'proposed');

  on('2026-03-16');
  await weights.say('chen-yu', '/roadmap move 2026-Q2 The licence takes longer than we thought');
  await becomes('RM-2025-001', ({ slips }) => slips === 1);

  on('2026-03-20');
  await bench.say('maintainer-mo', '/路线图 调整 2026-Q3 数据尚未就绪');
  await becomes('RM-2025-002', ({ slips }) => slips === 1);
  return { catalogue, phone, withOutsider, outsiderTold };
}

/** One item becomes two; who led it leaves; another charter; the work begins. */
async function spring(
  { on, opens, becomes, github, gitee, settle, newCharter, page, at }: Year,
  { weights, bench, catalogue }: Pick<Places, 'weights' | 'bench' | 'catalogue'>,
) {
  on('2026-04-01');
  const outcome = 'Split from RM-2026-001: every card names its fields.';
  const described = { Outcome: outcome, Theme: 'data', Tasks: '- [x] their names\n- [ ] their types' };
  const fields = await opens('kofi-mensah', 'github', models, {
    title: 'Fields of a card',
    body: form({ ...described, Lead: '@kofi-mensah' }),
  });
  const sources = await opens('lin-mei', 'gitee', models, {
    title: '数据来源检查',
    body: form({ 成果: '由 RM-2026-001 拆分：每份数据都有来源。', 主题: 'data', 负责人: 'linmei' }),
  });
  await fields.say('lin-mei', '/roadmap add 2026-Q3');
  await vote(fields, { 'lin-mei': '/yes', 'kofi-mensah': '/yes', 'wang-bo': '/yes' });
  await sources.say('lin-mei', '/路线图 添加 2026-Q3');
  await vote(sources, { 'lin-mei': '/赞成', 'wang-bo': '/赞成', 'chen-yu': '/赞成' });

  on('2026-04-09');
  await becomes('RM-2026-003', ({ status }) => status === 'accepted');
  await becomes('RM-2026-004', ({ status }) => status === 'accepted');
  await catalogue.say('ana-souza', '/roadmap drop Split into RM-2026-003 and RM-2026-004');
  await vote(catalogue, { 'ana-souza': '/yes', 'kofi-mensah': '/yes', 'lin-mei': '/yes' });

  on('2026-04-17');
  await becomes('RM-2026-001', ({ status }) => status === 'declined');

  on('2026-04-20');
  await weights.say('chen-yu', 'Update: the weights are converted');
  await bench.say('wang-bo', '进展：第一批题目已完成');

  on('2026-05-04');
  await newCharter();
  const leadLeft = [await page('/roadmap/RM-2026-003'), await page('/zh/roadmap/RM-2026-003')];

  on('2026-05-11');
  const named = form({ ...described, Lead: '@ana-souza' });
  github.as('kofi-mensah').editBody(models, Number(fields.number), named);
  await settle();

  on('2026-05-12');
  await fields.say('lin-mei', '/roadmap status in-progress Ana takes over');
  await becomes('RM-2026-003', ({ lead }) => lead === 'ana-souza');

  on('2026-05-13');
  github.as('stranger').openPull(models, { title: 'Buy my weights', body: `Part of #${weights.number}`, fork: true });
  await until('it is linked', async () => (await page('/roadmap/RM-2025-001')).includes('Buy my weights'));
  on('2026-05-18');
  gitee.as('wangbo').openPull(models, { title: '评测框架', body: `属于 #${bench.number}` });
  await becomes('RM-2025-002', ({ status }) => status === 'in-progress');

  on('2026-05-19');
  github.as('chen-yu').openPull(models, { title: 'Publish the weights', body: `Part of #${weights.number}` });
  await becomes('RM-2025-001', ({ status }) => status === 'in-progress');

  on('2026-05-25');
  const moved = github.as('lin-mei').transferIssue(models, Number(weights.number), docs);
  await becomes('RM-2025-001', ({ repo }) => repo === docs);
  return { fields, sources, weights: at('github', docs, String(moved.number)), leadLeft };
}

/** Something is shipped, in time and late; something slips by vote. */
async function summer(
  { on, becomes, github }: Year,
  { weights, bench, fields, sources }: Pick<Places, 'weights' | 'bench' | 'fields' | 'sources'>,
): Promise<void> {
  on('2026-06-01');
  const outcome = 'Anybody may download the weights of the small model, and fine-tune them.';
  github.as('chen-yu').editBody(docs, Number(weights.number), form({ ...weightsForm, Outcome: outcome }));
  await becomes('RM-2025-001', (item) => JSON.stringify(item.outcome).includes('fine-tune'));

  on('2026-06-22');
  github.as('maintainer-mo').release(models, { tag: 'v1.0', body: 'The weights are here: RM-2025-001.' });
  await becomes('RM-2025-001', ({ status }) => status === 'shipped');

  on('2026-06-29');
  await sources.say('lin-mei', '进展：检查工具可用');

  on('2026-07-20');
  await bench.say('wang-bo', '进展：评测可在本地运行');
  on('2026-07-27');
  await fields.say('ana-souza', 'Update: half of the fields are named');

  on('2026-08-24');
  await fields.say('ana-souza', '/roadmap move later The partner who checks them has left');
  await vote(fields, { 'ana-souza': '/yes', 'lin-mei': '/yes' });

  on('2026-09-01');
  await becomes('RM-2026-003', ({ horizon }) => horizon === 'later');

  on('2026-09-14');
  await sources.say('lin-mei', '/路线图 状态 已交付 检查已上线');
  await becomes('RM-2026-004', ({ status }) => status === 'shipped');
}

/** A lead falls silent, and is reminded. */
async function nextAutumn({ on, becomes }: Year, { bench }: Pick<Places, 'bench'>): Promise<void> {
  const before = bench.told().length;
  on('2026-10-19');
  await becomes('RM-2025-002', ({ stale }) => stale);
  await until('the lead is reminded', () => bench.told().length > before);

  on('2026-11-21');
  await becomes('RM-2025-002', ({ overdue }) => overdue);
}

/** Tells it all. */
export async function tellYear(year: Year): Promise<Told> {
  const { bench, chips, ...begun } = await autumn(year);
  const { catalogue, phone, withOutsider, outsiderTold } = await winter(year, { ...begun, bench, chips });
  const { fields, sources, weights, leadLeft } = await spring(year, { weights: begun.weights, bench, catalogue });
  await summer(year, { weights, bench, fields, sources });
  await nextAutumn(year, { bench });
  await until('all effects are done', async () => (await year.app.stores.effects.counts()).pending === 0);
  return {
    places: { weights, bench, chips, catalogue, fields, sources, phone },
    all: [weights, bench, chips, catalogue, fields, sources, phone],
    meanwhile: { withOutsider, outsiderTold, leadLeft },
  };
}
