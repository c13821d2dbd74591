// npm run bench [NAME] [-- --seconds N]: every benchmark of bench/, or those named, one after the other.
import { readdirSync } from 'node:fs';
import { cpus } from 'node:os';
import { basename, join } from 'node:path';
import { ensureBuilt, ensureInstalled, root, run } from './setup.mjs';

ensureInstalled();
ensureBuilt();
const all = readdirSync(join(root, 'bench'))
  .filter((file) => file.endsWith('.ts'))
  .map((file) => basename(file, '.ts'))
  .sort();
const args = process.argv.slice(2);
const cores = cpus();
console.log(
  `Node ${process.version}, ${process.platform} ${process.arch}, ${cores.length} cores (${cores[0]?.model ?? 'unknown'})`,
);
const named = all.filter((name) => args.includes(name));
const options = args.filter((arg) => !named.includes(arg));
for (const name of named.length > 0 ? named : all) {
  const loader = ['--no-warnings', '--import', join(root, 'bench', 'support', 'register.mjs')];
  console.log(`\n${name}`);
  run(process.execPath, [...loader, join('bench', `${name}.ts`), ...options]);
}
