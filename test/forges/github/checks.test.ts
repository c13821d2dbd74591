// Remarks on lines in our checks: sent once, never twice.
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import type { Annotation, Check } from '../../../src/forges/forge.js';
import type { SimulatedGitHub } from '../../../src/sandbox/github/index.js';
import { githubApp, type TestedGitHub } from '../../support/github-app.js';
import { violations } from '../../support/github-openapi.js';
import { startGitHub, testClock } from '../../support/simulated-github.js';

const repo = 'openclaw/models';
const clock = testClock();
let server: SimulatedGitHub;
let github: TestedGitHub;

beforeEach(async () => {
  server = await startGitHub({ clock });
  github = githubApp(server);
});

afterEach(async () => {
  expect(violations(server.calls.all({ tokens: true }))).toEqual([]);
  await server.stop();
});

const remark: Annotation = { path: 'OWNERS', line: 3, level: 'warning', message: 'Nobody bears this login' };

function failing(annotations: readonly Annotation[]): Check {
  const { number, pull } = server.as('lin-mei').openPull(repo, { title: 'A change', body: '' });
  return {
    name: 'OpenCharter / policy',
    subject: { forge: 'github', repo, number: String(number) },
    head: pull.head.sha,
    externalId: 'policy/1',
    state: 'failure',
    title: 'One thing to mend',
    summary: 'A table',
    url: 'https://charter.test/contributions',
    startedAt: clock.now(),
    completedAt: clock.now(),
    annotations,
  };
}

function shown({ head }: Check) {
  return server.checkRuns(repo, head).flatMap(({ annotations }) => annotations);
}

async function made(check: Check): Promise<string> {
  const created = await github.write.createCheck(check);
  if (!created.ok) throw new Error(created.error.detail);
  return created.value.id;
}

test('those of a new check go with it, in one write', async () => {
  const check = failing([remark]);
  await made(check);
  expect(shown(check)).toMatchObject([
    { path: 'OWNERS', start_line: 3, end_line: 3, annotation_level: 'warning', message: remark.message },
  ]);
  expect(server.calls.countByTemplate()).toEqual({ 'POST /repos/{owner}/{repo}/check-runs': 1 });
});

test('those of a check that had none are added by its update, and are not repeated by the next', async () => {
  const check = failing([]);
  const id = await made({ ...check, state: 'in_progress', completedAt: null });
  for (let i = 0; i < 3; i += 1) {
    expect(await github.write.updateCheck(id, { ...check, annotations: [remark] })).toMatchObject({ ok: true });
  }
  expect(shown(check)).toHaveLength(1);
  expect(server.calls.countByTemplate()).toMatchObject({ 'PATCH /repos/{owner}/{repo}/check-runs/{check_run_id}': 4 });
});

test('an update without any is one write', async () => {
  const check = failing([]);
  const id = await made(check);
  await github.write.updateCheck(id, { ...check, state: 'success' });
  expect(server.calls.countByTemplate()).toMatchObject({ 'PATCH /repos/{owner}/{repo}/check-runs/{check_run_id}': 1 });
});

test('of more than GitHub takes at once the first fifty are shown, and a long one is cut', async () => {
  const many = Array.from({ length: 60 }, (_, i) => ({ ...remark, line: i + 1, message: '字'.repeat(30_000) }));
  const check = failing(many);
  await made(check);
  expect(shown(check)).toHaveLength(50);
  for (const { message } of shown(check)) expect(Buffer.byteLength(message)).toBeLessThanOrEqual(65_536);
});
