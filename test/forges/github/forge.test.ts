// Reading from and writing to GitHub: real Probot, real HTTP, the simulated GitHub.
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { SimulatedGitHub } from '../../../src/sandbox/github/index.js';
import { githubApp, memoryInstallations, type TestedGitHub } from '../../support/github-app.js';
import { violations } from '../../support/github-openapi.js';
import { openclaw, startGitHub, testClock } from '../../support/simulated-github.js';

const clock = testClock();
const comments = '/repos/{owner}/{repo}/issues/{issue_number}/comments';
const marker = '<!-- opencharter:test -->';
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

function issue(body = '/vote', repo = 'openclaw/models') {
  const { number, id } = server.as('lin-mei').openIssue(repo, { title: 'A proposal', body });
  return { ref: { forge: 'github', repo, number: String(number) }, id, number } as const;
}

function pullRequest() {
  const opened = server.as('lin-mei').openPull('openclaw/models', { title: 'A change', body: '/vote' });
  const ref = { forge: 'github', repo: 'openclaw/models', number: String(opened.number) } as const;
  return { ref, number: opened.number, head: opened.pull.head };
}

describe('reading', () => {
  test('an issue or a pull request as the forge names it, where it is now', async () => {
    const { ref, number } = issue();
    const facts = { title: 'A proposal', isPull: false, isPublic: true, head: null };
    const written = { ...ref, repo: 'OpenClaw/Models' };
    expect(await github.read.subject(written)).toMatchObject({ ok: true, value: { ...facts, ref } });
    expect(await github.read.subject(pullRequest().ref)).toMatchObject({ ok: true, value: { isPull: true } });
    const moved = server.as('lin-mei').transferIssue('openclaw/models', number, 'openclaw/docs');
    const there = { ...ref, repo: 'openclaw/docs', number: String(moved.number) };
    expect(await github.read.subject(ref)).toMatchObject({ ok: true, value: { ...facts, ref: there } });
    expect(await github.read.subject({ ...ref, number: '999' })).toMatchObject({ ok: false, error: { kind: 'gone' } });
  });

  test('the account of a login, in any case', async () => {
    expect(await github.read.account('Lin-Mei')).toEqual({ ok: true, value: { id: 1001, login: 'lin-mei' } });
    expect(await github.read.account('nobody-here')).toMatchObject({ ok: false, error: { kind: 'gone' } });
    expect(server.calls.countByTemplate(0, { tokens: true })).toMatchObject({ 'GET /app/installations': 1 });
  });

  test('the installation is looked up once', async () => {
    const { ref, head } = pullRequest();
    await github.read.head(ref);
    await github.read.tree(ref, head.sha);
    expect(server.calls.countByTemplate(0, { tokens: true })).toEqual({
      'GET /repos/{owner}/{repo}/installation': 1,
      'POST /app/installations/{installation_id}/access_tokens': 1,
      'GET /repos/{owner}/{repo}/pulls/{pull_number}': 1,
      'GET /repos/{owner}/{repo}/git/commits/{commit_sha}': 1,
    });
  });

  test('an installation that is gone is looked up anew', async () => {
    const installations = memoryInstallations();
    await installations.set('OpenClaw', 999);
    const { ref, head } = pullRequest();
    expect(await githubApp(server, { installations }).read.head(ref)).toEqual({ ok: true, value: head.sha });
    expect(await installations.get('openclaw')).toBe([...server.state.installations.keys()][0]);
  });

  test('a repository where the app is not installed is gone', async () => {
    const ref = { forge: 'github', repo: 'stranger/thing', number: '1' } as const;
    expect(await github.read.head(ref)).toMatchObject({ ok: false, error: { kind: 'gone' } });
  });
});

describe('reactions', () => {
  test('go on comments and on bodies, and a repeat changes nothing', async () => {
    const { ref, number, id } = issue();
    const { id: commentId } = server.as('wang-bo').comment('openclaw/models', number, '/yes');
    for (let i = 0; i < 2; i += 1) {
      expect(await github.write.react(ref, { kind: 'comment', id: String(commentId) })).toMatchObject({ ok: true });
      expect(await github.write.react(ref, { kind: 'issue', id: String(id) })).toMatchObject({ ok: true });
    }
    expect(server.reactions(commentId).map(({ content }) => content)).toEqual(['eyes']);
    expect(github.observed.filter(({ endpoint }) => endpoint.endsWith('/reactions'))).toHaveLength(4);
  });
});

describe('comments', () => {
  test('of others that hold the marker are not ours', async () => {
    const { ref, number } = issue();
    server.as('stranger').comment('openclaw/models', number, `Mine ${marker}`);
    server.as('stranger').comment('openclaw/models', number, `Mine ${marker}`, { viaApp: true });
    server.as('other-bot[bot]').comment('openclaw/models', number, `Mine ${marker}`);
    expect(await github.write.findComment(ref, marker, clock.now())).toEqual({ ok: true, value: null });
  });

  test('that are too long are cut', async () => {
    const { ref, number } = issue();
    expect(await github.write.createComment(ref, 'x'.repeat(80_000) + marker)).toMatchObject({ ok: true });
    expect(server.comments('openclaw/models', number)[0]?.body).toHaveLength(65_536);
  });
});

describe('when GitHub fails', () => {
  test('after it asked to wait, nothing is sent to that installation until then; another is not concerned', async () => {
    await server.stop();
    server = await startGitHub({ clock, seed: { ...openclaw, installedOn: ['openclaw', 'stranger'] } });
    let time = Date.now();
    github = githubApp(server, { now: () => time });
    const [here, there] = [issue().ref, issue('/vote', 'stranger/thing').ref];
    server.faults.fail({ method: 'POST', path: comments, mode: { status: 403, retryAfter: 5 } });
    await github.write.createComment(here, 'x');
    const mark = server.calls.mark();
    expect(await github.write.addLabel(here, 'a')).toMatchObject({
      ok: false,
      error: { kind: 'wait', retryAfterMs: 5000 },
    });
    expect(server.calls.since(mark)).toEqual([]);
    expect(await github.write.addLabel(there, 'a')).toMatchObject({ ok: true });
    time += 5000;
    expect(await github.write.addLabel(here, 'a')).toMatchObject({ ok: true });
  });

  test('many writes to one installation are not spaced by a queue, and do not hold up another', async () => {
    await server.stop();
    server = await startGitHub({ clock, seed: { ...openclaw, installedOn: ['openclaw', 'stranger'] } });
    github = githubApp(server, {
      limits: { points: { burst: 1000, everyMs: 10 }, comments: { burst: 5, everyMs: 60_000 } },
    });
    const [here, there] = [issue().ref, issue('/vote', 'stranger/thing').ref];
    const answers = await Promise.all(Array.from({ length: 7 }, () => github.write.createComment(here, 'x')));
    expect(answers.filter(({ ok }) => ok)).toHaveLength(5);
    for (const answer of answers) if (!answer.ok) expect(answer.error.kind).toBe('wait');
    expect(await github.write.createComment(there, 'x')).toMatchObject({ ok: true });
  });

  test('each call is observed by its template and status, those for tokens too', async () => {
    const { ref } = issue();
    server.faults.fail({ method: 'POST', path: comments, mode: { status: 502 } });
    server.faults.fail({ method: 'POST', path: comments, mode: 'lost-answer' });
    for (let i = 0; i < 3; i += 1) await github.write.createComment(ref, 'x');
    const seen = github.observed.map(({ endpoint, status }) => `${status} ${endpoint}`);
    expect(seen).toEqual([
      '200 GET /repos/{owner}/{repo}/installation',
      '201 POST /app/installations/{installation_id}/access_tokens',
      `502 POST ${comments}`,
      `error POST ${comments}`,
      `201 POST ${comments}`,
    ]);
  });
});
