// API: the roadmap's items with everything that is known of them, their changes, and the numbers at its top.
import { fields } from '../../roadmap/entries.js';
import {
  roadmapChangeSchema,
  roadmapItemSchema,
  roadmapNumbersSchema,
  type RoadmapItemView,
} from '../../roadmap/view.js';
import { pageOf, type FilterField } from '../list.js';
import type { ApiSource, ItemResource, ListResource, NamedSchema } from './resource.js';

const item: NamedSchema = { name: 'RoadmapItem', schema: roadmapItemSchema };
const change: NamedSchema = { name: 'RoadmapChange', schema: roadmapChangeSchema };
const numbers: NamedSchema = { name: 'RoadmapNumbers', schema: roadmapNumbersSchema };

/** What the roadmap's JSON Schema describes. */
export const roadmapObjects = { item, change, numbers };

const yesOrNo = ['true', 'false'];
const changeFields: readonly FilterField[] = [
  { name: 'field', values: fields },
  { name: 'slip', values: yesOrNo, about: 'only moves to a later horizon, or only the rest' },
  { name: 'drop', values: yesOrNo, about: 'only declining and withdrawing, or only the rest' },
  {
    name: 'news',
    values: yesOrNo,
    about:
      'only what is told in feeds: a new status, and another horizon, lead or outcome than before; or only the rest',
  },
  { name: 'person', values: null },
  { name: 'motion', values: null },
];

async function itemsOf({ store }: ApiSource): Promise<readonly RoadmapItemView[]> {
  return (await store.roadmap())?.view.items ?? [];
}

export const roadmapList: ListResource = {
  type: 'list',
  path: '/roadmap',
  summary: 'The items of the roadmap, newest first; all of them are described by /roadmap.schema.json',
  object: item,
  list: async (source, query) => pageOf((await itemsOf(source)).toReversed(), query),
};

export const roadmapItem: ItemResource = {
  type: 'item',
  path: '/roadmap/:id',
  summary: 'One item of the roadmap',
  object: item,
  find: async (source, id) => (await itemsOf(source)).find((one) => one.id === id) ?? null,
};

export const roadmapChangeList: ListResource = {
  type: 'list',
  path: '/roadmap/changes',
  summary: 'Every change of every item, newest first',
  object: change,
  filters: [
    { name: 'item', values: null },
    { name: 'theme', values: null, about: 'only changes of items that now have this theme' },
    ...changeFields,
  ],
  list: ({ store }, query) => store.roadmapChanges(query),
};

export const roadmapItemChanges: ListResource = {
  type: 'list',
  path: '/roadmap/:id/changes',
  summary: 'The changes of an item, newest first',
  object: change,
  filters: changeFields,
  async list(source, { filter, ...part }, id = '') {
    const isThere = (await itemsOf(source)).some((one) => one.id === id);
    return isThere ? source.store.roadmapChanges({ filter: { ...filter, item: id }, ...part }) : null;
  },
};

export const roadmapNumbers: ItemResource = {
  type: 'item',
  path: '/roadmap/numbers',
  summary:
    'How fresh the roadmap is, how much of it slipped, what was shipped of what was planned; 404 while there is none',
  object: numbers,
  find: async ({ store }) => (await store.roadmap())?.view.numbers ?? null,
};
