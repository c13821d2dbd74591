// An export in a process of its own: `node ... export.ts DIR DATA_DIR`. It sends its parent how much memory it took on the way, and how much at most.
import { exportCommand } from '../../src/cli/export.js';
import { openExport } from '../../src/compose/export.js';
import { readConfig } from '../../src/config.js';

const [dir = '', dataDir = ''] = process.argv.slice(2);
const mebibytes: number[] = [];
const io = {
  out: () => undefined,
  err: (line: string) => {
    console.error(line);
  },
  bar: () => {
    mebibytes.push(process.memoryUsage().rss / 2 ** 20);
  },
};
const config = readConfig({ DATA_DIR: dataDir, PORT: '0', PUBLIC_URL: 'http://localhost:3000' });
const code = await exportCommand(dir, () => openExport(config), io, new AbortController().signal);
process.send?.({ code, mebibytes, most: process.resourceUsage().maxRSS / 1024 }, () => process.exit(code));
