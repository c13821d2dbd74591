// The routes of the console in one language: pages are read, actions lead to a page with 303.
import express, { Router, type Request, type Response } from 'express';
import type { Result } from '../../shared/result.js';
import type { Language } from '../../shared/text.js';
import { sendHtml } from '../../web/security.js';
import { openIssue, openPull, subjectActions } from './actions/subject.js';
import type { Landing, Refusal } from './actions/action.js';
import { siteActions } from './actions/site.js';
import type { ConsolePage, Render } from './frame.js';
import { homePage } from './pages/home.js';
import { repositoryPage } from './pages/repository.js';
import { subjectAt, subjectPage } from './pages/subject.js';
import { callsPage, failuresPage, webhookPage, webhooksPage } from './pages/traffic.js';
import type { Line } from './notes.js';
import { isThere, repositoryAt, subjectAddress } from './subjects.js';
import { visitOf, type ConsoleSource, type Visit } from './visit.js';

/** The app has so many milliseconds of real time to answer before the next page is shown. */
const usualSettleMs = 3000;

/** Two texts of GitHub's longest in Chinese: a form takes nine bytes for a character. */
const form = express.urlencoded({ extended: false, limit: 2 * 9 * 65_536, parameterLimit: 20 });

interface Routes {
  readonly source: ConsoleSource;
  readonly render: Render;
  /** The path of PUBLIC_URL without a final slash. */
  readonly base: string;
  readonly language: Language;
}

/** `/sandbox/...` in the language. */
function href({ base, language }: Pick<Routes, 'base' | 'language'>, address: string): string {
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

export function consoleRoutes(routes: Routes): Router {
  const { source, render, language } = routes;
  const router = Router({ caseSensitive: true });
  const { state } = source.sandbox.github;

  async function show(req: Request, res: Response, load: (visit: Visit) => ConsolePage | null | Promise<ConsolePage>) {
    const visit = await visitOf(req, language, source);
    sendPage(res, render, visit, (await load(visit)) ?? errorPage(visit, 404));
  }

  async function land(res: Response, visit: Visit, done: Result<Landing, Refusal>): Promise<void> {
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

  router.get('/', (req, res) => show(req, res, homePage));
  router.get('/webhooks', (req, res) => show(req, res, webhooksPage));
  router.get('/webhooks/:id', (req, res) => show(req, res, webhookPage));
  router.get('/calls', (req, res) => show(req, res, callsPage));
  router.get('/failures', (req, res) => show(req, res, failuresPage));
  for (const [path, act] of Object.entries(siteActions)) {
    router.post(path, form, async (req, res) => {
      const visit = await visitOf(req, language, source);
      await land(res, visit, await act.perform(visit, null, req.body));
    });
  }

  router.get('/:owner/:repo', (req, res) => show(req, res, repositoryPage));
  for (const [path, act] of [['issues', openIssue] as const, ['pulls', openPull] as const]) {
    router.post(`/:owner/:repo/${path}`, form, async (req, res) => {
      const visit = await visitOf(req, language, source);
      const repository = repositoryAt(state, visit.params);
      const done = repository && (await act.perform(visit, repository, req.body));
      await land(res, visit, done ?? { ok: false, error: 'not-found' });
    });
  }

  for (const kind of ['issues', 'pull']) {
    router.get(`/:owner/:repo/${kind}/:number`, async (req, res) => {
      const visit = await visitOf(req, language, source);
      const found = subjectAt(visit.params, repositoryAt(state, visit.params));
      const subject = found?.transferredTo ?? found;
      const address = subject && subjectAddress(subject);
      if (!subject) sendPage(res, render, visit, errorPage(visit, 404));
      else if (address !== visit.address) res.redirect(302, href(routes, address ?? ''));
      else sendPage(res, render, visit, await subjectPage(visit, subject));
    });
    router.post(`/:owner/:repo/${kind}/:number/:action`, form, async (req, res) => {
      const visit = await visitOf(req, language, source);
      const subject = subjectAt(visit.params, repositoryAt(state, visit.params));
      const name = visit.params['action'] ?? '';
      const act = Object.hasOwn(subjectActions, name) ? subjectActions[name] : undefined;
      const done = subject && isThere(subject) ? await act?.perform(visit, subject, req.body) : undefined;
      await land(res, visit, done ?? { ok: false, error: 'not-found' });
    });
  }
  return router;
}
