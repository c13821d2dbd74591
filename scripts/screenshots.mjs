// npm run screenshots [-- --all]: starts a sandbox in a folder of its own, waits for its story, and photographs the pages into docs/pictures.
// Without --all only those that README shows; with it every page in light, dark, on a phone and in Chinese, into the folder screenshots.
import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, existsSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import { ensureBuilt, ensureInstalled, root } from './setup.mjs';

ensureInstalled();
ensureBuilt();

const port = 4790;
const base = `http://127.0.0.1:${port}`;
const executablePath = [
  process.env.CHROMIUM,
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
].find((path) => path && existsSync(path));
if (!executablePath) {
  console.error('screenshots: no Chrome or Chromium found; install one, or name it in CHROMIUM');
  process.exit(1);
}

const looks = {
  light: { viewport: { width: 1280, height: 900 }, colorScheme: 'light' },
  dark: { viewport: { width: 1280, height: 900 }, colorScheme: 'dark' },
  phone: { viewport: { width: 360, height: 780 }, deviceScaleFactor: 2, isMobile: true, hasTouch: true },
  chinese: { viewport: { width: 1280, height: 900 }, colorScheme: 'light', locale: 'zh-CN' },
};

async function json(path) {
  const answer = await fetch(base + path);
  if (!answer.ok) throw new Error(`${path} answered ${answer.status}`);
  return answer.json();
}

async function ready(app) {
  for (;;) {
    if (app.exitCode !== null) throw new Error(`the app ended with ${app.exitCode}`);
    const answer = await fetch(`${base}/readyz`).catch(() => null);
    if (answer?.ok && /^opencharter_effects_pending 0$/m.test(await (await fetch(`${base}/metrics`)).text())) return;
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
}

async function addresses() {
  const running = await json('/api/v1/motions?state=open');
  const open = running.find(({ subjects }) => subjects.length > 1) ?? running[0];
  const closed = (await json('/api/v1/motions?outcome=carried')).find(({ tally }) => tally.no > 0);
  const [resolution] = await json('/api/v1/resolutions');
  const subject = open.subjects[0];
  const failing = await json('/api/v1/contributions?state=open&verdict=fail');
  const [slipped] = await json('/api/v1/roadmap/changes?slip=true');
  const contribution = failing.find(({ repo }) => repo.endsWith('/docs')) ?? failing[0];
  return {
    home: '/',
    motion: `/motions/${open.id}`,
    'motion-closed': `/motions/${closed.id}`,
    resolution: `/resolutions/${resolution.id}`,
    contribution: `/contributions/${contribution.forge}/${contribution.repo}/${contribution.number}`,
    policy: '/policies/dco',
    roadmap: '/roadmap',
    'roadmap-item': `/roadmap/${slipped.item}`,
    people: '/people',
    charter: '/charter',
    console: '/sandbox',
    'console-issue': new URL(subject.url).pathname,
  };
}

async function shoot(browser, { name, path, look, folder, fullPage }) {
  const context = await browser.newContext({ timezoneId: 'UTC', reducedMotion: 'reduce', ...looks[look] });
  const page = await context.newPage();
  const address = look === 'chinese' ? `/zh${path === '/' ? '' : path}` : path;
  await page.goto(base + address, { waitUntil: 'load' });
  const file = join(folder, `${name}-${look}.png`);
  await page.screenshot({ path: file, fullPage });
  await context.close();
  console.log(file);
}

const all = process.argv.includes('--all');
const folder = join(root, all ? 'screenshots' : 'docs/pictures');
mkdirSync(folder, { recursive: true });
const dataDir = mkdtempSync(join(tmpdir(), 'opencharter-screenshots-'));
const app = spawn(process.execPath, [join(root, 'bin', 'opencharter.mjs'), 'start'], {
  env: { PATH: process.env.PATH, HOME: process.env.HOME, PORT: String(port), DATA_DIR: dataDir, LOG_LEVEL: 'error' },
  stdio: ['ignore', 'inherit', 'inherit'],
});
try {
  await ready(app);
  const browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] });
  const paths = await addresses();
  const shots = all
    ? Object.keys(looks).flatMap((look) => Object.entries(paths).map(([name, path]) => ({ name, path, look })))
    : [
        { name: 'motion', path: paths.motion, look: 'light' },
        { name: 'home', path: paths.home, look: 'dark' },
        { name: 'resolution', path: paths.resolution, look: 'chinese' },
        { name: 'console-issue', path: paths['console-issue'], look: 'light' },
        { name: 'contribution', path: paths.contribution, look: 'light' },
        { name: 'policy', path: paths.policy, look: 'chinese' },
        { name: 'roadmap', path: paths.roadmap, look: 'light' },
        { name: 'roadmap-item', path: paths['roadmap-item'], look: 'chinese' },
      ];
  for (const shot of shots) await shoot(browser, { ...shot, folder, fullPage: all });
  await browser.close();
} finally {
  app.kill('SIGTERM');
  await new Promise((resolve) => app.once('exit', resolve));
  rmSync(dataDir, { recursive: true, force: true });
}
