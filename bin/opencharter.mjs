#!/usr/bin/env node
// The opencharter command: makes the clone ready, then hands over to the built program in this same process (so signals reach it).
import { ensureBuilt, ensureInstalled } from '../scripts/setup.mjs';

ensureInstalled();
ensureBuilt();
const { main } = await import('../dist/cli/index.js');
await main(process.argv);
