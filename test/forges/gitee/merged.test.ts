// Several lists in the order of change, read as one.
import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { merged, type Source } from '../../../src/forges/gitee/merged.js';
import { ok } from '../../../src/shared/result.js';
import { instant } from '../../../src/shared/time.js';

interface Item {
  readonly id: string;
  readonly updatedAt: string;
  /** On the page, but not of those that are wanted. */
  readonly hidden: boolean;
}

/** Three to a page. */
function sourceOf(items: readonly Item[]): Source<Item> {
  return (since, page) => {
    const all = items.filter(({ updatedAt }) => updatedAt >= since);
    const shown = all.slice(3 * (page - 1), 3 * page).filter(({ hidden }) => !hidden);
    return Promise.resolve(ok({ items: shown, unread: [], more: all.length > 3 * page, left: null }));
  };
}

const list = fc.array(fc.record({ second: fc.integer({ min: 0, max: 12 }), hidden: fc.boolean() }), { maxLength: 14 });

test('whatever the lists hold, all items come, in order, and there is an end', async () => {
  await fc.assert(
    fc.asyncProperty(fc.tuple(list, list), fc.integer({ min: 0, max: 8 }), async (lists, from) => {
      const all = lists.map((one, i) =>
        one
          .sort((a, b) => a.second - b.second)
          .map(({ second, hidden }, n): Item => ({ id: `${i}-${n}`, updatedAt: instant(second * 1000), hidden })),
      );
      const since = instant(from * 1000);
      const read: Item[] = [];
      let next: string | null = null;
      for (let pages = 0; pages < 40; pages += 1) {
        const page: Awaited<ReturnType<typeof merged<Item>>> = await merged(all.map(sourceOf), { since, next });
        if (!page.ok) throw new Error(page.error.detail);
        read.push(...page.value.items);
        next = page.value.next;
        if (next === null) break;
      }
      expect(next).toBeNull();
      const times = read.map(({ updatedAt }) => updatedAt);
      expect(times).toEqual([...times].sort());
      const wanted = all.flat().filter(({ updatedAt, hidden }) => !hidden && updatedAt >= since);
      expect(new Set(read.map(({ id }) => id))).toEqual(new Set(wanted.map(({ id }) => id)));
    }),
    { numRuns: 300 },
  );
});
