// The app as an operating system sees it: a process that can be killed at any instruction.
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

const command = fileURLToPath(new URL('../../bin/opencharter.mjs', import.meta.url));

export interface AppProcess {
  /** Whether it still runs. */
  alive(): boolean;
  /** kill -9, and waits for the end. */
  kill(): Promise<void>;
  /** SIGTERM, and waits for the end; the exit code. */
  terminate(): Promise<number | null>;
  /** What it wrote so far, for the message of a failed test. */
  output(): string;
}

async function ended(child: ChildProcess): Promise<number | null> {
  if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
  return child.exitCode;
}

/** Starts `opencharter start` with the environment given and nothing else but PATH and HOME. */
export function startProcess(environment: Readonly<Record<string, string>>): AppProcess {
  const { PATH = '', HOME = '' } = process.env;
  const child = spawn(process.execPath, [command, 'start'], {
    env: { PATH, HOME, ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const written: string[] = [];
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk: Buffer) => {
      written.push(chunk.toString());
      if (written.length > 400) written.shift();
    });
  }
  return {
    alive: () => child.exitCode === null && child.signalCode === null,
    async kill() {
      child.kill('SIGKILL');
      await ended(child);
    },
    terminate() {
      child.kill('SIGTERM');
      return ended(child);
    },
    output: () => written.join(''),
  };
}
