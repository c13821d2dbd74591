// Gitee by clicking, in a real browser against `opencharter start`: a newcomer's pull request from fail to pass, and one vote on two forges.
import { describe, expect, test } from '@jest/globals';
import type { Page } from 'playwright-core';
import { hasBrowser, untilShown, useBrowser } from '../support/browser.js';
import { useSandbox } from '../support/sandbox-process.js';

const scene = hasBrowser() ? describe : describe.skip;

async function actAs(page: Page, name: string): Promise<void> {
  const list = page.getByLabel('Act as');
  await list.selectOption({ label: await list.getByRole('option').filter({ hasText: name }).innerText() });
  await page.getByRole('button', { name: 'Switch' }).click();
}

async function vote(page: Page, person: string, word: RegExp): Promise<void> {
  const row = page.locator('.voters li').filter({ hasText: person });
  await row.getByRole('button', { name: word }).click();
  await untilShown(page, row.locator('.cast').filter({ hasText: word }));
}

scene('on Gitee', () => {
  const sandbox = useSandbox();
  const browser = useBrowser();

  test('a newcomer signs off with the text to paste, and an owner passes the review', async () => {
    const { page, complaints } = await browser.open();
    await page.goto(`${sandbox.url}/sandbox/gitee/openclaw/dataset-cards`);
    await page
      .getByRole('link', { name: /古籍标点数据集的来源/ })
      .first()
      .click();
    await page.waitForURL(/\/sandbox\/gitee\/openclaw\/dataset-cards\/pulls\/\d+/);
    await page.locator('.check-failure').filter({ hasText: 'Sign off 1 of 1 commit' }).first().waitFor();
    const text = await page
      .locator('.post-app pre')
      .filter({ hasText: /^DCO remediation/ })
      .first()
      .innerText();
    await actAs(page, '高明');
    await page.getByLabel('Message of the commit').fill(text);
    await page.getByRole('button', { name: 'Push a commit' }).click();
    await untilShown(page, page.locator('.check-failure').filter({ hasText: 'waits for approval' }));
    await actAs(page, 'Chen Yu');
    await page.getByRole('button', { name: 'Pass the review' }).click();
    await untilShown(page, page.locator('.check-success').filter({ hasText: 'All is well' }));
    await untilShown(page, page.locator('.post-app').filter({ hasText: 'All policies pass' }));
    expect(await page.locator('.post-app').count()).toBe(1);
    expect(complaints).toEqual([]);
  }, 600_000);

  test('one vote on two forges: who votes on both counts once, by the later ballot', async () => {
    const { page, complaints } = await browser.open();
    await page.goto(`${sandbox.url}/sandbox`);
    await page
      .getByRole('link', { name: /^Gitee openclaw\/c-bench/ })
      .first()
      .click();
    await page.waitForURL(/\/sandbox\/gitee\/openclaw\/c-bench\/issues\/I\w+/);
    await vote(page, 'Chen Yu', /\bno\b/);
    await page
      .locator('.panel')
      .getByRole('link', { name: /^GitHub openclaw\/benchmarks/ })
      .click();
    await page.waitForURL(/\/sandbox\/openclaw\/benchmarks\/issues\/\d+/);
    await page
      .locator('.voters li')
      .filter({ hasText: 'Chen Yu' })
      .locator('.cast')
      .filter({ hasText: /\bno\b/ })
      .waitFor();
    await vote(page, 'Chen Yu', /\byes\b/);
    await vote(page, 'Ingrid Dahl', /\byes\b/);
    await page.locator('.panel h2').getByRole('link').click();
    await page.waitForURL(/\/motions\/M-/);
    expect(await page.locator('main').innerText()).toMatch(/gitee:openclaw\/c-bench#I\w+/);
    expect(await sandbox.json(new URL(page.url()).pathname)).toMatchObject({ tally: { yes: 4, no: 1, ballots: 5 } });
    expect(complaints).toEqual([]);
  }, 600_000);
});
