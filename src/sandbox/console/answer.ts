// How the console answers: with a page, or after an action with 303 to one.
import type { Response } from 'express';
import type { Result } from '../../shared/result.js';
import type { Language } from '../../shared/text.js';
import { sendHtml } from '../../web/security.js';
import type { Landing, Refusal } from './actions/action.js';
import type { ConsolePage, Render } from './frame.js';
import type { Line } from './notes.js';
import type { ConsoleSource, Visit } from './visit.js';

/** What all routes of a language share. */
export interface Routes {
  readonly source: ConsoleSource;
  readonly render: Render;
  /** The path of PUBLIC_URL without a final slash. */
  readonly base: string;
  readonly language: Language;
}

/** The app has so many milliseconds of real time to answer before the next page is shown. */
const usualSettleMs = 3000;

/** `/sandbox/...` in the language. */
export function href({ base, language }: Pick<Routes, 'base' | 'language'>, address: string): string {
  return `${base}${language === 'zh' ? '/zh' : ''}${address}`;
}

/** A page that says what is wrong with a request, or with us. */
export function errorPage({ words }: Visit, status: number, field = ''): ConsolePage {
  const known = [400, 404, 413, 500].includes(status) ? status : 400;
  return {
    status,
    template: 'error',
    title: words.t(`console.error.${String(known)}.title`),
    model: { sentence: words.t(`console.error.${String(known)}.sentence`, { field }) },
  };
}

export function sendPage(res: Response, render: Render, visit: Visit, page: ConsolePage): void {
  res.status(page.status ?? 200).set('Cache-Control', 'no-store');
  sendHtml(res, render(visit, page));
}

async function settled(visit: Visit, ms: number): Promise<readonly Line[]> {
  const began = performance.now();
  await visit.source.sandbox.settle(ms);
  return performance.now() - began < ms ? [] : [{ key: 'working' }];
}

/** Leads to where an action did what it did, when the app has followed. */
export async function land(routes: Routes, res: Response, visit: Visit, done: Result<Landing, Refusal>): Promise<void> {
  const { render, source } = routes;
  if (!done.ok) {
    const { error } = done;
    sendPage(res, render, visit, error === 'not-found' ? errorPage(visit, 404) : errorPage(visit, 400, error.field));
    return;
  }
  const { lines, address, anchor, cookie, settleMs = usualSettleMs } = done.value;
  const late = settleMs ? await settled(visit, settleMs) : [];
  const note = source.notes.add([...lines, ...late]);
  if (cookie !== undefined) res.set('Set-Cookie', cookie);
  res.redirect(303, `${href(routes, address)}?note=${note}${anchor === undefined ? '' : `#${anchor}`}`);
}
