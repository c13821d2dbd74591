// What an issue says that its item did not take over: somebody wrote it who may not change the roadmap.
import type { AdoptedCharter } from '../charter/adopted.js';
import { describedBy, newTexts } from './described.js';
import type { Form } from './form.js';
import type { Item } from './item.js';

const taken = ['outcome', 'theme', 'body', 'lead'] as const;
/** What an item takes over from its issue when the right people say so. */
export type TakenField = (typeof taken)[number];

/** The fields of which the form says something else than the item. `outcome` is the text of the item's own; null when there is none, undefined when it was erased. */
export function untakenFields(
  item: Pick<Item, TakenField>,
  form: Form,
  adopted: Pick<AdoptedCharter, 'refs'>,
  outcome: string | null | undefined,
): readonly TakenField[] {
  const says = describedBy(form, adopted, {});
  const differs = newTexts({ outcome: item.outcome, text: null }, form, '', () => outcome ?? undefined);
  return taken.filter((field) =>
    field === 'outcome'
      ? outcome !== undefined && 'outcome' in differs
      : says[field] !== undefined && says[field] !== item[field],
  );
}
