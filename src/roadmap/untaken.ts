// What an issue says that its item does not take over: somebody wrote it who may not change the roadmap.
import type { AdoptedCharter } from '../charter/adopted.js';
import type { Described } from './decide/case.js';
import { describedBy, newTexts } from './described.js';
import type { Form } from './form.js';
import type { Item } from './item.js';
import { writeLocal } from './local.js';

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

/** Another state of an issue's text than the one that is read, and which fields count: those of which both say the same, or those of which they do not. */
export interface OtherState {
  readonly text: string;
  readonly counts: 'same' | 'changed';
}

function tells({ outcome, theme, body, lead }: Form): Readonly<Record<TakenField, string | null>> {
  return { outcome: outcome === null ? null : writeLocal(outcome).normalize('NFC'), theme, body, lead };
}

/** What is left of what an issue says when only those fields count. Its whole text always does. */
export function onlyCounting(described: Described, form: Form, other: Form, counts: OtherState['counts']): Described {
  const [said, saidThere] = [tells(form), tells(other)];
  const out: readonly string[] = taken.filter((field) => (said[field] === saidThere[field]) !== (counts === 'same'));
  return Object.fromEntries(Object.entries(described).filter(([field]) => !out.includes(field)));
}
