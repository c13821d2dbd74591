// opencharter sync gitee:OWNER/REPO with the settings of the app: what is there comes into the mirror, stopped it goes on, and no command is run.
import { describe, expect, test } from '@jest/globals';
import { syncCommand } from '../../src/cli/sync.js';
import { openSync } from '../../src/compose/sync.js';
import type { ForgeId } from '../../src/shared/refs.js';
import { ok } from '../../src/shared/result.js';
import { collections } from '../../src/storage/collections.js';
import { ensureIndexes } from '../../src/storage/connect.js';
import { createMirrorReader } from '../../src/storage/mirror-reader.js';
import { openTestDatabase } from '../support/database.js';
import { models, startGiteeWorld, type GiteeWorld } from '../support/gitee-world.js';

interface Synced {
  readonly code: number;
  readonly said: readonly string[];
}

/** With `stopAtFirst` it is stopped as soon as it has told of a page. */
async function sync(world: GiteeWorld, argument = `gitee:${models}`, stopAtFirst = false): Promise<Synced> {
  const said: string[] = [];
  const stop = new AbortController();
  const tell = (line: string): void => {
    said.push(line);
    if (stopAtFirst) stop.abort();
  };
  const open = (forge: ForgeId) => openSync(forge, ok(world.config));
  const code = await syncCommand(argument, open, { out: tell, err: tell, bar: null }, stop.signal);
  return { code, said };
}

async function mirrorOf({ config }: GiteeWorld) {
  const name = new URL(config.mongodbUri ?? '').pathname.slice(1);
  const database = await openTestDatabase(name);
  await ensureIndexes(database, collections);
  return createMirrorReader(database);
}

/** So many issues, each with a vote that is called for in a comment, of which no webhook tells; the number of the last. */
function write(world: GiteeWorld, issues: number): string {
  world.gitee.losing = true;
  let number = '';
  for (let i = 0; i < issues; i += 1) {
    world.clock.advance(1000);
    number = world.openIssue('linmei', 'Something to decide');
    world.gitee.as('linmei').comment(models, number, '/vote technical');
  }
  return number;
}

describe('a sync of Gitee', () => {
  test('reads everything with few calls that only read, goes on where it was stopped, and runs no command', async () => {
    const world = await startGiteeWorld();
    await world.app.stop();
    const last = write(world, 120);
    const before = world.gitee.calls.mark();
    const stopped = await sync(world, `gitee:${models}`, true);
    expect(stopped.code).toBe(130);
    expect(stopped.said.at(-1)).toBe(`go on with: opencharter sync gitee:${models}`);
    const whole = await sync(world);
    expect(whole.code).toBe(0);
    expect(whole.said.at(-1)).toMatch(/^done: .* comments; \d+ calls, 0:\d\d$/);
    const mirror = await mirrorOf(world);
    expect(await mirror.counts()).toEqual({ issues: 120, pulls: 0, comments: 120 });
    const calls = world.gitee.calls.since(before);
    expect(calls.every(({ method }) => method === 'GET')).toBe(true);
    expect(calls.length).toBeLessThanOrEqual(20);
    expect(world.gitee.comments(models, last)).toHaveLength(1);
  });

  test.each([
    ['a repository of others', 'gitee:stranger/thing', /not one of the foundation/],
    ['a repository that is not there', 'gitee:openclaw/nothing', /cannot be read/],
    ['all of an owner', 'gitee:openclaw/*', /not of the form/],
  ])('refuses %s', async (_, argument, message) => {
    const world = await startGiteeWorld();
    const { code, said } = await sync(world, argument);
    expect(code).toBe(1);
    expect(said.join('\n')).toMatch(message);
  });

  test('says so where Gitee is not configured', async () => {
    const world = await startGiteeWorld();
    const config = ok({ ...world.config, gitee: null });
    await expect(openSync('gitee', config)).rejects.toThrow('Gitee is not configured');
  });
});
