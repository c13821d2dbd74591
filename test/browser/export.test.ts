// The static copy of a sandbox in a real browser, opened from its folder: no server, with JavaScript and without, every kind of page.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { accessibilityViolations, hasBrowser, useBrowser } from '../support/browser.js';
import { htmlFaults } from '../support/html.js';
import { useSandbox } from '../support/sandbox-process.js';
import { brokenLinks, oneOfEachKind, siteIn, type Site } from '../support/static-site.js';

const command = fileURLToPath(new URL('../../bin/opencharter.mjs', import.meta.url));
const scene = hasBrowser() ? describe : describe.skip;

scene('the static copy', () => {
  const sandbox = useSandbox();
  const browser = useBrowser();
  let parent = '';
  let dir = '';
  let site: Site = new Map();
  let kinds: readonly string[] = [];

  beforeAll(async () => {
    parent = await mkdtemp(join(tmpdir(), 'opencharter-export-'));
    dir = join(parent, 'site');
    const { PATH = '', HOME = '' } = process.env;
    const settings = { DATA_DIR: sandbox.dataDir, PUBLIC_URL: 'https://roadmap.example' };
    const child = spawn(process.execPath, [command, 'export', dir], {
      env: { PATH, HOME, ...settings },
      stdio: 'inherit',
    });
    await once(child, 'exit');
    expect(child.exitCode).toBe(0);
    site = await siteIn(dir);
    kinds = oneOfEachKind(site);
  }, 300_000);
  afterAll(() => rm(parent, { recursive: true, force: true }));

  const address = (name: string): string => pathToFileURL(join(dir, name)).href;

  test('has a page of each kind in both languages, and every link leads to one', () => {
    for (const name of [
      'index.html',
      'motions/index.html',
      'roadmap/index.html',
      'ledger/index.html',
      'charter/index.html',
    ]) {
      expect(kinds).toEqual(expect.arrayContaining([name, `zh/${name}`]));
    }
    expect(brokenLinks(site)).toEqual([]);
    expect([...site.values()].filter((text) => text.includes('127.0.0.1'))).toEqual([]);
  });

  test('is valid HTML', async () => {
    const faults: string[] = [];
    for (const name of kinds) {
      faults.push(...(await htmlFaults(site.get(name) ?? '')).map((fault) => `${name}: ${fault}`));
    }
    expect(faults).toEqual([]);
  }, 300_000);

  test('axe-core finds nothing, its scripts and styles work, and the browser has nothing to complain of', async () => {
    const { page, complaints } = await browser.open();
    // axe-core asks for stylesheets by itself, which the content policy refuses: its page is not the one that is watched.
    const judged = await browser.open({ reducedMotion: 'reduce' });
    const violations: string[] = [];
    for (const name of kinds) {
      await page.goto(address(name));
      await judged.page.goto(address(name));
      violations.push(...(await accessibilityViolations(judged.page)).map((violation) => `${name} ${violation}`));
    }
    expect(violations).toEqual([]);
    expect(complaints).toEqual([]);
    await page.goto(address('index.html'));
    expect(await page.locator('time[data-local] + .muted').count()).toBeGreaterThan(0);
    expect(await page.evaluate("getComputedStyle(document.querySelector('.skip')).position")).toBe('absolute');
  }, 600_000);

  test('on a phone without JavaScript it says the same, and none scrolls sideways', async () => {
    const phone = { viewport: { width: 360, height: 740 }, isMobile: true, hasTouch: true };
    const { page, complaints } = await browser.open({ ...phone, javaScriptEnabled: false });
    const wide: string[] = [];
    for (const name of kinds) {
      await page.goto(address(name));
      expect([name, await page.locator('h1').count()]).toEqual([name, 1]);
      const width = Number(await page.evaluate('document.documentElement.scrollWidth'));
      if (width > 360) wide.push(`${name}: ${String(width)}`);
    }
    expect(wide).toEqual([]);
    expect(complaints).toEqual([]);
  }, 300_000);

  test('one gets around in it: to a list, a motion, the other language, and back', async () => {
    const { page } = await browser.open();
    await page.goto(address('index.html'));
    await page.locator('nav a', { hasText: 'Motions' }).first().click();
    expect(page.url()).toBe(address('motions/index.html'));
    await page.locator('main a[href*="M-"]').first().click();
    expect(page.url()).toMatch(/\/motions\/M-\d{4}-\d{4}\/index\.html$/);
    await page.locator('a.language').click();
    expect(page.url()).toMatch(/\/zh\/motions\/M-\d{4}-\d{4}\/index\.html$/);
    await page.locator('a.foundation').click();
    expect(page.url()).toBe(address('zh/index.html'));
    expect(await page.locator('footer').innerText()).toContain('静态副本');
  });
});
