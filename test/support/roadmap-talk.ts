// What is said in issues about the roadmap: opening one, giving commands, what the bot answers, what came of it.
import type { Item } from '../../src/roadmap/item.js';
import { itemOf } from '../../src/roadmap/fold.js';
import type { Comment } from '../../src/sandbox/forge/state.js';
import type { Ref } from '../../src/sandbox/gitee/ident.js';
import type { ForgeId } from '../../src/shared/refs.js';
import { startOn, type World, type WorldOptions } from './app.js';

export const models = 'openclaw/models';

/** Adding and dropping by motion of the TSC, as the shipped example has it. */
export const votedRoadmap = `version: 1
horizons: [now, next, later]
themes: [{ id: open-weights, name: { en: Open weights, zh: 开放权重 } }]
motions: { add: quick, drop: quick }
who: { add: [tsc], move: [tsc, maintainers], status: [maintainers], drop: [tsc] }
`;

/** All at once, by quarters. */
export const quarterlyRoadmap = `version: 1
horizons: [2026-Q1, 2026-Q2, 2026-Q3, later]
themes: [{ id: open-weights, name: { en: Open weights, zh: 开放权重 } }]
who: { add: [tsc], move: [tsc, maintainers], status: [maintainers], drop: [tsc] }
`;

/** The form of an issue that is led by a maintainer. */
export const form = `### Outcome

Anybody can load the weights without our code.

### Theme

open-weights

### Lead

@maintainer-mi
`;

/** The app on one forge, with issues to talk in. */
export interface RoadmapWorld extends World {
  /** Opens an issue that is no item yet; its number. */
  readonly open: (body?: string) => Promise<Ref>;
  /** Writes a comment a minute after the last. Whether its commands were accepted: it bears the eyes, or on Gitee, which has no reactions, nothing was replied. */
  readonly say: (login: string, number: Ref, body: string) => Promise<boolean>;
  /** The same, and nothing is waited for. */
  readonly write: (login: string, number: Ref, body: string) => Comment;
  readonly accepted: (comment: Comment, login: string, number: Ref) => boolean;
  /** The reply to a person's commands. */
  readonly answer: (login: string, number: Ref) => string | undefined;
  readonly item: (number: Ref) => Promise<Item | undefined>;
  /** The comment on the item. */
  readonly told: (number: Ref) => string | undefined;
}

export async function startRoadmapOn(on: ForgeId, roadmap?: string, options: WorldOptions = {}): Promise<RoadmapWorld> {
  const world = await startOn(on, { ...options, ...(roadmap !== undefined && { roadmap }) });
  const { forge, clock, settle } = world;
  const repliedTo = (login: string, number: Ref) =>
    forge.told(models, number).find((body) => body.includes('<!-- opencharter:reply') && body.includes(`@${login}`));
  const replies = new Map<string, string | undefined>();
  const place = (login: string, number: Ref) => `${login} ${String(number)}`;
  const roadmapWorld: RoadmapWorld = Object.assign(world, {
    async open(body: string = form) {
      const { number } = forge.as('stranger').openIssue(models, { title: 'Publish the weights', body });
      await settle();
      return number;
    },
    write(login: string, number: Ref, body: string) {
      replies.set(place(login, number), repliedTo(login, number));
      clock.advance(60_000);
      return forge.as(login).comment(models, number, body);
    },
    accepted: (comment: Comment, login: string, number: Ref) =>
      on === 'github'
        ? forge.reactions(comment).includes('eyes')
        : repliedTo(login, number) === replies.get(place(login, number)),
    async say(login: string, number: Ref, body: string) {
      const comment = roadmapWorld.write(login, number, body);
      await settle();
      return roadmapWorld.accepted(comment, login, number);
    },
    answer: repliedTo,
    async item(number: Ref) {
      const { roadmap: items } = await world.app.stores.ledger.sync();
      return itemOf(items, { forge: on, repo: models, number: String(number) });
    },
    told: (number: Ref) => forge.told(models, number).find((body) => body.includes('<!-- opencharter:roadmap')),
  });
  return roadmapWorld;
}

/** What of an item the tests look at. */
export async function standing(world: RoadmapWorld, number: Ref) {
  const item = await world.item(number);
  return item && { status: item.status, horizon: item.horizon, pending: item.pending };
}

/** The reasons in an item's history, the oldest first. */
export async function reasonsOf(world: RoadmapWorld, number: Ref): Promise<readonly string[]> {
  const reasons = (await world.item(number))?.history.flatMap(({ reason }) => reason ?? []) ?? [];
  const written = await world.app.stores.texts.texts(reasons);
  return reasons.map((one) => written.get(one) ?? '');
}
