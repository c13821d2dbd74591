// Issues that are items of the roadmap, or may become one: opening them, and what is shown of them.
import type { Ref } from '../../src/sandbox/gitee/ident.js';
import { until } from './app.js';
import { form, models, type RoadmapWorld } from './roadmap-talk.js';

/** How the answer to a label that proposes nothing begins. */
export const thanks = 'Thank you for this proposal';
/** What an item is that a label proposed. */
export const proposed = { status: 'proposed', horizon: null, pending: null };

/** Opens an issue with labels, a minute after the last; its number. */
export function openWith(world: RoadmapWorld, login: string, labels: readonly string[], body = form): Ref {
  world.clock.advance(60_000);
  return world.forge.as(login).openIssue(models, { title: 'Publish the weights', body, labels }).number;
}

/** An item that a member of the TSC added, for the second quarter. */
export async function added(world: RoadmapWorld, body = form): Promise<Ref> {
  const number = await world.open(body);
  await world.say('wang-bo', number, '/roadmap add 2026-Q2');
  await world.notice();
  return number;
}

/** Of a text that the ledger commits to. */
export async function textOf(world: RoadmapWorld, commitment: string | null | undefined): Promise<string | undefined> {
  return commitment == null ? undefined : (await world.app.stores.texts.texts([commitment])).get(commitment);
}

/** The person who leads the item. */
export async function leadOf(world: RoadmapWorld, number: Ref): Promise<string | undefined> {
  const lead = (await world.item(number))?.lead ?? '';
  return (await world.app.stores.charters.names([lead])).get(lead);
}

/** Waits until the comment on the item, or on what may become one, says all this. */
export async function says(world: RoadmapWorld, number: Ref, ...parts: readonly string[]): Promise<void> {
  await until(`the comment says ${parts.join(', ')}`, () =>
    parts.every((part) => world.told(number)?.includes(part) === true),
  );
}
