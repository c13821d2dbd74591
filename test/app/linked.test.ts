// One motion in two subjects, through the whole app: called, linked, voted on in both, shown in both.
import { expect, test } from '@jest/globals';
import { days, hours, members, startWorld, until } from '../support/app.js';
import { conversation } from '../support/conversation.js';

const here = 'openclaw/models';
const there = 'openclaw/docs';
const first = 'M-2026-0001';

/** The app, an issue in each of two repositories, and what is said in them. */
async function twoIssues() {
  const world = await startWorld();
  const { github, settle } = world;
  github.as('lin-mei').openIssue(there, { title: 'Something else', body: 'That the numbers differ.' });
  const { number: a } = github.as('wang-bo').openIssue(here, { title: 'Adopt safetensors', body: 'Safer.' });
  const { number: b } = github.as('lin-mei').openIssue(there, { title: 'Describe safetensors', body: 'Clearer.' });
  await settle();
  return { ...world, a, b, inA: conversation(world, here, a), inB: conversation(world, there, b) };
}

/** An open pull request in each of two repositories, with one motion of a kind on both. */
async function twoPulls(kind: string) {
  const world = await startWorld();
  const { github, settle } = world;
  const { number: b } = github.as('lin-mei').openPull(there, { title: 'Describe the loader', body: 'Clearer.' });
  const { number: a } = github.as('wang-bo').openPull(here, { title: 'Add a loader', body: 'Loads.' });
  github.as('wang-bo').comment(here, a, `/vote ${kind}\n/link github:${there}#${String(b)}`);
  await settle();
  const heads = (await world.motion(first)).subjects.map(({ head }) => head ?? '');
  return { ...world, a, b, heads };
}

test.each([
  ['after the call', (b: number) => `/vote technical\n/link github:${there}#${String(b)}`],
  ['before the call', (b: number) => `/link github:${there}#${String(b)}\n/vote technical`],
  ['at the end, after a ballot', (b: number) => `/vote technical\n/yes\n/关联 GitHub:OpenClaw/Docs#${String(b)}`],
])('a link %s makes one motion with one count, shown in both', async (_where, body) => {
  const { a, b, inA, inB, clock, github, motion, url, app } = await twoIssues();
  await inA.say('wang-bo', body(b));
  await inA.say('wang-bo', '/yes');
  await inB.say('chen-yu', '/yes from there');
  await inB.say('ana-souza', '/no');
  clock.advance(hours(1));
  await inA.say('ana-souza', '/yes I was convinced');
  await inB.shown();

  const open = await motion(first);
  expect(open).toMatchObject({ state: 'open', tally: { yes: 3, no: 0, ballots: 3, electorate: 7 } });
  expect(open.subjects).toEqual([
    { forge: 'github', repo: here, number: String(a), url: expect.stringContaining(`${here}/issues/`), head: null },
    { forge: 'github', repo: there, number: String(b), url: expect.stringContaining(`${there}/issues/`), head: null },
  ]);
  await until('both comments are up to date', () =>
    [inA, inB].every((place) => place.bot('motion ').includes('3 for, 0 against')),
  );
  expect(inA.bot('motion ')).toContain(`[\`github:${there}#${String(b)}\`]`);
  expect(inB.bot('motion ')).toContain(`[\`github:${here}#${String(a)}\`]`);
  expect([github.labels(here, a), github.labels(there, b)]).toEqual([['motion/open'], ['motion/open']]);
  const page = await (await fetch(`${url}/motions/${first}`)).text();
  for (const subject of open.subjects) {
    expect(page).toContain(subject.url);
    const filter = { subject: `${subject.forge}:${subject.repo}#${subject.number}` };
    expect(await app.stores.motions.list({ filter, page: 1, perPage: 2 })).toMatchObject({ items: [{ id: first }] });
  }

  await inB.say('kofi-mensah', '/yes');
  clock.advance(days(8));
  await until('the motion is closed', async () => (await motion(first)).state === 'closed');
  await Promise.all([inA.shown(), inB.shown()]);
  expect(await motion(first)).toMatchObject({ outcome: 'carried', resolution: 'R-2026-001', tally: { yes: 4 } });
  for (const place of [inA, inB]) expect(place.bot('result ')).toContain('R-2026-001');
  expect([github.labels(here, a), github.labels(there, b)]).toEqual([['motion/carried'], ['motion/carried']]);
});

test('a motion that waits for its seconds is linked later, and seconded in either', async () => {
  const { b, inA, inB, clock, motion, settle } = await twoIssues();
  await inA.say('wang-bo', '/propose noticed');
  await inA.say('wang-bo', `/link github:${there}#${String(b)}`);
  await inB.say('chen-yu', '/second');
  await inA.say('ana-souza', '/second');
  clock.advance(days(4));
  await until('the motion is open', async () => (await motion(first)).state === 'open');
  await inB.say('chen-yu', '/yes');
  await settle();
  expect(await motion(first)).toMatchObject({ tally: { yes: 1 }, subjects: [{ repo: here }, { repo: there }] });
});

test('each refusal names its rule, and nothing is linked', async () => {
  const { github, a, b, inA, inB, motion } = await twoIssues();
  github.plant({ repositories: [{ name: 'openclaw/embargo', private: true }] });
  const { number: secret } = github.as('lin-mei').openIssue('openclaw/embargo', { title: 'A secret', body: '' });
  const { number: foreign } = github.as('stranger').openIssue('stranger/thing', { title: 'A thing', body: '' });
  await inA.say('wang-bo', '/propose noticed');
  await inB.say('chen-yu', '/propose noticed');
  const refused: readonly (readonly [string, string, string])[] = [
    ['wang-bo', '/link', 'needs the issue or pull request'],
    ['wang-bo', '/link the other one', 'followed by more words'],
    ['wang-bo', '/link other', 'names no issue or pull request'],
    ['wang-bo', `/link github:stranger/thing#${String(foreign)}`, '(charter: repositories)'],
    ['wang-bo', '/link github:openclaw/models#999', 'There is no issue or pull request'],
    ['wang-bo', `/link github:openclaw/embargo#${String(secret)}`, 'private repository'],
    [
      'wang-bo',
      `/link https://elsewhere.example/openclaw/docs/issues/${String(b)}`,
      'There is no issue or pull request',
    ],
    ['wang-bo', `/link github:${here}#${String(a)}`, 'is already'],
    ['wang-bo', `/link github:${there}#${String(b)}`, 'Motion M-2026-0002 is already proposed in'],
    ['lin-mei', `/link github:${there}#${String(b)}`, 'for the proposer of motion M-2026-0001 only'],
  ];
  for (const [login, body, because] of refused) {
    await inA.say(login, body);
    await inA.shown();
    const account = members.indexOf(login === 'lin-mei' ? 'lin-mei' : 'wang-bo') + 1001;
    expect(inA.bot(`reply github:${here}#${String(a)} github ${String(account)}`)).toContain(because);
  }
  expect((await motion(first)).subjects).toHaveLength(1);
});

test('once the motion is open it is too late, and a third subject is one too many', async () => {
  const { github, a, b, inA, motion } = await twoIssues();
  const { number: c } = github.as('lin-mei').openIssue(there, { title: 'A third', body: '' });
  const reply = `reply github:${here}#${String(a)} github 1002`;
  await inA.say('wang-bo', `/vote noticed\n/link github:${there}#${String(b)}\n/link github:${there}#${String(c)}`);
  await inA.shown();
  expect(inA.bot(reply)).toContain('joins two issues or pull requests at most');
  await inA.say('wang-bo', '/withdraw');
  await inA.say('wang-bo', '/vote technical');
  await inA.say('wang-bo', `/link github:${there}#${String(c)}`);
  await inA.shown();
  expect(inA.bot(reply)).toContain('only before it opens');
  expect((await motion('M-2026-0002')).subjects).toHaveLength(1);
});

test('the address of a subject names it too', async () => {
  const { github, b, inA, motion } = await twoIssues();
  await inA.say('wang-bo', `/vote technical\n/link ${github.url}/${there}/issues/${String(b)}`);
  expect((await motion(first)).subjects).toMatchObject([{ repo: here }, { repo: there, number: String(b) }]);
});

test('advisory ballots are one an account, whichever subject they are written in', async () => {
  const { b, inA, inB, motion } = await twoIssues();
  await inA.say('wang-bo', `/vote technical\n/link github:${there}#${String(b)}`);
  await inA.say('stranger', '/yes');
  await inB.say('maintainer-mo', '/no');
  await inB.say('stranger', '/no');
  expect((await motion(first)).tally.advisory).toEqual({ yes: 0, no: 2, abstain: 0 });
});

test('a deleted subject ends the motion in both, a transferred one is followed', async () => {
  const { github, a, b, inA, settle, motion } = await twoIssues();
  await inA.say('wang-bo', `/vote technical\n/link github:${there}#${String(b)}`);
  const moved = github.as('lin-mei').transferIssue(there, b, here);
  await settle();
  github.as('chen-yu').comment(here, moved.number, '/yes');
  await settle();
  expect(await motion(first)).toMatchObject({
    state: 'open',
    tally: { yes: 1 },
    subjects: [
      { repo: here, number: String(a) },
      { repo: here, number: String(moved.number) },
    ],
  });
  github.as('chen-yu').deleteIssue(here, moved.number);
  await settle();
  expect(await motion(first)).toMatchObject({
    outcome: 'cancelled',
    tally: { yes: 1 },
    ended_by: { person: 'chen-yu' },
  });
});

test.each([
  ['technical', 'closed', 'superseded'],
  ['kept', 'open', null],
  ['fragile', 'closed', 'lost'],
])('a push to the linked one of two pull requests leaves a %s motion %s, %s', async (kind, state, outcome) => {
  const { github, b, clock, settle, motion, heads } = await twoPulls(kind);
  expect(new Set(heads).size).toBe(2);
  clock.advance(hours(1));
  github.as('lin-mei').push(there, b);
  await settle();
  expect(await motion(first)).toMatchObject({ state, outcome });
});

test('the heads of both have the check, and both end with the motion', async () => {
  const { github, heads, clock, settle, motion } = await twoPulls('technical');
  const [headA = '', headB = ''] = heads;
  const checks = () => [github.checkRuns(here, headA), github.checkRuns(there, headB)].flat();
  await until('both have the check', () => checks().length === 2);
  expect(checks()).toMatchObject([{ status: 'in_progress' }, { status: 'in_progress' }]);
  clock.advance(days(8));
  await until('the motion is closed', async () => (await motion(first)).state === 'closed');
  await settle();
  await until('both checks are done', () => checks().every(({ status }) => status === 'completed'));
  expect(checks()).toMatchObject([{ conclusion: 'failure' }, { conclusion: 'failure' }]);
});
