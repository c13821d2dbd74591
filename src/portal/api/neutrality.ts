// API: how power is spread over organization groups, as the page /neutrality shows it.
import { z } from 'zod';
import { neutralityOf } from '../facts/neutrality.js';
import type { ItemResource, NamedSchema } from './resource.js';

const count = z.int().nonnegative();
const group = z.string().meta({ description: "a topmost parent's id, independent:REF or unknown" });
const fewest = count.meta({ description: 'the fewest groups that together hold more than half' });

const neutralitySchema = z.strictObject({
  since: z.string().meta({ description: 'motions proposed from here on count; RFC 3339, UTC', format: 'date-time' }),
  bodies: z.array(
    z.strictObject({
      id: z.string(),
      seats: count,
      seats_cap: z.string().nullable(),
      fewest_for_majority: fewest,
      groups: z.array(z.strictObject({ group, seats: count, within_cap: z.boolean() })),
    }),
  ),
  ballots: z.strictObject({
    motions: count,
    ballots: count,
    fewest_for_majority: fewest,
    groups: z.array(z.strictObject({ group, ballots: count, electorate: count })),
  }),
});
type NeutralityObject = z.infer<typeof neutralitySchema>;

const neutrality: NamedSchema = { name: 'Neutrality', schema: neutralitySchema };

export const neutralityItem: ItemResource = {
  type: 'item',
  path: '/neutrality',
  summary: 'Seats today and ballots of the last 12 months, by organization group; 404 before the first charter',
  object: neutrality,
  async find({ store, clock }): Promise<NeutralityObject | null> {
    const inForce = await store.charter();
    if (!inForce) return null;
    const { since, bodies, ballots } = await neutralityOf(store, inForce, clock.now());
    return {
      since,
      bodies: bodies.map((body) => ({
        id: body.id,
        seats: body.seats,
        seats_cap: body.cap,
        fewest_for_majority: body.fewest,
        groups: body.groups.map((one) => ({ group: one.group, seats: one.count, within_cap: one.withinCap })),
      })),
      ballots: {
        motions: ballots.motions,
        ballots: ballots.ballots,
        fewest_for_majority: ballots.fewest,
        groups: ballots.groups.map((one) => {
          return { group: one.group, ballots: one.count, electorate: one.electorate };
        }),
      },
    };
  },
};
