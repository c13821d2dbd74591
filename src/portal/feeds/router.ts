// The routes of the feeds and of the calendars, in one language.
import { Router, type Request } from 'express';
import { z } from 'zod';
import type { Language } from '../../shared/text.js';
import { answerOf, type Answer } from '../../web/answer.js';
import type { AnswerCache } from '../cache.js';
import type { PagesSource } from '../pages/router.js';
import { problemAnswer, quoted } from '../problem.js';
import { roadmapCalendarPath } from './addresses.js';
import { atomFeed } from './atom.js';
import { calendarOf } from './calendar.js';
import type { FeedContext } from './feed.js';
import { roadmapCalendarOf } from './roadmap-calendar.js';
import { feedSources } from './sources.js';

/** Readers of feeds come by themselves; a minute's rest between them costs nobody anything. */
const caching = { 'Cache-Control': 'public, max-age=60' };
const atomHeaders = { 'Content-Type': 'application/atom+xml; charset=utf-8', ...caching };
const calendarHeaders = { 'Content-Type': 'text/calendar; charset=utf-8', ...caching };

/** By path, without the language. */
const calendars = [
  ['/calendar.ics', calendarOf],
  [roadmapCalendarPath, roadmapCalendarOf],
] as const;

/** The language that the query of a calendar asks for, else that of its path; null when it asks for what there is not. */
function languageOf({ originalUrl }: Request, language: Language): Language | null {
  const query = new URL(originalUrl, 'http://local').searchParams;
  if (query.size === 0) return language;
  const asked = query.size === 1 ? query.get('lang') : null;
  return asked === 'en' || asked === 'zh' ? asked : null;
}

export function feedsRouter(pages: PagesSource, cache: AnswerCache, publicUrl: string, language: Language): Router {
  const router = Router({ caseSensitive: true });

  async function contextIn(asked: Language): Promise<FeedContext> {
    const { store, clock, renderer } = pages;
    return { store, publicUrl, words: renderer.words(asked), now: clock.now(), inForce: await store.charter() };
  }

  for (const source of feedSources) {
    const { path } = source;
    router.get(path, (req, res) =>
      cache.answer(req, res, async (): Promise<Answer> => {
        const context = await contextIn(language);
        const { id = '' } = z.object({ id: z.string().optional() }).parse(req.params);
        const feed = await source.read(context, id);
        return feed
          ? answerOf(200, atomHeaders, atomFeed(context, path.replace(':id', encodeURIComponent(id)), feed))
          : problemAnswer(404, `there is no feed of ${quoted(id)}`);
      }),
    );
  }
  for (const [path, calendar] of calendars) {
    router.get(path, (req, res) =>
      cache.answer(req, res, async (): Promise<Answer> => {
        const asked = languageOf(req, language);
        if (asked === null) return problemAnswer(400, 'the only parameter of the calendar is "lang"; it is en or zh');
        return answerOf(200, calendarHeaders, await calendar(await contextIn(asked)));
      }),
    );
  }
  return router;
}
