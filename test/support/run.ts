// A subcommand of opencharter, run to its end.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';

const command = fileURLToPath(new URL('../../bin/opencharter.mjs', import.meta.url));

export interface Ended {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

/** Runs `opencharter ARGS` with the environment given and nothing else but PATH and HOME. Without a reader its output is closed at once. */
export async function runCommand(
  args: readonly string[],
  environment: Readonly<Record<string, string>> = {},
  { reader = true }: { readonly reader?: boolean } = {},
): Promise<Ended> {
  const { PATH = '', HOME = '' } = process.env;
  const child = spawn(process.execPath, [command, ...args], {
    env: { PATH, HOME, ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  if (!reader) child.stdout.destroy();
  const [out, err] = await Promise.all([reader ? text(child.stdout) : '', text(child.stderr), once(child, 'close')]);
  return { code: child.exitCode, out, err };
}
