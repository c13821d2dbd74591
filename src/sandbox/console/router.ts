// The routes of the whole sandbox in one language: its first page, whom one acts as, the clock.
import express, { Router } from 'express';
import { siteActions } from './actions/site.js';
import { href, land, sendPage, type Routes } from './answer.js';
import { homePage } from './pages/home.js';
import { visitOf } from './visit.js';

/** Two texts of GitHub's longest in Chinese: a form takes nine bytes for a character. */
export const form = express.urlencoded({ extended: false, limit: 2 * 9 * 65_536, parameterLimit: 20 });

export function siteRoutes(routes: Routes): Router {
  const { source, render, language } = routes;
  const router = Router({ caseSensitive: true });
  router.get('/', async (req, res) => {
    const visit = await visitOf(req, language, source);
    sendPage(res, render, visit, await homePage(visit));
  });
  router.get('/gitee', (_req, res) => {
    res.redirect(302, `${href(routes, '/sandbox')}#gitee`);
  });
  for (const [path, act] of Object.entries(siteActions)) {
    router.post(path, form, async (req, res) => {
      const visit = await visitOf(req, language, source);
      await land(routes, res, visit, await act.perform(visit, null, req.body));
    });
  }
  return router;
}
