// The roadmap in a real browser: judged in light and dark, on a phone without JavaScript, and in print.
import { beforeAll, describe, expect, test } from '@jest/globals';
import { accessibilityViolations, hasBrowser, useBrowser } from '../support/browser.js';
import { openPortal, type TestPortal } from '../support/portal.js';
import { manyItems, openScene, sceneDay } from '../support/roadmap-scenes.js';

const paths = [
  '/roadmap',
  '/zh/roadmap',
  '/roadmap?theme=weights',
  '/roadmap?horizon=2026-Q4',
  '/roadmap/RM-2026-001',
  '/zh/roadmap/RM-2026-001',
  '/roadmap/RM-2026-002',
  '/roadmap/changes',
  '/zh/roadmap/changes?slip=true',
  '/',
];

const scene = hasBrowser() ? describe : describe.skip;

scene('the pages of the roadmap', () => {
  const browser = useBrowser();
  let portal: TestPortal;
  let large: TestPortal;
  beforeAll(async () => {
    const open = () => openPortal((deps) => ({ ...deps, clock: { now: () => sceneDay } }));
    [portal, large] = await Promise.all([open(), open()]);
    portal.showRoadmap(openScene());
    large.showRoadmap(manyItems(60));
  });

  test.each([
    ['light', 'everything'],
    ['dark', 'colours'],
  ] as const)(
    'axe-core finds nothing in %s, looking at %s, and the browser has nothing to complain of',
    async (colorScheme, judged) => {
      const { page, complaints } = await browser.open({ colorScheme, reducedMotion: 'reduce' });
      const violations: string[] = [];
      for (const path of paths) {
        await page.goto(`${portal.url}${path}`);
        for (const folded of await page.locator('main details').all()) {
          await folded.evaluate('(element) => { element.open = true; }');
        }
        violations.push(...(await accessibilityViolations(page, judged)).map((violation) => `${path} ${violation}`));
      }
      expect(violations).toEqual([]);
      expect(complaints).toEqual([]);
    },
    300_000,
  );

  test('on a phone of 360 pixels without JavaScript none scrolls sideways, and the columns stand below one another', async () => {
    const phone = { viewport: { width: 360, height: 740 }, isMobile: true, hasTouch: true };
    const { page, complaints } = await browser.open({ ...phone, javaScriptEnabled: false });
    for (const path of paths) {
      await page.goto(`${portal.url}${path}`);
      expect([path, await page.evaluate('document.documentElement.scrollWidth')]).toEqual([path, 360]);
    }
    await page.goto(`${portal.url}/roadmap`);
    const edges = await Promise.all((await page.locator('.board > .lane').all()).map((lane) => lane.boundingBox()));
    expect(edges.length).toBeGreaterThan(3);
    expect(new Set(edges.map((box) => box?.x)).size).toBe(1);
    expect(complaints).toEqual([]);
  });

  test('on a desk the columns stand side by side', async () => {
    const { page } = await browser.open({ viewport: { width: 1280, height: 900 } });
    await page.goto(`${portal.url}/roadmap`);
    const edges = await Promise.all((await page.locator('.board > .lane').all()).map((lane) => lane.boundingBox()));
    expect(new Set(edges.map((box) => box?.y)).size).toBe(1);
  });

  test('somebody without a mouse filters the board, opens an item and comes to a slip’s ledger entry', async () => {
    const { page } = await browser.open();
    await page.goto(`${portal.url}/roadmap`);
    await page.getByLabel('Theme').focus();
    await page.keyboard.type('wei');
    await page.getByRole('button', { name: 'Show' }).press('Enter');
    await page.waitForURL(/theme=weights/);
    await page.getByRole('link', { name: 'Open weights' }).first().waitFor();
    await page.locator('h4 a', { hasText: 'Open weights' }).press('Enter');
    await page.waitForURL(/RM-2026-001$/);
    const slip = page.locator('.changed li', { hasText: 'slipped by 2 quarters' });
    expect(await slip.getByRole('link').getAttribute('href')).toMatch(/^\/api\/v1\/ledger\/\d+$/);
  });

  test('a long list is read page after page', async () => {
    const { page } = await browser.open();
    await page.goto(`${large.url}/roadmap`);
    await page.getByRole('link', { name: 'All 60 with this horizon' }).click();
    await page.getByRole('link', { name: 'Older' }).click();
    await page.getByText('Page 2 of 2').waitFor();
    expect(await page.locator('.cards > li').count()).toBe(30);
  });

  test('in print the board is there without its filters', async () => {
    const { page } = await browser.open();
    await page.emulateMedia({ media: 'print' });
    await page.goto(`${portal.url}/roadmap`);
    expect(await page.locator('form.filters').isVisible()).toBe(false);
    expect(await page.locator('.board').innerText()).toContain('Open weights');
  });
});
