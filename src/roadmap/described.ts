// What an issue says, as changes of its item: only what differs, and nothing that is wrong in the form.
import type { AdoptedCharter } from '../charter/adopted.js';
import type { Described } from './decide/case.js';
import type { Form, FormProblem } from './form.js';
import type { Item } from './item.js';
import { writeLocal } from './local.js';

/** Texts of an issue that an item does not have yet: they are to be committed to. Absent: nothing changes. Null: there is none any more. */
export interface NewTexts {
  readonly outcome?: string | null;
  readonly text?: string;
}

function saysNothingOf(problems: readonly FormProblem[], field: string): boolean {
  return problems.some((problem) => problem.code === 'no-form' || ('field' in problem && problem.field === field));
}

/** Which texts of an issue are other ones than those of its item. `textOf` gives the text of a commitment; an erased one is missing, and any text is another. */
export function newTexts(
  item: Pick<Item, 'outcome' | 'text'> | undefined,
  form: Form,
  body: string,
  textOf: (commitment: string) => string | undefined,
): NewTexts {
  const had = (commitment: string | null | undefined) => (commitment == null ? null : textOf(commitment));
  const outcome = form.outcome === null ? null : writeLocal(form.outcome).normalize('NFC');
  const text = body.normalize('NFC');
  const isOther = !saysNothingOf(form.problems, 'outcome') && had(item?.outcome)?.normalize('NFC') !== outcome;
  const outcomeChanges = isOther && !(outcome === null && item?.outcome == null);
  return {
    ...(outcomeChanges ? { outcome } : {}),
    ...((had(item?.text) ?? '').normalize('NFC') === text ? {} : { text }),
  };
}

/** What an issue says, for the decisions. `committed` holds the commitments to the new texts. */
export function describedBy(
  { theme, body, lead, problems }: Form,
  { refs }: Pick<AdoptedCharter, 'refs'>,
  committed: Pick<Described, 'outcome' | 'text'>,
): Described {
  const ref = lead === null ? null : (refs.get(lead) ?? null);
  return {
    ...committed,
    ...(saysNothingOf(problems, 'theme') ? {} : { theme }),
    ...(saysNothingOf(problems, 'body') ? {} : { body }),
    ...(saysNothingOf(problems, 'lead') ? {} : { lead: ref }),
  };
}
