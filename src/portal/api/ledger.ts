// API: the ledger's entries by index. They hold no names and no texts, so that all of them are public.
import { z } from 'zod';
import { publishedEntry } from '../facts/ledger.js';
import type { ItemResource, ListResource, NamedSchema } from './resource.js';

const entrySchema = z.strictObject({
  seq: z.int().nonnegative().meta({ description: 'the index in the log, from 0, without gaps' }),
  at: z.string().meta({ description: 'RFC 3339, UTC', format: 'date-time' }),
  type: z.string(),
  motion: z.string().nullable(),
  leaf_hash: z.string().meta({ description: 'SHA-256 of a zero byte and the bytes of text (RFC 6962), in hex' }),
  text: z.string().meta({ description: 'the entry as canonical JSON (RFC 8785): the exact bytes of the log' }),
});

const ledgerEntry: NamedSchema = { name: 'LedgerEntry', schema: entrySchema };

export const ledgerList: ListResource = {
  type: 'list',
  path: '/ledger',
  summary: "The ledger's entries, newest first",
  object: ledgerEntry,
  filters: [],
  async list({ store }, { page, perPage }) {
    const { items, total } = await store.ledger({ page, perPage });
    return { items: items.map(publishedEntry), total };
  },
};

export const ledgerItem: ItemResource = {
  type: 'item',
  path: '/ledger/:id',
  summary: 'One entry by its index',
  object: ledgerEntry,
  async find({ store }, id = '') {
    if (!/^(0|[1-9]\d{0,14})$/.test(id)) return null;
    const found = await store.ledgerEntry(Number(id));
    return found && publishedEntry(found);
  },
};
