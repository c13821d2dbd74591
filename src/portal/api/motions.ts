// API: motions, their ballots, resolutions.
import { pageOf } from '../list.js';
import { ballot, motion, motionSummary, resolution } from './objects.js';
import type { ItemResource, ListResource } from './resource.js';

export const motionList: ListResource = {
  type: 'list',
  path: '/motions',
  summary: 'Motions, newest first, without electorate and ballots',
  object: motionSummary,
  list: ({ store }, query) => store.motions(query),
};

export const motionItem: ItemResource = {
  type: 'item',
  path: '/motions/:id',
  summary: 'One motion with all that is known of it',
  object: motion,
  find: ({ store }, id) => store.motion(id),
};

export const ballotList: ListResource = {
  type: 'list',
  path: '/motions/:id/ballots',
  summary: 'The ballots of a motion, newest first',
  object: ballot,
  async list({ store }, query, id) {
    const view = await store.motion(id);
    return view && pageOf(view.ballots.toReversed(), query);
  },
};

export const resolutionList: ListResource = {
  type: 'list',
  path: '/resolutions',
  summary: 'Resolutions, newest first',
  object: resolution,
  list: ({ store }, query) => store.resolutions(query),
};

export const resolutionItem: ItemResource = {
  type: 'item',
  path: '/resolutions/:id',
  summary: 'One resolution',
  object: resolution,
  find: ({ store }, id) => store.resolution(id),
};
