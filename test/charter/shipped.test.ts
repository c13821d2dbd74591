// The OpenClaw Foundation's own charter in governance/, and `opencharter check`.
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { checkCommand } from '../../src/cli/check.js';

const shipped = join(import.meta.dirname, '../../governance');

async function check(dir: string, today = '2026-11-21') {
  const lines = { out: new Array<string>(), err: new Array<string>() };
  const io = { out: (text: string) => void lines.out.push(text), err: (text: string) => void lines.err.push(text) };
  return { code: await checkCommand(dir, io, today), ...lines };
}

describe('the shipped charter', () => {
  test.each(['2026-11-21', '2028-06-01', '2040-01-01'])('is good on %s', async (today) => {
    const { code, err, out } = await check(shipped, today);
    expect(err).toEqual([]);
    expect(code).toBe(0);
    expect(out[0]).toBe(`openclaw: the charter is good on ${today}`);
  });

  test('is summed up: version, counts, and each kind in one line', async () => {
    const { out } = await check(shipped);
    expect(out[1]).toMatch(/^version: sha256:[0-9a-f]{64}$/);
    expect(out).toContain('bodies: tsc (7 seated), board (7 seated), maintainers (12 seated)');
    expect(out).toContain(
      '  technical: technical, tsc (7), P7D, passes when yes > 1/2 of cast, quorum ballots >= 1/2 of electorate',
    );
  });

  test('has its policies summed up, each with its steps and who may override it', async () => {
    const { out } = await check(shipped);
    expect(out).toContain('  dco: warn, then block from 2026-01-05; overridden by tsc');
    expect(out).toContain(
      '  title: warn, then block in github:openclaw/tools, gitee:openclaw/tools from 2026-02-02; overridden by tsc, maintainers',
    );
    expect(out).toContain('  description: warn');
  });
});

describe('opencharter check', () => {
  let dir = '';
  beforeAll(async () => {
    dir = await mkdtemp(join(tmpdir(), 'opencharter-check-'));
  });
  afterAll(() => rm(dir, { recursive: true }));

  test('names each file that is missing', async () => {
    const { code, err } = await check(dir);
    expect(code).toBe(1);
    expect(err).toEqual(['charter.yml', 'people.yml'].map((name) => `${name}:1:1: there is no such file in ${dir}`));
  });

  test('names a folder that is not one', async () => {
    const { code, err } = await check(join(shipped, 'charter.yml'));
    expect(code).toBe(1);
    expect(err[0]).toMatch(/^charter\.yml:1:1: the file in .* cannot be read \(ENOTDIR\)$/);
  });

  test('names a file that is not UTF-8', async () => {
    await writeFile(join(dir, 'charter.yml'), Buffer.from([0xff, 0xfe, 0x41]));
    await writeFile(join(dir, 'people.yml'), 'people: []\n');
    expect(await check(dir)).toEqual({
      code: 1,
      out: [],
      err: [`charter.yml:1:1: the file in ${dir} is not UTF-8 text`],
    });
  });

  test('prints every error on a line', async () => {
    await writeFile(join(dir, 'charter.yml'), 'version: 2\n');
    const { code, err, out } = await check(dir);
    expect([code, out]).toEqual([1, []]);
    expect(err).toContain('charter.yml:1:10: version: must be 1');
    expect(err.length).toBeGreaterThan(3);
  });
});
