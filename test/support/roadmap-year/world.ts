// The app on both forges with a roadmap, and what telling a year needs: days that come, places in which people speak, answers that are waited for.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import type { Opening } from '../../../src/sandbox/forge/changes/issues.js';
import { identOf } from '../../../src/sandbox/gitee/ident.js';
import { roadmapItemSchema, type RoadmapItemView } from '../../../src/roadmap/view.js';
import type { ForgeId } from '../../../src/shared/refs.js';
import { until } from '../app.js';
import { startGiteeWorld, type GiteeWorld } from '../gitee-world.js';
import { seenIn } from '../seen.js';
import { testClock } from '../simulated-github.js';
import { first, onGitee, second } from './foundation.js';

/** An issue, in which people speak under the names that the charter has for them. */
export interface Place {
  readonly forge: ForgeId;
  readonly repo: string;
  readonly number: string;
  /** Comments, and waits until the app has done what it will. */
  readonly say: (person: string, body: string) => Promise<void>;
  /** What our own account wrote there. */
  readonly told: () => readonly string[];
  readonly labels: () => readonly string[];
}

export interface Year extends GiteeWorld {
  /** Nine in the morning of a day has come, in UTC. */
  readonly on: (day: string) => void;
  readonly opens: (person: string, forge: ForgeId, repo: string, opening: Opening) => Promise<Place>;
  /** The issue where it is now. */
  readonly at: (forge: ForgeId, repo: string, number: string) => Place;
  readonly items: () => Promise<readonly RoadmapItemView[]>;
  /** What a reader of a page sees. */
  readonly page: (path: string) => Promise<string>;
  /** Waits until this is true of an item. */
  readonly becomes: (id: string, what: (item: RoadmapItemView) => boolean) => Promise<void>;
  /** The second charter comes into force. */
  readonly newCharter: () => Promise<void>;
}

/** The text of an issue, by the headings of the form. */
export function form(fields: Readonly<Record<string, string>>): string {
  return Object.entries(fields)
    .map(([heading, text]) => `### ${heading}\n\n${text}\n`)
    .join('\n');
}

/** Starts it on the morning of 3 November 2025. */
export async function startYear(): Promise<Year> {
  const world = await startGiteeWorld({
    ...first,
    clock: testClock('2025-11-03T09:00:00.000Z'),
    giteeLimits: null,
  });
  const { github, gitee, clock, config, app, settle } = world;
  gitee.addUser({ login: onGitee['maintainer-mo']?.login ?? '', id: onGitee['maintainer-mo']?.id ?? 0 });
  const logins = { github: (person: string) => person, gitee: (person: string) => onGitee[person]?.login ?? person };
  const place = (forge: ForgeId, repo: string, number: string): Place => ({
    forge,
    repo,
    number,
    async say(person, body) {
      const login = logins[forge](person);
      if (forge === 'github') github.as(login).comment(repo, Number(number), body);
      else gitee.as(login).comment(repo, number, body);
      await settle();
    },
    told: () => {
      const comments = forge === 'github' ? github.comments(repo, Number(number)) : gitee.comments(repo, number);
      return comments.flatMap(({ author, body }) => (author.login.includes('bot') ? [body] : []));
    },
    labels: () => (forge === 'github' ? github.labels(repo, Number(number)) : gitee.labels(repo, number)),
  });
  const items = async () => z.array(roadmapItemSchema).parse(await world.get('/api/v1/roadmap'));
  return {
    ...world,
    items,
    page: async (path) => seenIn(await (await fetch(`${world.url}${path}`)).text()),
    at: place,
    on(day) {
      clock.advance(Date.parse(`${day}T09:00:00.000Z`) - Date.parse(clock.now()));
    },
    async opens(person, forge, repo, opening) {
      const login = logins[forge](person);
      const number =
        forge === 'github'
          ? String(github.as(login).openIssue(repo, opening).number)
          : identOf(gitee.as(login).openIssue(repo, opening).id);
      await settle();
      return place(forge, repo, number);
    },
    async becomes(id, what) {
      await settle();
      await until(`${id} is what it becomes`, async () => (await items()).some((one) => one.id === id && what(one)));
      await settle();
    },
    async newCharter() {
      const version = async () => (await app.stores.ledger.sync()).charterVersion;
      const before = await version();
      // All at once: half of it would be another charter.
      for (const [name, text] of Object.entries(second)) writeFileSync(join(config.governanceDir, `${name}.yml`), text);
      await until('the second charter is in force', async () => (await version()) !== before);
      await settle();
    },
  };
}
