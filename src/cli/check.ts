// `opencharter check [DIR]`: reads the governance files and says what is wrong with them, or what they hold.
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Charter, MotionKind } from '../charter/charter.js';
import { electorateOn, seatedOn } from '../charter/electorate.js';
import { formatCharterError, parseCharter } from '../charter/parse.js';
import { formatDuration } from '../shared/duration.js';
import { err, ok, type Result } from '../shared/result.js';
import type { Day } from '../shared/time.js';

/** Where the lines of a command go, each given without its line end. */
export interface CommandOutput {
  out(text: string): void;
  err(text: string): void;
}

function codeOf(error: unknown): string {
  return typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : String(error);
}

/** A file's text, null when there is none, or why it cannot be read. */
async function readText(path: string): Promise<Result<string | null, string>> {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(await readFile(path));
    return ok(text);
  } catch (error) {
    const code = codeOf(error);
    if (code === 'ENOENT') return ok(null);
    return err(code === 'ERR_ENCODING_INVALID_ENCODED_DATA' ? 'is not UTF-8 text' : `cannot be read (${code})`);
  }
}

function describeKind(charter: Charter, kind: MotionKind, today: Day): string {
  const people = electorateOn(charter, kind.electorate, today).length;
  const quorum = kind.quorum.map(({ text }) => text).join(', ');
  const passes = kind.passesWhen.map(({ text }) => text).join(', ');
  const rule = `${formatDuration(kind.period)}, passes when ${passes}`;
  const voters = `${kind.electorate.join(' + ')} (${String(people)})`;
  return `  ${kind.id}: ${kind.scope}, ${voters}, ${rule}${quorum === '' ? '' : `, quorum ${quorum}`}`;
}

function summary(charter: Charter, today: Day): string[] {
  const bodies = charter.bodies.map((body) => `${body.id} (${String(seatedOn(body, today).length)} seated)`);
  return [
    `${charter.foundation.id}: the charter is good on ${today}`,
    `version: ${charter.version}`,
    `repositories: ${charter.repositories.join(', ')}`,
    `people: ${String(charter.people.length)}, organizations: ${String(charter.organizations.length)}`,
    `bodies: ${bodies.join(', ')}`,
    'motions:',
    ...charter.motions.map((kind) => describeKind(charter, kind, today)),
  ];
}

function sha256Hex(text: string): string {
  return createHash('sha256').update(text, 'utf8').digest('hex');
}

/** Checks the governance files in a folder as of a day; 0 with a summary, or 1 with every error on a line. */
export async function checkCommand(dir: string, io: CommandOutput, today: Day): Promise<0 | 1> {
  const unreadable: string[] = [];
  async function read(name: string, needed: boolean): Promise<string | null> {
    const text = await readText(join(dir, name));
    if (!text.ok) unreadable.push(`${join(dir, name)}: ${text.error}`);
    else if (text.value === null && needed) unreadable.push(`${join(dir, name)}: there is no such file`);
    return text.ok ? text.value : null;
  }
  const charter = await read('charter.yml', true);
  const people = await read('people.yml', true);
  const files = { policy: await read('policy.yml', false), roadmap: await read('roadmap.yml', false) };
  if (charter === null || people === null || unreadable.length > 0) {
    unreadable.forEach((line) => {
      io.err(line);
    });
    return 1;
  }
  const parsed = parseCharter({ charter, people, ...files }, { today, sha256Hex });
  const lines = parsed.ok ? summary(parsed.value, today) : parsed.error.map(formatCharterError);
  for (const line of lines) {
    if (parsed.ok) io.out(line);
    else io.err(line);
  }
  return parsed.ok ? 0 : 1;
}
