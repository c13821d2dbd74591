// npm run bench [NAME] [-- --seconds N]: every benchmark of bench/, or those named, one after the other.
import { readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { ensureInstalled, root, run } from './setup.mjs';

ensureInstalled();
const all = readdirSync(join(root, 'bench'))
  .filter((file) => file.endsWith('.ts'))
  .map((file) => basename(file, '.ts'))
  .sort();
const args = process.argv.slice(2);
const named = all.filter((name) => args.includes(name));
const options = args.filter((arg) => !named.includes(arg));
for (const name of named.length > 0 ? named : all) {
  const loader = ['--no-warnings', '--import', join(root, 'bench', 'support', 'register.mjs')];
  run(process.execPath, [...loader, join('bench', `${name}.ts`), ...options]);
}
