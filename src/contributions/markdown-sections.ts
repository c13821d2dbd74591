// The headings of a Markdown text and what stands below each. HTML comments and tags are left out; headings in code are none.

/** A heading, with the lines down to the next heading of its own or a higher level. Lines are trimmed and not empty. */
export interface Section {
  /** From 1 to 6; 0 for what stands above the first heading. */
  readonly level: number;
  readonly heading: string;
  readonly lines: readonly string[];
}

interface Draft extends Section {
  readonly lines: string[];
}

/** A line as a forge shows it; `code`: it stands in a fence. */
export interface Line {
  readonly text: string;
  readonly code: boolean;
}

const fenceStart = /^ {0,3}(`{3,}|~{3,})(.*)$/s;
const heading = /^ {0,3}(#{1,6})(?:[ \t]+(.*))?$/s;

/** Where a comment begins, outside of a code span that the line itself closes; -1 where none does. */
function commentStart(text: string): number {
  for (let at = 0; at < text.length; at += 1) {
    if (text.startsWith('<!--', at)) return at;
    if (text[at] !== '`') continue;
    const run = /`+/y;
    run.lastIndex = at;
    const ticks = run.exec(text)?.[0] ?? '`';
    const close = text.indexOf(ticks, at + ticks.length);
    at = close < 0 ? at + ticks.length - 1 : close + ticks.length - 1;
  }
  return -1;
}

/** Takes HTML comments out of one line. `inside`: a comment is open, before it or behind it. */
function withoutComments(line: string, inside: boolean): { readonly kept: string; readonly inside: boolean } {
  let rest = line;
  let kept = '';
  let comment = inside;
  for (;;) {
    const end = comment ? rest.indexOf('-->') : commentStart(rest);
    if (!comment) kept += end < 0 ? rest : rest.slice(0, end);
    if (end < 0) return { kept, inside: comment };
    rest = rest.slice(end + (comment ? 3 : 2));
    comment = !comment;
  }
}

/** Tags that show nothing by themselves, and characters written as `&nbsp;`. */
const markup =
  /<\/?(?!(?:img|picture|source|video)\b)[a-z][a-z0-9-]*(?:\s[^<>]*)?\/?>|&(?:[a-z][a-z0-9]{1,31}|#\d{1,7}|#x[0-9a-f]{1,6});/gi;
/** `[label]: address "title"`, by which people also hide notes. Footnotes are none. */
const definition = /^ {0,3}\[[^[\]^][^[\]]*\]:[ \t]*(?:<[^<>]*>|\S+)(?:[ \t]+(?:"[^"]*"|'[^']*'|\([^()]*\)))?[ \t]*$/;

/** What a forge shows of a line outside of code. */
function shown(line: string): string {
  return definition.test(line) ? '' : line.replace(markup, ' ');
}

/** The lines of a text, without HTML comments and what else is not shown; a comment that is not closed hides the rest, as a forge shows it. */
export function visibleLines(body: string): readonly Line[] {
  let comment = false;
  let fence: string | null = null;
  return body.split(/\r\n|\r|\n/).map((text) => {
    if (fence !== null) {
      if (/^ {0,3}(`{3,}|~{3,})[ \t]*$/.exec(text)?.[1]?.startsWith(fence) === true) fence = null;
      return { text, code: true };
    }
    const [, marks = '', info = ''] = (comment ? null : fenceStart.exec(text)) ?? [];
    if (marks !== '' && !(marks.startsWith('`') && info.includes('`'))) {
      fence = marks;
      return { text: info, code: true };
    }
    const { kept, inside } = withoutComments(text, comment);
    comment = inside;
    return { text: shown(kept), code: false };
  });
}

/** The text of a heading as it is compared: without marks of emphasis, a closing colon, and differences of letter case. At most 200 characters count. */
export function headingKey(text: string): string {
  const plain = text.slice(0, 200).replace(/[*_`~]/g, '');
  const spaced = plain.replace(/\s+/gu, ' ').replace(/[ :：]+$/, '');
  return spaced.trim().normalize('NFC').toLowerCase();
}

/** The text of `## Why ##`. */
function headingText(text: string): string {
  const written = text.trim();
  let end = written.length;
  while (written[end - 1] === '#') end -= 1;
  return end === 0 || /[ \t]/.test(written[end - 1] ?? '') ? written.slice(0, end).trim() : written;
}

/** The sections of a text, in order; the one above the first heading comes first and is always there. */
export function sectionsOf(body: string): readonly Section[] {
  const top: Draft = { level: 0, heading: '', lines: [] };
  const sections = [top];
  let open = [top];
  let paragraph = false;
  function begin(level: number, text: string): void {
    const section: Draft = { level, heading: text, lines: [] };
    sections.push(section);
    open = [...open.filter((above) => above.level > 0 && above.level < level), section];
  }
  for (const { text, code } of visibleLines(body)) {
    const written = text.trim();
    const found = code ? null : heading.exec(text);
    const above: string | undefined =
      !code && paragraph && /^(?:=+|-+)$/.test(written) ? open.at(-1)?.lines.at(-1) : undefined;
    if (found) begin(found[1]?.length ?? 1, headingText(found[2] ?? ''));
    else if (above !== undefined) {
      for (const section of open) section.lines.pop();
      begin(written.startsWith('=') ? 1 : 2, above);
    } else if (written !== '') for (const section of open) section.lines.push(written);
    paragraph = written !== '' && !code && !found && above === undefined;
  }
  return sections;
}
