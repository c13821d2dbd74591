// API: how far a webhook has come; never what it said.
import { delivery } from './objects.js';
import type { ItemResource } from './resource.js';

export const deliveryItem: ItemResource = {
  type: 'item',
  path: '/deliveries/:id',
  live: true,
  summary: 'The state of one webhook delivery',
  object: delivery,
  find: ({ store }, id) => store.delivery(id),
};
