// npm test: the set-up, then every test (or those named on the command line).
import { join } from 'node:path';
import { ensureBuilt, ensureInstalled, run } from './setup.mjs';

ensureInstalled();
ensureBuilt();
run(
  process.execPath,
  [
    '--experimental-vm-modules',
    '--no-warnings',
    join('node_modules', 'jest', 'bin', 'jest.js'),
    ...process.argv.slice(2),
  ],
  {
    NODE_ENV: 'test',
  },
);
