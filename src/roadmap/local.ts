// A text that may be there in two languages, as the one text that is committed to.
import type { LocalText } from '../shared/text.js';

/** The text as it is committed to: as it is, or both languages, each after its mark. */
export function writeLocal(text: string | LocalText): string {
  if (typeof text === 'string') return text;
  const { en, zh } = text;
  return en !== undefined && zh !== undefined ? `[en] ${en}\n[zh] ${zh}` : (en ?? zh ?? '');
}

/** The text that `writeLocal` wrote. */
export function readLocal(text: string): string | { readonly en: string; readonly zh: string } {
  const [, en, zh] = /^\[en\] (.*?)\n\[zh\] (.*)$/s.exec(text) ?? [];
  return en === undefined || zh === undefined ? text : { en, zh };
}
