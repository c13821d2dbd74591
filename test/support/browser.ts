// A real Chromium for tests: found on the machine, one a file, with everything it complains of written down.
import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { afterAll, beforeAll } from '@jest/globals';
import { chromium, type Browser, type BrowserContextOptions, type Locator, type Page } from 'playwright-core';

const candidates = [
  process.env['CHROMIUM'],
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
];

/** The browser on this machine; undefined where there is none. */
const executable = candidates.find((path) => path !== undefined && existsSync(path));

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** What went wrong in a page: console errors, failed requests, breaches of the content policy, exceptions. */
export interface WatchedPage {
  readonly page: Page;
  readonly complaints: readonly string[];
}

export interface TestBrowser {
  /** A page of a new context: no cookies, nothing cached. */
  open(options?: BrowserContextOptions): Promise<WatchedPage>;
}

/**
 * Whether browser tests can run. Without a browser they say so and are left out; with `CI=true` that is a failure.
 */
export function hasBrowser(): boolean {
  if (executable !== undefined) return true;
  if (process.env['CI'] === 'true') throw new Error('no Chrome or Chromium found, and CI=true asks for one');
  process.stderr.write('skipped: no browser found\n');
  return false;
}

function watch(page: Page): WatchedPage {
  const complaints: string[] = [];
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) complaints.push(`${page.url()}: ${message.text()}`);
  });
  page.on('pageerror', (error) => complaints.push(`${page.url()}: ${error.message}`));
  page.on('requestfailed', (request) => {
    const reason = request.failure()?.errorText ?? 'failed';
    // A page was left before its icon had come.
    if (reason !== 'net::ERR_ABORTED') complaints.push(`${request.url()}: ${reason}`);
  });
  return { page, complaints };
}

/** Loads the page anew until it shows what the app does after it was answered. */
export async function untilShown(page: Page, what: Locator): Promise<void> {
  for (let tries = 0; tries < 240 && (await what.count()) === 0; tries += 1) {
    await page.waitForTimeout(500);
    await page.reload();
  }
  await what.first().waitFor();
}

/** Starts a browser before the tests of a file and ends it after them. */
export function useBrowser(): TestBrowser {
  let browser: Browser | undefined;
  beforeAll(async () => {
    browser = await chromium.launch({ executablePath: executable ?? '', args: ['--no-sandbox'] });
  });
  afterAll(async () => {
    await browser?.close();
  });
  return {
    async open(options = {}) {
      if (!browser) throw new Error('the browser has not started');
      const context = await browser.newContext({ timezoneId: 'Asia/Shanghai', ...options });
      return watch(await context.newPage());
    },
  };
}

/** The rules of axe-core whose answer depends on the colours. */
const colourRules = ['color-contrast', 'link-in-text-block'];

/** What axe-core finds wrong with the page as it is now, WCAG 2.2 AA and best practices, or with its colours only: `rule: where`. */
export async function accessibilityViolations(
  page: Page,
  judged: 'everything' | 'colours' = 'everything',
): Promise<readonly string[]> {
  // Evaluated by the debugger: as a script of the page the content policy would refuse it.
  await page.evaluate(`${axe}; undefined`);
  const options = judged === 'colours' ? { runOnly: { type: 'rule', values: colourRules } } : {};
  const found: unknown = await page.evaluate(`axe.run(document, ${JSON.stringify(options)}).then(({ violations }) =>
    violations.flatMap(({ id, nodes }) => nodes.map(({ target, failureSummary }) => id + ': ' + target.join(' ') + ' ' + failureSummary)))`);
  return Array.isArray(found) ? found.map(String) : [`axe-core answered ${String(found)}`];
}
