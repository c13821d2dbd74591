// The story as `opencharter start` tells it: where each open pull request stands under the foundation's policies, what became of the roadmap, and that nothing was lost on the way.
import { beforeAll, describe, expect, test } from '@jest/globals';
import { z } from 'zod';
import { until } from '../support/app.js';
import { useSandbox } from '../support/sandbox-process.js';

const contribution = z.object({
  repo: z.string(),
  title: z.string(),
  verdict: z.string().nullable(),
  findings: z.array(z.object({ policy: z.string(), verdict: z.string(), enforce: z.string(), summary: z.string() })),
  overrides: z.array(z.object({ policy: z.string(), person: z.string(), reason: z.string() })),
});
const motion = z.object({
  id: z.string(),
  title: z.string(),
  outcome: z.string().nullable(),
  subjects: z.array(z.object({ forge: z.string() })),
  tally: z.object({ yes: z.number(), no: z.number() }),
});
const item = z.object({
  id: z.string(),
  title: z.string(),
  forge: z.string(),
  repo: z.string(),
  number: z.string(),
  status: z.string(),
  horizon: z.string().nullable(),
  stale: z.boolean(),
  slips: z.number(),
  pending: z.object({ change: z.string() }).nullable(),
});
const change = z.object({
  at: z.string(),
  field: z.string(),
  from: z.string().nullable(),
  to: z.string().nullable(),
  person: z.string().nullable(),
  motion: z.string().nullable(),
});
type Contribution = z.infer<typeof contribution>;

/** The app proposes ROADMAP.md when the story is told: at some time after the start. */
const ownPull = 'docs: update the roadmap';

const sandbox = useSandbox();
let open: readonly Contribution[] = [];
let merged: readonly Contribution[] = [];

beforeAll(async () => {
  const list = z.array(contribution);
  const all = list.parse(await sandbox.json('/contributions?state=open&per_page=100'));
  open = all.filter(({ title }) => title !== ownPull);
  merged = list.parse(await sandbox.json('/contributions?state=merged&per_page=100'));
});

function named(title: string): Contribution {
  const found = open.find((one) => one.title.includes(title));
  if (!found) throw new Error(`nothing open is called ${title}`);
  return found;
}

/** What stops it, policy by policy. */
function blocking({ findings }: Contribution): readonly string[] {
  return findings
    .filter(({ verdict, enforce }) => verdict === 'fail' && enforce === 'block')
    .map(({ policy, summary }) => `${policy}: ${summary}`);
}

describe('the open pull requests', () => {
  test.each<[string, string, string, readonly RegExp[]]>([
    [
      'a newcomer has not signed off',
      'chapter on seeds',
      'fail',
      [/^dco: Sign off 1 of 1 commit/, /^owners: 1 changed path waits/],
    ],
    ['one is on hold', 'only have a phone', 'fail', [/^owners: On hold by oc-grace-mwangi/]],
    [
      'a rename waits for the owner of the old name',
      'naming scheme',
      'fail',
      [/^owners: 1 changed path waits .+ oc-priya-nair/],
    ],
    ['one waits for an approver', 'energy of each run', 'fail', [/^owners: 1 changed path waits/]],
    ['a draft waits too', '分块读取', 'fail', [/^owners: 1 changed path waits/]],
    ['a policy file that loosens is refused', 'dependency bot', 'fail', [/^policy-file: /, /^owners: /]],
    ['a corpus waits for the motion in it', 'SeaLang', 'fail', [/^paths: A motion of kind “artifact”/]],
    ['a missing sign-off was overridden', 'Nordlicht', 'pass', [/^dco: Sign off 1 of 1 commit/]],
    ['a title was mended', '新增中文手册页', 'pass', []],
    ['changes were asked for, made and approved', 'key of the environment', 'pass', []],
    [
      'on Gitee a newcomer has not signed off',
      '古籍标点',
      'fail',
      [/^dco: Sign off 1 of 1 commit/, /^owners: 1 changed path waits for approval by oc_chenyu/],
    ],
    ['on Gitee a review was passed by an owner', '置信区间', 'pass', []],
  ])('%s', (_, title, verdict, stops) => {
    const found = named(title);
    expect(found.verdict).toBe(verdict);
    expect(blocking(found)).toEqual(stops.map((one) => expect.stringMatching(one)));
  });

  test('there are no others', () => {
    expect(open).toHaveLength(12);
  });

  test('an override names its policy, its person and a reason', () => {
    expect(named('Nordlicht').overrides).toEqual([
      { policy: 'dco', person: 'claire-fontaine', reason: expect.stringContaining('CC0') },
    ]);
  });

  test('what a newcomer left of the template is told without stopping', () => {
    const told = named('chapter on seeds').findings.filter(
      ({ enforce, verdict }) => enforce === 'warn' && verdict === 'fail',
    );
    expect(told.map(({ policy }) => policy)).toEqual(['title', 'description']);
  });
});

describe('motions on Gitee', () => {
  test.each([
    ['by Chinese commands alone, it is carried', '发布 C-Bench 2.1', 'carried', 4, 0],
    ['the later of two ballots counts', '紧急：国内镜像返回三天前的清单', 'carried', 4, 0],
    ['most of the committee is elsewhere', '数据集卡片增加“中文摘要”字段', 'no-quorum', 3, 0],
    ['linked to GitHub: who votes on both counts once', 'One template for dataset cards', 'carried', 5, 1],
    ['linked to GitHub: open today', '评测结果须报告五个随机种子的波动', null, 2, 1],
  ])('%s', async (_, title, outcome, yes, no) => {
    const motions = z.array(motion).parse(await sandbox.json('/motions?per_page=100'));
    const found = motions.find((one) => one.title.includes(title));
    expect(found).toMatchObject({ outcome, tally: { yes, no } });
  });

  test('a linked motion tells of itself in both places, with one count', async () => {
    const motions = z.array(motion).parse(await sandbox.json('/motions?per_page=100'));
    const linked = motions.filter(({ subjects }) => subjects.length === 2);
    expect(linked.map(({ subjects }) => subjects.map(({ forge }) => forge).sort())).toEqual([
      ['gitee', 'github'],
      ['gitee', 'github'],
      ['gitee', 'github'],
    ]);
  });
});

describe('the roadmap', () => {
  async function items() {
    return z.array(item).parse(await sandbox.json('/roadmap?per_page=100'));
  }

  test.each([
    ['shipped by a release', 'Weights that open', { status: 'shipped', horizon: 'now', slips: 0 }],
    ['shipped by a milestone', 'Any published score', { status: 'shipped', horizon: 'now', slips: 0 }],
    ['in progress by a pull request', '每个数据集', { status: 'in-progress', horizon: 'next', slips: 1 }],
    ['put off', 'A red-team report', { status: 'accepted', horizon: 'later', slips: 1 }],
    ['on Gitee, voted on on both forges', 'C-Bench 3.0', { forge: 'gitee', status: 'in-progress', slips: 1 }],
    ['dropped by vote', 'A registry', { status: 'declined', horizon: 'later' }],
    ['on hold', 'An hour a week', { status: 'on-hold', horizon: 'next' }],
    ['that was split', 'Consent of speakers', { status: 'in-progress', horizon: 'next' }],
    ['split from another', 'Withdrawn consent', { status: 'accepted', horizon: 'later' }],
    ['of which nothing is heard', 'Sealed runners', { status: 'in-progress', stale: true }],
    ['by an outsider', 'Model cards that a screen reader', { status: 'proposed', pending: null }],
    ['with mistakes in the form', 'What a score costs', { status: 'proposed', pending: null }],
    ['voted on today', 'A model that fits', { status: 'proposed', pending: { change: 'add next' } }],
  ])('an item %s', async (_, title, standing) => {
    const found = (await items()).filter((one) => one.title.startsWith(title));
    expect(found).toEqual([expect.objectContaining(standing)]);
  });

  test('has no others, and one stale item', async () => {
    const all = await items();
    expect(all).toHaveLength(13);
    expect(all.filter(({ stale }) => stale)).toHaveLength(1);
  });

  test('what rules did stands under nobody’s name, what was voted on names its motion', async () => {
    const [shipped] = (await items()).filter(({ title }) => title.startsWith('Any published'));
    const history = z.array(change).parse(await sandbox.json(`/roadmap/${shipped?.id ?? ''}/changes`));
    const steps = history.filter(({ field }) => field === 'status').sort((a, b) => (a.at < b.at ? -1 : 1));
    expect(steps.map(({ to, person, motion }) => [to, person !== null, motion !== null])).toEqual([
      ['proposed', true, true],
      ['accepted', true, true],
      ['in-progress', false, false],
      ['shipped', false, false],
    ]);
  });

  test.each([
    ['calls the lead of the stale item', 'Sealed runners for hidden test sets', /@oc-omar-haddad, how is it going/],
    ['says what is wrong in a form', 'What a score costs', /<code>sustainability<\/code> is not known/],
    ['says what is next to an outsider who proposed something', 'man pages in Chinese', /\/roadmap add HORIZON/],
  ])('the bot %s', async (_, title, said) => {
    const hits = z.array(z.object({ kind: z.string(), title: z.string(), url: z.string() }));
    let url = '';
    await until('it is found', async () => {
      const found = hits.parse(await sandbox.json(`/search?q=${encodeURIComponent(title)}`));
      url = found.find((one) => one.kind === 'issue' && one.title.includes(title))?.url ?? '';
      return url !== '';
    });
    expect(await (await fetch(new URL(new URL(url).pathname, sandbox.url))).text()).toMatch(said);
  });

  test('is proposed as ROADMAP.md by one pull request', async () => {
    const mine = z.array(contribution);
    await until('it is proposed', async () => {
      const all = mine.parse(await sandbox.json('/contributions?state=open&per_page=100'));
      return all.filter(({ title }) => title === ownPull).length === 1;
    });
  });
});

test('ballots from two forges are told in the order in which they were written', async () => {
  const { id } = z
    .array(motion)
    .parse(await sandbox.json('/motions?per_page=100'))
    .find(({ title }) => title.startsWith('One template')) ?? { id: '' };
  const { ballots } = z
    .object({ ballots: z.array(z.object({ binding: z.boolean(), cast_at: z.string() })) })
    .parse(await sandbox.json(`/motions/${id}`));
  const times = ballots.filter(({ binding }) => binding).map(({ cast_at: at }) => at);
  expect(times).toHaveLength(7);
  expect(times).toEqual([...times].sort());
});

describe('what is behind', () => {
  test('whatever was merged had passed', () => {
    expect(merged).toHaveLength(16);
    expect(merged.filter(({ verdict }) => verdict !== 'pass').map(({ title }) => title)).toEqual([]);
  });

  test('no delivery and no effect is dead', async () => {
    const metrics = await (await fetch(`${sandbox.url}/metrics`)).text();
    expect(metrics).toMatch(/^\w+_deliveries_dead 0$/m);
    expect(metrics).toMatch(/^\w+_effects_dead 0$/m);
  });
});
