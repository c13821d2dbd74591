// Adoption of charter versions, on the real engine.
import { beforeEach, describe, expect, test } from '@jest/globals';
import { accountKey } from '../../src/charter/adopted.js';
import { formatCharterError } from '../../src/charter/parse.js';
import type { LedgerEntry } from '../../src/ledger/envelope.js';
import type { Adoption } from '../../src/jobs/adopt-charter.js';
import { collections } from '../../src/storage/collections.js';
import { ensureIndexes, type Database } from '../../src/storage/connect.js';
import { createLedgerStore } from '../../src/storage/ledger.js';
import { charter, people } from '../charter/support.js';
import { openTestDatabase } from '../support/database.js';
import { watchQueries } from '../support/explain.js';
import { forgeWith, goodFiles, instanceOn, now } from './support.js';

let database: Database;

beforeEach(async () => {
  database = await openTestDatabase();
  await ensureIndexes(database, collections);
});

async function entries(): Promise<LedgerEntry[]> {
  const all: LedgerEntry[] = [];
  for await (const entry of createLedgerStore(database).from(0)) all.push(entry);
  return all;
}

async function types(): Promise<readonly string[]> {
  return (await entries()).map(({ entry }) => entry.type);
}

function versionOf(adoption: Adoption): string {
  if (adoption.kind !== 'adopted' && adoption.kind !== 'unchanged') throw new Error(`it was ${adoption.kind}`);
  return adoption.version;
}

function errorsOf(adoption: Adoption): readonly string[] {
  return adoption.kind === 'rejected' ? adoption.errors.map(formatCharterError) : [];
}

/** A person more, with a login and no id. */
function withLogin(login: string, person = 'zoe'): string {
  return `${people}  - { id: ${person}, name: Zoe, github: { login: ${login} } }\n`;
}

/** The second version: the same with another name of the foundation. */
const second = { charter: charter.replace('name: Example', 'name: Another') };

const adoptedOnce = [
  'log.created',
  ...Array.from({ length: 4 }, () => 'person.listed'),
  ...Array.from({ length: 2 }, () => 'identity.bound'),
  'charter.adopted',
];

describe('the first adoption', () => {
  test('begins the log and lists the people, their accounts and the version', async () => {
    const app = instanceOn(database);
    const adoption = await app.adopt();
    expect(adoption).toMatchObject({ kind: 'adopted' });
    expect(await types()).toEqual(adoptedOnce);
    const [created] = await entries();
    expect(created?.entry).toEqual({
      type: 'log.created',
      foundation: 'example',
      origin: 'localhost:3000/ledger',
      mode: 'live',
    });
    const { charterVersion, adoptedAt } = await app.ledger.sync();
    expect([charterVersion, adoptedAt]).toEqual([versionOf(adoption), now]);
  });

  test('tells who speaks by account id, and the ledger tells it only by commitment', async () => {
    const app = instanceOn(database);
    const adopted = await app.charters.version(versionOf(await app.adopt()));
    expect([...(adopted?.accounts ?? [])]).toEqual([
      ['github:1001', 'lin-mei'],
      ['github:1002', 'wang-bo'],
    ]);
    const commitments = (await entries()).flatMap(({ entry }) =>
      typeof entry['account'] === 'string' ? [entry['account']] : [],
    );
    expect([...(await app.texts.texts(commitments)).values()].sort()).toEqual(['github:1001', 'github:1002']);
    expect(JSON.stringify(await entries())).not.toMatch(/lin-mei|1001/);
    const refs = [...(adopted?.refs.values() ?? [])];
    expect([...(await app.charters.names(refs)).values()].sort()).toEqual(['ada', 'chen-yu', 'lin-mei', 'wang-bo']);
  });

  test('uses an index for every query', async () => {
    const watch = watchQueries(database);
    const app = instanceOn(database);
    await app.charters.version(versionOf(await app.adopt()));
    await app.charters.rejected();
    await watch.assertIndexed();
  });
});

describe('a further version', () => {
  test('that is in force already changes nothing, in whatever layout', async () => {
    const app = instanceOn(database);
    await app.adopt();
    expect(await app.adopt({ charter: `# a comment\n${charter}` })).toMatchObject({ kind: 'unchanged' });
    expect(await types()).toEqual(adoptedOnce);
  });

  test('adds only what is new, and an old one may come back', async () => {
    const app = instanceOn(database);
    const first = versionOf(await app.adopt());
    expect(await app.adopt(second)).toMatchObject({ kind: 'adopted' });
    expect(await app.adopt()).toEqual({ kind: 'adopted', version: first });
    expect(await app.adopt(second)).toMatchObject({ kind: 'adopted' });
    expect((await types()).slice(adoptedOnce.length)).toEqual(Array.from({ length: 3 }, () => 'charter.adopted'));
  });

  test('lists somebody who was named before under the same ref', async () => {
    const app = instanceOn(database);
    const without = people.replace(/.*id: ada,.*\n/, '');
    const bodies = { people: without, charter: charter.replace('[ada, lin-mei]', '[lin-mei]') };
    const before = await app.charters.version(versionOf(await app.adopt()));
    await app.adopt(bodies);
    const after = await app.charters.version(versionOf(await app.adopt(second)));
    expect(after?.refs).toEqual(before?.refs);
    expect((await types()).filter((type) => type === 'person.listed')).toHaveLength(4);
  });

  test('that is bad never replaces the good one, and is shown until a good one comes', async () => {
    const app = instanceOn(database);
    const first = versionOf(await app.adopt());
    const bad = await app.adopt({ charter: charter.replace('seats: [ada,', 'seats: [adda,') });
    expect(errorsOf(bad)).toEqual([
      'charter.yml:10:13: bodies.maintainers.seats[0]: there is no person "adda" (did you mean "ada"?)',
    ]);
    expect((await app.ledger.sync()).charterVersion).toBe(first);
    expect(await app.charters.rejected()).toMatchObject({ at: now, source: 'files', version: null });
    expect(await app.adopt()).toMatchObject({ kind: 'unchanged' });
    expect(await app.charters.rejected()).toBeNull();
  });

  test('that is in force stays good when seats have run out since', async () => {
    const seats = charter.replace('[ada, lin-mei]', '[{ person: ada, until: 2026-11-30 }]');
    const files = { charter: seats.replace('electorate: [tsc]', 'electorate: [maintainers]') };
    const app = instanceOn(database);
    await app.adopt(files);
    const later = '2027-01-01T00:00:00.000Z';
    expect(await app.adopt(files, { now: later })).toMatchObject({ kind: 'unchanged' });
    expect(await instanceOn(database).charters.version(versionOf(await app.adopt(files)))).not.toBeNull();
    expect(await app.adopt({ charter: `${files.charter}default_motion: technical\n` }, { now: later })).toMatchObject({
      kind: 'rejected',
    });
  });
});

describe('an account without id', () => {
  test('is looked up once and kept, though the login is somebody else’s later', async () => {
    const app = instanceOn(database);
    const asked: string[] = [];
    const files = { people: withLogin('Zoe') };
    await app.adopt(files, { forges: { github: forgeWith({ Zoe: 1005 }, asked) } });
    const stranger = forgeWith({ Zoe: 6666, zoe: 6666 }, asked);
    const last = await app.adopt({ ...second, people: withLogin('zoe') }, { forges: { github: stranger } });
    const adopted = await app.charters.version(versionOf(last));
    expect(adopted?.accounts.get(accountKey({ forge: 'github', id: 1005 }))).toBe('zoe');
    expect(adopted?.accounts.has('github:6666')).toBe(false);
    expect(asked).toEqual(['Zoe']);
  });

  test('that does not exist is an error at its login', async () => {
    const app = instanceOn(database);
    const adoption = await app.adopt({ people: withLogin('nobody') }, { forges: { github: forgeWith({}) } });
    expect(errorsOf(adoption)).toEqual([
      'people.yml:15:44: people[4].github.login: there is no such account on github: "nobody"',
    ]);
    expect(await app.charters.rejected()).toMatchObject({ version: expect.stringMatching(/^sha256:/) });
    expect(await entries()).toEqual([]);
  });

  test('that is another person’s account is an error, and is not kept', async () => {
    const app = instanceOn(database);
    const files = { people: withLogin('zoe') };
    const adoption = await app.adopt(files, { forges: { github: forgeWith({ zoe: 1001 }) } });
    expect(errorsOf(adoption)).toEqual([
      'people.yml:15:44: people[4].github.login: "zoe" is the account 1001, which lin-mei has too',
    ]);
    expect(await app.adopt(files, { forges: { github: forgeWith({ zoe: 1005 }) } })).toMatchObject({ kind: 'adopted' });
  });

  test.each([
    [{ kind: 'unavailable', detail: '502' } as const, null],
    [{ kind: 'wait', retryAfterMs: 60_000, detail: 'rate limit' } as const, 60_000],
  ])('makes adoption wait while the forge cannot tell: $kind', async (failure, retryAfterMs) => {
    const app = instanceOn(database);
    const first = versionOf(await app.adopt());
    const files = { people: withLogin('zoe') };
    expect(await app.adopt(files, { forges: { github: forgeWith({ zoe: failure }) } })).toEqual({
      kind: 'waiting',
      reason: `the github account "zoe" cannot be looked up now: ${failure.detail}`,
      retryAfterMs,
    });
    expect((await app.ledger.sync()).charterVersion).toBe(first);
    expect(await app.charters.rejected()).toBeNull();
    expect(await app.adopt(files, { forges: { github: forgeWith({ zoe: 1005 }) } })).toMatchObject({ kind: 'adopted' });
  });

  test('of a forge that is not configured is bound when it is', async () => {
    const [app, other] = [instanceOn(database), instanceOn(database)];
    const version = versionOf(await app.adopt());
    expect((await other.charters.version(version))?.accounts.size).toBe(2);
    const gitee = forgeWith({ chenyu: 9003 });
    expect(await app.adopt({}, { forges: { gitee } })).toEqual({ kind: 'unchanged', version });
    for (const { charters } of [app, other]) {
      expect((await charters.version(version))?.accounts.get('gitee:9003')).toBe('chen-yu');
    }
    expect((await types()).slice(adoptedOnce.length)).toEqual(['identity.bound']);
    expect(await app.adopt()).toEqual({ kind: 'unchanged', version });
    expect((await other.charters.version(version))?.accounts.size).toBe(3);
  });
});

describe('adoption done twice', () => {
  test('by several instances at once adopts once', async () => {
    const forges = { gitee: forgeWith({ chenyu: 9003 }) };
    const done = await Promise.all([0, 1, 2, 3].map(() => instanceOn(database).adopt({}, { forges })));
    expect(new Set(done.map(versionOf)).size).toBe(1);
    const all = await types();
    expect(all.filter((type) => type === 'charter.adopted')).toHaveLength(1);
    expect(all.filter((type) => type === 'log.created')).toHaveLength(1);
    expect(all.filter((type) => type === 'person.listed')).toHaveLength(4);
    expect(all.filter((type) => type === 'identity.bound')).toHaveLength(3);
  });

  /** A store each of whose calls counts down, and fails instead of being done, or after it was done, when the count is reached. */
  function failingAt<T extends object>(count: { left: number }, store: T, when: 'before' | 'after'): T {
    return new Proxy(store, {
      get(target, name) {
        const method: unknown = Reflect.get(target, name);
        if (typeof method !== 'function') return method;
        return async (...args: unknown[]): Promise<unknown> => {
          count.left -= 1;
          const fails = count.left === 0;
          if (fails && when === 'before') throw new Error('killed');
          const answer: unknown = await Reflect.apply(method, target, args);
          if (fails) throw new Error('killed');
          return answer;
        };
      },
    });
  }

  test.each(['before', 'after'] as const)('after a stop %s any of its steps ends as if done once', async (when) => {
    let stops = 0;
    for (let step = 1; ; step += 1) {
      const fresh = await openTestDatabase();
      await ensureIndexes(fresh, collections);
      const killed = instanceOn(fresh);
      const count = { left: step };
      const forges = { gitee: forgeWith({ chenyu: 9003 }) };
      const given = {
        forges,
        ledger: failingAt(count, killed.ledger, when),
        charters: failingAt(count, killed.charters, when),
        people: failingAt(count, killed.people, when),
        bindings: failingAt(count, killed.bindings, when),
        texts: failingAt(count, killed.texts, when),
      };
      const first = await killed.adopt({}, given).catch((error: unknown) => String(error));
      const again = instanceOn(fresh);
      const version = versionOf(await again.adopt({}, { forges }));
      expect((await again.ledger.sync()).charterVersion).toBe(version);
      expect((await again.charters.version(version))?.accounts.size).toBe(3);
      const seen: string[] = [];
      for await (const { entry } of createLedgerStore(fresh).from(0)) seen.push(entry.type);
      expect(seen.filter((type) => type === 'charter.adopted')).toHaveLength(1);
      expect(seen.filter((type) => type === 'person.listed')).toHaveLength(4);
      expect(seen.filter((type) => type === 'identity.bound')).toHaveLength(3);
      if (typeof first !== 'string') break;
      expect(first).toBe('Error: killed');
      stops += 1;
    }
    expect(stops).toBeGreaterThan(8);
  });
});

describe('the mode', () => {
  test('of the log is never mixed with the other one', async () => {
    const app = instanceOn(database);
    await app.adopt();
    const sandbox = { log: { origin: 'localhost:3000/ledger', mode: 'sandbox' as const } };
    await expect(app.adopt(second, sandbox)).rejects.toThrow(
      'this database holds the data of a live foundation, and the app was started as a sandbox',
    );
    expect(await types()).toEqual(adoptedOnce);
  });
});

test('files that cannot be read are refused, and shown', async () => {
  const app = instanceOn(database);
  const error = {
    file: 'charter.yml',
    line: 1,
    column: 1,
    path: '',
    message: 'there is no such file',
    suggestion: null,
  };
  const errors = [{ ...error, file: 'charter.yml' as const }];
  expect(await app.adopt(goodFiles, { files: { ok: false, error: errors } })).toEqual({ kind: 'rejected', errors });
  expect(await app.charters.rejected()).toMatchObject({ errors, version: null });
});
