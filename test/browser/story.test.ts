// What a newcomer does in the first minute, in a real browser against `opencharter start`: call a vote, vote as most of the electors, move the clock, read.
import { describe, expect, test } from '@jest/globals';
import type { Locator, Page } from 'playwright-core';
import { hasBrowser, untilShown, useBrowser } from '../support/browser.js';
import { useSandbox } from '../support/sandbox-process.js';

type Press = (page: Page, what: Locator) => Promise<void>;

async function click(_page: Page, what: Locator): Promise<void> {
  await what.click();
}

/** Reaches it with the Tab key alone. */
async function reach(page: Page, what: Locator): Promise<void> {
  for (let tabs = 0; tabs < 400; tabs += 1) {
    await page.keyboard.press('Tab');
    if ((await what.and(page.locator(':focus')).count()) === 0) continue;
    expect(await page.evaluate('getComputedStyle(document.activeElement).outlineStyle')).not.toBe('none');
    return;
  }
  throw new Error(`400 tabs did not reach ${String(what)}`);
}

async function pressEnter(page: Page, what: Locator): Promise<void> {
  await reach(page, what);
  await Promise.all([page.waitForEvent('load'), page.keyboard.press('Enter')]);
}

/** How somebody uses the forms of a page. */
interface Hands {
  readonly press: Press;
  readonly write: (page: Page, field: Locator, text: string) => Promise<void>;
  readonly choose: (page: Page, list: Locator, option: string) => Promise<void>;
}

const mouse: Hands = {
  press: click,
  write: (_page, field, text) => field.fill(text),
  async choose(_page, list, option) {
    const label = await list.getByRole('option').filter({ hasText: option }).innerText();
    await list.selectOption({ label });
  },
};

const keyboard: Hands = {
  press: pressEnter,
  async write(page, field, text) {
    await reach(page, field);
    await page.keyboard.insertText(text);
  },
  async choose(page, list, option) {
    await reach(page, list);
    await page.keyboard.type(option);
  },
};

const scene = hasBrowser() ? describe : describe.skip;

scene('the first minute', () => {
  const sandbox = useSandbox();
  const browser = useBrowser();

  test.each([
    ['by clicking', click, {}],
    ['by the keyboard alone', pressEnter, {}],
    ['without JavaScript', click, { javaScriptEnabled: false }],
    ['on a phone', click, { viewport: { width: 360, height: 740 }, isMobile: true, hasTouch: true }],
  ] satisfies [string, Press, object][])(
    '%s',
    async (_, press, options) => {
      const { page, complaints } = await browser.open(options);
      await page.goto(sandbox.url);
      await press(page, page.getByRole('link', { name: 'Act as any of them' }));
      await press(page, page.getByRole('button', { name: /^Open an issue and call the vote as / }));
      await page.waitForURL(/\/sandbox\/openclaw\/[^/]+\/issues\/\d+/);
      const title = await page.locator('h1').innerText();
      for (let voter = 0; voter < 4; voter += 1) {
        const undecided = page.locator('.voters li').filter({ has: page.locator('.cast:empty') });
        await untilShown(page, undecided);
        await press(page, undecided.first().getByRole('button').first());
        await untilShown(page, page.locator('.voters li .cast:not(:empty)').nth(voter));
      }
      await press(page, page.getByRole('button', { name: /^Move the clock past the end/ }));
      const resolution = page.getByRole('link', { name: /^Resolution R-\d{4}-\d{3}$/ });
      await untilShown(page, resolution);
      await press(page, resolution);
      await page.waitForURL(/\/resolutions\/R-/);
      expect(await page.locator('h1').innerText()).toBe(title);
      expect(await page.locator('main .lead').innerText()).toContain('4 to none');
      expect(complaints).toEqual([]);
    },
    600_000,
  );

  test.each([
    ['by clicking', mouse, {}],
    ['by the keyboard alone', keyboard, {}],
    ['without JavaScript, on a phone', mouse, { javaScriptEnabled: false, viewport: { width: 360, height: 740 } }],
  ] satisfies [string, Hands, object][])(
    'a newcomer mends a missing sign-off with the text to paste, and is approved: %s',
    async (_, { press, write, choose }, options) => {
      const { page, complaints } = await browser.open(options);
      await page.goto(`${sandbox.url}/sandbox`);
      await press(page, page.getByRole('button', { name: /^Open it as / }));
      await page.waitForURL(/\/sandbox\/openclaw\/docs\/pull\/\d+/);
      await untilShown(page, page.locator('.check-failure').filter({ hasText: 'Sign off 1 of 1 commit' }));
      const pasted = page.locator('.post-app pre').filter({ hasText: /^DCO remediation/ });
      await untilShown(page, pasted);
      const text = await pasted.first().innerText();
      await write(page, page.getByLabel('Message of the commit'), text);
      await press(page, page.getByRole('button', { name: 'Push a commit' }));
      await untilShown(page, page.locator('.check-failure').filter({ hasText: 'waits for approval' }));
      await choose(page, page.getByLabel('Act as'), 'Mateus Silva');
      await press(page, page.getByRole('button', { name: 'Switch' }));
      await press(page, page.getByRole('button', { name: 'Approve', exact: true }));
      await untilShown(page, page.locator('.check-success').filter({ hasText: 'All is well' }));
      await untilShown(page, page.locator('.post-app').filter({ hasText: 'All policies pass' }));
      expect(await page.locator('.post-app').count()).toBe(1);
      expect(complaints).toEqual([]);
    },
    600_000,
  );

  test.each([
    ['by clicking', {}],
    ['without JavaScript, on a phone', { javaScriptEnabled: false, viewport: { width: 360, height: 740 } }],
  ])(
    'an idea comes to the roadmap by vote, and is moved with a reason: %s',
    async (_, options) => {
      const { page, complaints } = await browser.open(options);
      await page.goto(`${sandbox.url}/sandbox`);
      await page.getByRole('button', { name: /^Ask for a place on the roadmap as / }).click();
      await page.waitForURL(/\/sandbox\/openclaw\/[^/]+\/issues\/\d+/);
      for (let voter = 0; voter < 4; voter += 1) {
        const undecided = page.locator('.voters li').filter({ has: page.locator('.cast:empty') });
        await untilShown(page, undecided);
        await undecided.first().getByRole('button').first().click();
        await untilShown(page, page.locator('.voters li .cast:not(:empty)').nth(voter));
      }
      await page.getByRole('button', { name: /^Move the clock past the end/ }).click();
      const told = page.locator('.post-app').filter({ hasText: 'on the roadmap: accepted' });
      await untilShown(page, told);
      const draft = page.locator('.drafts a').filter({ hasText: '/roadmap move' });
      await untilShown(page, draft);
      await draft.click();
      await page
        .getByRole('textbox', { name: 'Comment, in Markdown' })
        .fill('/roadmap move later Two people are away until spring');
      await page.getByRole('button', { name: /^Comment as / }).click();
      const item = await told.getByRole('link', { name: 'The item with its whole history' }).getAttribute('href');
      await page.goto(`${sandbox.url}${new URL(item ?? '').pathname}`);
      await untilShown(page, page.locator('main').getByText('Two people are away until spring'));
      expect(await page.locator('main').innerText()).toMatch(/slipped once/i);
      expect(complaints).toEqual([]);
    },
    600_000,
  );

  test('each page has its other language, and the way back', async () => {
    const { page } = await browser.open();
    await page.goto(`${sandbox.url}/motions/M-2026-0001`);
    const english = await page.locator('.lead').innerText();
    await page.getByRole('banner').getByRole('link', { name: '中文' }).click();
    await page.waitForURL(/\/zh\/motions\/M-2026-0001$/);
    expect(await page.locator('html').getAttribute('lang')).toBe('zh-CN');
    expect(await page.locator('.lead').innerText()).toMatch(/\p{Script=Han}/u);
    await page.getByRole('banner').getByRole('link', { name: 'English' }).click();
    await page.waitForURL(/\/motions\/M-2026-0001$/);
    expect(await page.locator('.lead').innerText()).toBe(english);
  });
});
