// One running engine, seen from this process: a child of ours, or one that another process on this machine runs.
import { spawn } from 'node:child_process';
import { createConnection } from 'node:net';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { err, ok, type Result } from '../../shared/result.js';
import type { Command } from './loader.js';

const hostScript = fileURLToPath(new URL('../../../bin/embedded-host.mjs', import.meta.url));
const inUseExitCode = 3;
const stopLimitMs = 8000;
const announcement = z.object({ socket: z.string() });

/** An engine that answers on a unix socket. */
export interface Engine {
  readonly socket: string;
  /** The engine's process id when it is our child; null when another process runs it. */
  readonly pid: number | null;
  /** Fulfilled when it has ended, for whatever reason, with what is known of it: the signal or exit code, and its last words. */
  readonly gone: Promise<string>;
  /** Lets go of it: ends our child (nothing is lost), or leaves the other process's engine running. */
  stop(): Promise<void>;
}

/** Why no engine could be started: its folder is taken (perhaps for a moment, after a crash), or what it said. */
export type EngineFailure = { readonly kind: 'in-use' } | { readonly kind: 'failed'; readonly text: string };

/** Joins the engine that listens on a socket, holding a connection to it so as to know when it ends; null when none answers. */
export async function joinEngine(socket: string): Promise<Engine | null> {
  const lifeline = createConnection(socket);
  const gone = new Promise<string>((resolve) => {
    lifeline.once('close', () => {
      resolve('it closed the connection');
    });
  });
  const joined = await new Promise<boolean>((resolve) => {
    lifeline.once('connect', () => {
      resolve(true);
    });
    lifeline.once('error', () => {
      resolve(false);
    });
  });
  if (!joined) return null;
  lifeline.resume();
  return {
    socket,
    pid: null,
    gone,
    async stop() {
      lifeline.destroy();
      await gone;
    },
  };
}

/** Starts an engine on a folder as a child that ends with this process. */
export async function spawnEngine(command: Command, dir: string): Promise<Result<Engine, EngineFailure>> {
  const [program, ...before] = command;
  const child = spawn(program, [...before, hostScript, dir], { stdio: 'pipe' });
  let complaint = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    complaint = (complaint + text).slice(-2000);
  });
  // Its stdin breaks when it is killed; `gone` tells that.
  child.stdin.on('error', () => undefined);
  const gone = new Promise<string>((resolve) => {
    child.once('close', (code, signal) => {
      resolve(`${signal ?? `exit code ${String(code)}`} ${complaint.trim()}`.trim());
    });
    child.once('error', (error) => {
      complaint += error.message;
      resolve(error.message);
    });
  });
  const lines = createInterface({ input: child.stdout });
  const first = await Promise.race([
    new Promise<string>((resolve) => {
      lines.once('line', resolve);
    }),
    gone.then(() => null),
  ]);
  if (first === null) {
    return err(child.exitCode === inUseExitCode ? { kind: 'in-use' } : { kind: 'failed', text: complaint.trim() });
  }
  async function stop(): Promise<void> {
    child.stdin.end();
    const tooLong = setTimeout(() => child.kill('SIGKILL'), stopLimitMs);
    await gone;
    clearTimeout(tooLong);
  }
  return ok({ socket: announcement.parse(JSON.parse(first)).socket, pid: child.pid ?? null, gone, stop });
}
