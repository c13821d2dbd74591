// npm run check: types, lint, format, layers and unused code; all of them run, the first failure decides the exit code.
import { spawnSync } from 'node:child_process';
import { ensureInstalled, root } from './setup.mjs';

ensureInstalled();
const checks = [
  ['tsc', ['--noEmit']],
  ['eslint', ['.']],
  ['prettier', ['--check', '--log-level=warn', '.']],
  ['depcruise', ['--config', '.dependency-cruiser.cjs', 'src']],
  ['knip', []],
];
let failed = 0;
for (const [tool, args] of checks) {
  const { status } = spawnSync('npx', ['--no-install', tool, ...args], { cwd: root, stdio: 'inherit' });
  console.error(`${status === 0 ? 'ok    ' : 'FAILED'} ${tool}`);
  if (status !== 0) failed = 1;
}
process.exit(failed);
