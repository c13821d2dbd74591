// Makes a fresh clone ready: locked dependencies when they are missing or older than the lock, a build when sources are newer.
import { spawnSync } from 'node:child_process';
import { existsSync, lstatSync, mkdirSync, readdirSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = dirname(dirname(fileURLToPath(import.meta.url)));

function modified(path) {
  return existsSync(path) ? statSync(path).mtimeMs : 0;
}

function newest(folder) {
  let latest = 0;
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    latest = Math.max(latest, entry.isDirectory() ? newest(path) : modified(path));
  }
  return latest;
}

/** Runs a command in the project's folder with its output shown; ends this process when the command fails. */
export function run(command, args, env = {}) {
  const { status, signal, error } = spawnSync(command, args, {
    cwd: root,
    stdio: 'inherit',
    env: { ...process.env, ...env },
  });
  if (error) {
    console.error(`opencharter: could not run ${command}: ${error.message}`);
    process.exit(1);
  }
  if (status !== 0) process.exit(status ?? (signal ? 130 : 1));
}

/** Installs the locked dependencies, development ones too, whatever NODE_ENV says. */
export function ensureInstalled() {
  const lock = modified(join(root, 'package-lock.json'));
  if (modified(join(root, 'node_modules', '.package-lock.json')) >= lock) return;
  const modules = join(root, 'node_modules');
  if (lstatSync(modules, { throwIfNoEntry: false })?.isSymbolicLink()) {
    console.error(`opencharter: ${modules} is a link, and npm ci would empty the folder it leads to: remove the link`);
    process.exit(1);
  }
  console.error('opencharter: installing the locked dependencies (npm ci) …');
  run('npm', ['ci', '--include=dev', '--no-audit', '--no-fund', '--loglevel=error']);
  const stamp = join(root, 'node_modules', '.package-lock.json');
  utimesSync(stamp, new Date(), new Date());
}

/** Compiles src/ into dist/ when a source is newer than the last build. */
export function ensureBuilt() {
  const stamp = join(root, 'dist', '.built');
  const sources = Math.max(
    newest(join(root, 'src')),
    modified(join(root, 'tsconfig.json')),
    modified(join(root, 'tsconfig.build.json')),
  );
  if (modified(stamp) >= sources) return;
  console.error('opencharter: building (tsc) …');
  run(process.execPath, [join('node_modules', 'typescript', 'bin', 'tsc'), '-p', 'tsconfig.build.json']);
  mkdirSync(dirname(stamp), { recursive: true });
  writeFileSync(stamp, `${new Date().toISOString()}\n`);
}
