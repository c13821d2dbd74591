// Every page of the sandbox in a real browser: found by following links, judged in light and dark, on a phone, without JavaScript, in print.
import { beforeAll, describe, expect, test } from '@jest/globals';
import { htmlFaults } from '../support/html.js';
import { accessibilityViolations, hasBrowser, useBrowser } from '../support/browser.js';
import { useSandbox } from '../support/sandbox-process.js';

/** Pages of one kind differ in ids only: so many of a kind are fetched. */
const ofAKind = 2;

/** The first of a kind is opened in the browser, unless it is one of two filters at once, which looks like those of either. */
function isOpened(path: string, count: number): boolean {
  return count === 0 && new URL(path, 'http://localhost').searchParams.size < 2;
}

function kindOf(path: string): string {
  const [address = '', query = ''] = path.split('?');
  const parameters = [...new URLSearchParams(query).keys()].sort().join('&');
  const plain = address
    .replace(/\/(motions|resolutions|bodies|people|organizations|policies|webhooks)\/[^/]+/, '/$1/:id')
    .replace(/\/roadmap\/RM-[^/]+/, '/roadmap/:id')
    .replace(/(sandbox(?:\/gitee)?|contributions\/(?:github|gitee))\/openclaw\/[^/]+/, '$1/:repo')
    .replace(/\/(?:\d+|I[A-Z0-9]+)$/, '/:number');
  return `${plain}?${parameters}`;
}

function linksIn(html: string, base: string): readonly string[] {
  const found = [...html.matchAll(/<a [^>]*href="([^"]*)"/g)].map(([, href = '']) =>
    href.replace(/&(amp|#x3D);/g, (_, name: string) => (name === 'amp' ? '&' : '=')),
  );
  return found
    .filter((href) => URL.canParse(href, base))
    .map((href) => new URL(href, base))
    .filter(({ origin }) => origin === new URL(base).origin)
    .map(({ pathname, search }) => `${pathname}${search}`);
}

const scene = hasBrowser() ? describe : describe.skip;

scene('the pages', () => {
  const sandbox = useSandbox();
  const browser = useBrowser();
  const pages = new Map<string, string>();
  const opened: string[] = [];
  const answers: [path: string, status: number][] = [];

  beforeAll(async () => {
    const seen = new Map<string, number>();
    const waiting = ['/', '/zh', '/sandbox', '/zh/sandbox', '/search?q=safetensors', '/zh/search?q=%E8%AF%84%E6%B5%8B'];
    const known = new Set(waiting);
    for (let path = waiting.shift(); path !== undefined; path = waiting.shift()) {
      const count = seen.get(kindOf(path)) ?? 0;
      if (count >= ofAKind) continue;
      seen.set(kindOf(path), count + 1);
      const response = await fetch(`${sandbox.url}${path}`);
      const text = await response.text();
      answers.push([path, response.status]);
      if (!(response.headers.get('content-type') ?? '').startsWith('text/html')) continue;
      pages.set(path, text);
      if (isOpened(path, count)) opened.push(path);
      for (const link of linksIn(text, response.url)) {
        if (known.has(link)) continue;
        known.add(link);
        waiting.push(link);
      }
    }
  }, 900_000);

  test('every link leads somewhere', () => {
    expect(answers.length).toBeGreaterThan(60);
    expect(answers.filter(([, status]) => status !== 200)).toEqual([]);
  });

  test('the HTML is valid', async () => {
    const errors: string[] = [];
    for (const [path, html] of pages) errors.push(...(await htmlFaults(html)).map((fault) => `${path}:${fault}`));
    expect(errors).toEqual([]);
  }, 900_000);

  test('axe-core finds nothing in light, nor in the colours of dark, and the browser has nothing to complain of', async () => {
    const { page, complaints } = await browser.open({ reducedMotion: 'reduce' });
    const violations: string[] = [];
    for (const path of opened) {
      await page.emulateMedia({ colorScheme: 'light' });
      await page.goto(`${sandbox.url}${path}`);
      const light = await accessibilityViolations(page);
      await page.emulateMedia({ colorScheme: 'dark' });
      const dark = await accessibilityViolations(page, 'colours');
      violations.push(...[...light, ...dark].map((violation) => `${path} ${violation}`));
    }
    expect(opened.length).toBeGreaterThan(100);
    expect(violations).toEqual([]);
    expect(complaints).toEqual([]);
  }, 900_000);

  test('on a phone of 360 pixels without JavaScript every page says the same, and none scrolls sideways', async () => {
    const phone = { viewport: { width: 360, height: 740 }, isMobile: true, hasTouch: true };
    const { page, complaints } = await browser.open({ ...phone, javaScriptEnabled: false });
    const wide: string[] = [];
    for (const path of opened) {
      await page.goto(`${sandbox.url}${path}`);
      expect([path, await page.locator('h1').count()]).toEqual([path, 1]);
      expect([path, (await page.locator('main').innerText()).length > 40]).toEqual([path, true]);
      const width = Number(await page.evaluate('document.documentElement.scrollWidth'));
      if (width > 360) wide.push(`${path}: ${String(width)}`);
    }
    expect(wide).toEqual([]);
    expect(complaints).toEqual([]);
  }, 900_000);

  test('in print there is no navigation, and the address is in the foot', async () => {
    const { page } = await browser.open();
    await page.emulateMedia({ media: 'print' });
    for (const path of opened.filter((one) => !one.includes('/sandbox'))) {
      await page.goto(`${sandbox.url}${path}`);
      for (const nav of await page.locator('nav').all()) expect([path, await nav.isVisible()]).toEqual([path, false]);
      expect([path, await page.locator('footer').innerText()]).toEqual([path, expect.stringContaining(sandbox.url)]);
    }
  }, 900_000);

  test('every page has one title of its own, a description and its other language', () => {
    for (const [path, html] of [...pages].filter(([one]) => !one.includes('/sandbox'))) {
      expect([path, /<title>[^<]+<\/title>/.test(html)]).toEqual([path, true]);
      expect([path, /<meta name="description" content="[^"]{10,}/.test(html)]).toEqual([path, true]);
      for (const language of ['en', 'zh', 'x-default'])
        expect([path, html.includes(`hreflang="${language}`)]).toEqual([path, true]);
      expect([path, html.includes('<meta property="og:title"')]).toEqual([path, true]);
    }
  });
});
