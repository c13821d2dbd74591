// npm run docs: writes the generated pages of docs/ anew.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ensureBuilt, ensureInstalled, root } from './setup.mjs';

ensureInstalled();
ensureBuilt();
const { commandsPage } = await import('../dist/cli/docs.js');
writeFileSync(join(root, 'docs', 'commands.md'), commandsPage());
