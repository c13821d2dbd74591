// The words of a line: which characters separate them, which are invisible, which name is meant.

/** Canonical name of each command → its other names: Chinese, or a second English one. */
export type CommandNames<Name extends string = string> = Readonly<Record<Name, readonly string[]>>;

/** The first word, and what follows it; words are separated by Unicode spaces and tabs. */
export function splitWord(text: string): { readonly word: string; readonly rest: string } {
  const end = text.search(/[\p{Zs}\t]/u);
  if (end < 0) return { word: text, rest: '' };
  return { word: text.slice(0, end), rest: text.slice(end).replace(/^[\p{Zs}\t]+/u, '') };
}

/** Without the spaces and tabs at the end. Linear, unlike a regular expression with a leading greedy class. */
export function trimEnd(text: string): string {
  let end = text.length;
  while (end > 0 && /[\p{Zs}\t]/u.test(text.charAt(end - 1))) end -= 1;
  return text.slice(0, end);
}

/** Full-width letters, digits and signs, as a Chinese keyboard gives them, as the ordinary ones: `ｇｉｔｅｅ：` is `gitee:`. */
export function halfWidth(text: string): string {
  return text.replace(/[\uFF01-\uFF5E]/g, (sign) => String.fromCharCode(sign.charCodeAt(0) - 0xfee0));
}

/** ASCII letters in lower case, every other character as it is: `K` (Kelvin) is not `k`. */
function asciiLower(text: string): string {
  return text.replace(/[A-Z]/g, (letter) => letter.toLowerCase());
}

/** Finds the canonical name of a written one: case counts in Chinese names, not in ASCII ones. */
export function nameIndex<Name extends string>(names: CommandNames<Name>): (written: string) => Name | undefined {
  const index = new Map<string, Name>();
  for (const name in names) {
    for (const written of [name, ...names[name]]) index.set(written, name);
  }
  return (written) => index.get(asciiLower(written)) ?? index.get(written);
}
