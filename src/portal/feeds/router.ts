// The routes of the feeds and of the calendar, in one language.
import { Router, type Request } from 'express';
import type { Language } from '../../shared/text.js';
import { answerOf, type Answer } from '../../web/answer.js';
import type { AnswerCache } from '../cache.js';
import type { PagesSource } from '../pages/router.js';
import { problemAnswer } from '../problem.js';
import { atomFeed } from './atom.js';
import { calendarOf } from './calendar.js';
import type { FeedContext } from './feed.js';
import { feedSources } from './sources.js';

/** Readers of feeds come by themselves; a minute's rest between them costs nobody anything. */
const caching = { 'Cache-Control': 'public, max-age=60' };
const atomHeaders = { 'Content-Type': 'application/atom+xml; charset=utf-8', ...caching };
const calendarHeaders = { 'Content-Type': 'text/calendar; charset=utf-8', ...caching };

/** The language that the query of a calendar asks for, else that of its path; null when it asks for what there is not. */
function languageOf({ originalUrl }: Request, language: Language): Language | null {
  const query = new URL(originalUrl, 'http://local').searchParams;
  if (query.size === 0) return language;
  const asked = query.size === 1 ? query.get('lang') : null;
  return asked === 'en' || asked === 'zh' ? asked : null;
}

export function feedsRouter(source: PagesSource, cache: AnswerCache, publicUrl: string, language: Language): Router {
  const router = Router({ caseSensitive: true });

  async function contextIn(asked: Language): Promise<FeedContext> {
    const { store, clock, renderer } = source;
    return { store, publicUrl, words: renderer.words(asked), now: clock.now(), inForce: await store.charter() };
  }

  for (const feed of feedSources) {
    router.get(`/feeds/${feed.name}.atom`, (req, res) =>
      cache.answer(req, res, async (): Promise<Answer> => {
        return answerOf(200, atomHeaders, await atomFeed(await contextIn(language), feed));
      }),
    );
  }
  router.get('/calendar.ics', (req, res) =>
    cache.answer(req, res, async (): Promise<Answer> => {
      const asked = languageOf(req, language);
      if (asked === null) return problemAnswer(400, 'the only parameter of the calendar is "lang"; it is en or zh');
      return answerOf(200, calendarHeaders, await calendarOf(await contextIn(asked)));
    }),
  );
  return router;
}
