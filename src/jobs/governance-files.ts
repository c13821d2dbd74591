// The charter files in a folder: their texts, or why they cannot be read; and a mark that tells when they have changed.
import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { CharterError, CharterFiles } from '../charter/parse.js';
import { err, ok, type Result } from '../shared/result.js';

/** Charter files as read, or what is wrong with them before anything in them is. */
export type FilesRead = Result<CharterFiles, readonly CharterError[]>;

const names = ['charter.yml', 'people.yml', 'policy.yml', 'roadmap.yml'] as const;

function codeOf(error: unknown): string {
  return typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : String(error);
}

/** A file's text, null when there is none, or why it cannot be read. */
export async function readText(path: string): Promise<Result<string | null, string>> {
  try {
    return ok(new TextDecoder('utf-8', { fatal: true }).decode(await readFile(path)));
  } catch (error) {
    const code = codeOf(error);
    if (code === 'ENOENT') return ok(null);
    return err(code === 'ERR_ENCODING_INVALID_ENCODED_DATA' ? 'is not UTF-8 text' : `cannot be read (${code})`);
  }
}

/** Reads the governance files of a folder; policy.yml and roadmap.yml may be absent. */
export async function readGovernanceFiles(dir: string): Promise<FilesRead> {
  const errors: CharterError[] = [];
  async function read(file: CharterError['file']): Promise<string | null> {
    const text = await readText(join(dir, file));
    if (text.ok) return text.value;
    errors.push({ file, line: 1, column: 1, path: '', message: `the file in ${dir} ${text.error}`, suggestion: null });
    return null;
  }
  async function readNeeded(file: CharterError['file']): Promise<string> {
    const before = errors.length;
    const text = await read(file);
    if (text === null && errors.length === before) {
      errors.push({ file, line: 1, column: 1, path: '', message: `there is no such file in ${dir}`, suggestion: null });
    }
    return text ?? '';
  }
  const files: CharterFiles = {
    charter: await readNeeded('charter.yml'),
    people: await readNeeded('people.yml'),
    policy: await read('policy.yml'),
    roadmap: await read('roadmap.yml'),
  };
  return errors.length > 0 ? err(errors) : ok(files);
}

/** A text that is another one when a governance file of the folder was changed, replaced, added or removed. */
export async function governanceFingerprint(dir: string): Promise<string> {
  const marks = names.map(async (name) => {
    try {
      const { ino, size, mtimeNs } = await stat(join(dir, name), { bigint: true });
      return [ino, size, mtimeNs].join(':');
    } catch (error) {
      return codeOf(error);
    }
  });
  return (await Promise.all(marks)).join(' ');
}
