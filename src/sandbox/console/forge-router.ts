// The routes of one forge in one language: its traffic, its repositories, its issues and pull requests.
import { Router, type Request, type Response } from 'express';
import { openIssue, openPull } from './actions/opening.js';
import { subjectActions } from './actions/index.js';
import { trafficActions } from './actions/traffic.js';
import { errorPage, href, land, sendPage, type Routes } from './answer.js';
import { subjectAddress, type ConsoleForge } from './forge.js';
import type { ConsolePage } from './frame.js';
import { repositoryPage } from './pages/repository.js';
import { subjectPage } from './pages/subject.js';
import { callsPage, failuresPage, webhookPage, webhooksPage } from './pages/traffic.js';
import { form } from './router.js';
import { isThere, repositoryAt } from './subjects.js';
import { visitOf, visitOn, type ForgeVisit } from './visit.js';

export function forgeRoutes(routes: Routes, forge: ConsoleForge): Router {
  const { source, render, language } = routes;
  const router = Router({ caseSensitive: true });

  async function visitBy(req: Request): Promise<ForgeVisit> {
    return visitOn(forge, await visitOf(req, language, source));
  }

  async function show(req: Request, res: Response, load: (visit: ForgeVisit) => ConsolePage | null): Promise<void> {
    const visit = await visitBy(req);
    sendPage(res, render, visit, load(visit) ?? errorPage(visit, 404));
  }

  router.get('/webhooks', (req, res) => show(req, res, webhooksPage));
  router.get('/webhooks/:id', (req, res) => show(req, res, webhookPage));
  router.get('/calls', (req, res) => show(req, res, callsPage));
  router.get('/failures', (req, res) => show(req, res, failuresPage));
  for (const [path, act] of Object.entries(trafficActions)) {
    router.post(path, form, async (req, res) => {
      const visit = await visitBy(req);
      await land(routes, res, visit, await act.perform(visit, null, req.body));
    });
  }

  router.get('/:owner/:repo', (req, res) => show(req, res, repositoryPage));
  for (const [path, act] of [['issues', openIssue] as const, ['pulls', openPull] as const]) {
    router.post(`/:owner/:repo/${path}`, form, async (req, res) => {
      const visit = await visitBy(req);
      const repository = repositoryAt(forge, visit.params);
      const done = repository && (await act.perform(visit, repository, req.body));
      await land(routes, res, visit, done ?? { ok: false, error: 'not-found' });
    });
  }

  for (const kind of ['issues', forge.pulls]) {
    router.get(`/:owner/:repo/${kind}/:number`, async (req, res) => {
      const visit = await visitBy(req);
      const repository = repositoryAt(forge, visit.params);
      const found = repository && forge.find(repository, visit.params['number'] ?? '');
      const subject = found?.transferredTo ?? found;
      const address = subject && subjectAddress(forge, subject);
      if (!subject) sendPage(res, render, visit, errorPage(visit, 404));
      else if (address !== visit.address) res.redirect(302, href(routes, address ?? ''));
      else sendPage(res, render, visit, await subjectPage(visit, subject));
    });
    router.post(`/:owner/:repo/${kind}/:number/:action`, form, async (req, res) => {
      const visit = await visitBy(req);
      const repository = repositoryAt(forge, visit.params);
      const subject = repository && forge.find(repository, visit.params['number'] ?? '');
      const actions = subjectActions[forge.id];
      const name = visit.params['action'] ?? '';
      const act = Object.hasOwn(actions, name) ? actions[name] : undefined;
      const done = subject && isThere(subject) ? await act?.perform(visit, subject, req.body) : undefined;
      await land(routes, res, visit, done ?? { ok: false, error: 'not-found' });
    });
  }
  return router;
}
