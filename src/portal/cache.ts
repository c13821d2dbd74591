// Keeps rendered answers as long as nothing they show has changed, and for no longer than a minute of governance time.
import type { Request, RequestHandler, Response } from 'express';
import type { Clock } from '../shared/time.js';
import { sendAnswer, type Answer } from '../web/answer.js';
import { keptAnswers } from './kept-answers.js';

export interface CacheSource {
  /** Another number whenever something that pages show has changed. */
  readonly version: () => number;
  readonly clock: Clock;
  /** Bytes to keep at most; 0 keeps nothing. */
  readonly bytes: number;
}

export interface AnswerCache {
  /** Answers at once what is kept; passes on the rest. */
  readonly kept: RequestHandler;
  /** Makes the answer of an address, once for all who ask for it at the same time, keeps it if it is a 200, and sends it. */
  answer(req: Request, res: Response, make: () => Promise<Answer>): Promise<void>;
}

/** Longer addresses are not worth their place. */
const longestAddress = 512;
/** What an address of ours looks like; any other may be one of endless spellings. */
const plainAddress = /^[\w/.-]*$/;

/**
 * Addresses with a query have a quarter of the room, apart from the others: a flood of made-up queries does not push out the pages
 * that people read. Relative times ("in 2 days") are those of the minute in which the page was made.
 */
export function createCache({ version, clock, bytes }: CacheSource): AnswerCache {
  const pages = keptAnswers((bytes * 3) / 4);
  const queries = keptAnswers(bytes / 4);
  const making = new Map<string, Promise<Answer>>();
  let made = '';

  /** Drops everything when it is out of date, and says for what it holds now. */
  function current(): string {
    const now = `${String(version())} ${clock.now().slice(0, 'YYYY-MM-DDTHH:MM'.length)}`;
    if (now !== made) {
      pages.clear();
      queries.clear();
      making.clear();
      made = now;
    }
    return now;
  }

  function shelf(address: string): typeof pages {
    return plainAddress.test(address) ? pages : queries;
  }

  async function makeAndKeep(address: string, make: () => Promise<Answer>): Promise<Answer> {
    const begun = current();
    const known = making.get(address);
    if (known) return known;
    const promise = make();
    making.set(address, promise);
    try {
      const answer = await promise;
      // What was read while it changed may be half old.
      if (answer.status === 200 && address.length <= longestAddress && current() === begun) {
        shelf(address).put(address, answer);
      }
      return answer;
    } finally {
      if (making.get(address) === promise) making.delete(address);
    }
  }

  return {
    kept(req, res, next) {
      current();
      const found = shelf(req.originalUrl).get(req.originalUrl);
      if (found) sendAnswer(req, res, found);
      else next();
    },
    async answer(req, res, make) {
      sendAnswer(req, res, await (bytes > 0 ? makeAndKeep(req.originalUrl, make) : make()));
    },
  };
}
