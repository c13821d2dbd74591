// Where a command may stand and how it may be written (contract, section 2).
import { describe, expect, test } from '@jest/globals';
import { commandNames } from '../../src/commands/index.js';
import { addedBallot, ballotCommands, parseCommands } from '../../src/commands/parse.js';

const anyForm = { names: commandNames, prefixOnly: false };
const prefixForm = { names: commandNames, prefixOnly: true };
const tick = '`';

function read(body: string, options = anyForm): string[] {
  return parseCommands(body, options).commands.map(
    ({ name, args, invisible }) => `${invisible ? '!' : ''}${name}${args === '' ? '' : ` ${args}`}`,
  );
}

describe('how a command is written', () => {
  test.each<[string, string, string[]]>([
    ['a bare command is read', '/yes', ['yes']],
    ['arguments are the rest of the line', '/no  it breaks the build ', ['no it breaks the build']],
    ['ASCII letters may be in any case', '/YeS sure', ['yes sure']],
    ['the long s is no s', '/yeſ', []],
    ['the Kelvin sign is no k', '/chec\u212A-vote', []],
    ['full-width letters are no letters of a command', '/ｙｅｓ', []],
    ['a full-width slash is no slash', '／yes', []],
    ['Chinese names are read', '/赞成 理由充分', ['yes 理由充分']],
    ['traditional characters are another spelling', '/贊成', []],
    ['a Chinese name ends at a space, not at a comma', '/赞成，很好', []],
    ['an ideographic space separates', '/反对\u3000不同意', ['no 不同意']],
    ['a tab separates', '/no\treason', ['no reason']],
    ['a no-break space separates', '/no\u00A0reason', ['no reason']],
    ['Unicode spaces at the end are trimmed', '/yes fine\u3000\u00A0\u2009 ', ['yes fine']],
    ['spaces inside the reason stay', '/yes a  b', ['yes a  b']],
    ['/oc name is the same', '/oc yes because', ['yes because']],
    ['/OC in capitals too', '/OC No', ['no']],
    ['/oc takes Chinese names', '/oc 赞成', ['yes']],
    ['/oc alone is nothing', '/oc', []],
    ['/oc does not take a second slash', '/oc /yes', []],
    ['/vote-KIND is /vote KIND', '/vote-technical', ['vote technical']],
    ['/vote-KIND keeps what follows', '/vote-technical now please', ['vote technical now please']],
    ['/oc vote-KIND too', '/oc vote-technical', ['vote technical']],
    ['/vote- without a kind is nothing', '/vote-', []],
    ['a second name of a command is the command', '/cancel-vote changed my mind', ['withdraw changed my mind']],
    ['/check-vote is its own command', '/check-vote', ['check-vote']],
    ['an unknown word is nothing', '/shrug', []],
    ['a path is nothing', '/yes/no', []],
    ['a name that every object has is nothing', '/constructor\n/__proto__\n/toString', []],
    ['a name runs to the next space', '/yes!', []],
    ['a slash alone is nothing', '/ yes', []],
    ['CRLF ends a line', '/yes\r\n/no\r\n', ['yes', 'no']],
    ['CR alone ends a line', '/yes\r/no', ['yes', 'no']],
    ['LF ends a line', '/yes\n/no', ['yes', 'no']],
    ['a form feed ends none', '/yes a\f/no', ['!yes a/no']],
    ['a next-line character ends none', '/yes a\u0085/no', ['!yes a/no']],
  ])('%s', (_, body, expected) => {
    expect(read(body)).toEqual(expected);
  });
});

describe('where a command may stand', () => {
  test.each<[string, string, string[]]>([
    ['on any line of a paragraph', 'I read it.\n/yes\nThanks', ['yes']],
    ['between paragraphs', 'I read it.\n\n/yes\n\nThanks', ['yes']],
    ['not after a space', ' /yes', []],
    ['not after a tab', '\t/yes', []],
    ['not after other words', 'please /yes', []],
    ['not in a heading', '# /yes', []],
    ['above a line of dashes, as in a mail signature', '/yes\n---\nChen', ['yes']],
    ['above a line of equal signs', '/yes\n===', ['yes']],
    ['not in a list item', '- /yes', []],
    ['on the line after a list item', '- a\n/yes', ['yes']],
    ['not in a quote', '> /yes', []],
    ['not on the line that lazily goes on with a quote', '> I say\n/yes', []],
    ['after a quote and a blank line', '> I say\n\n/yes', ['yes']],
    ['not in a quote inside a list', '- > a\n/yes', []],
    ['not in deeply nested quotes', `${'> '.repeat(40)}a\n/yes`, []],
    ['not in fenced code', '```\n/yes\n```', []],
    ['not in code fenced by tildes', '~~~ sh\n/yes\n~~~', []],
    ['not in a fence that is never closed', '```\n/yes\n\n/no', []],
    ['not in a fence closed by too few backticks', '````\n/yes\n```\n/no\n````', []],
    ['not after a closing fence with words', '```\n/yes\n``` end\n/no', []],
    ['after a closed fence', '```\n/yes\n```\n/no', ['no']],
    ['after backticks that are no fence', '``` a`b\n/yes', ['yes']],
    ['not in indented code', 'text\n\n    /yes', []],
    ['not in a code span over lines', `see ${tick}a\n/yes\nb${tick} end`, []],
    ['not in a code span of two backticks', 'see ``a`\n/yes\n`` end', []],
    ['after a backtick that nothing closes', `it${tick}s\n/yes`, ['yes']],
    ['after an escaped backtick', `\\${tick}a\n/yes\n${tick}`, ['yes']],
    ['after an escaped backtick that leaves a shorter run', `\\${tick}${tick}a\n/yes\n${tick} b`, []],
    ['after a code span that ends on its own line', `${tick}a${tick}\n/yes\n${tick}b${tick}`, ['yes']],
    ['not when a code span runs past blank lines: it cannot', `${tick}a\n\n/yes\n\nb${tick}`, ['yes']],
    ['not in a pre element', '<pre>\n/yes\n</pre>', []],
    ['not in a pre element with blank lines', '<pre>\n\n/yes\n\n</pre>\n\n/no', ['no']],
    ['not in a pre element inside a paragraph', 'see <pre>\n/yes\n</pre>\n/no', ['no']],
    ['not in a pre element that another block opened', '<div><pre>\n\n/yes\n\n</pre></div>\n\n/no', ['no']],
    ['not in a code element', 'see <code>\n/yes\n</code>\n/no', ['no']],
    ['not in a code element over paragraphs', 'see <CODE class="x">a\n\n/yes\n\n</CODE>\n\n/no', ['no']],
    ['not in a blockquote element', '<blockquote>\n\n/yes\n\n</blockquote>\n\n/no', ['no']],
    ['after a tag that only a quote left open', '> see <pre>\n\n/yes', ['yes']],
    ['after a tag that only a list item left open', '- see <code>\n\n/yes', ['yes']],
    ['after a tag in code', `write ${tick}<pre>${tick}\n/yes`, ['yes']],
    ['after a tag that is escaped', 'write \\<pre>\n/yes', ['yes']],
    ['after a closing tag that nothing opened', '</pre>\n\n/yes', ['yes']],
    ['not in an HTML comment', '<!--\n/yes\n-->', []],
    ['not in an HTML comment with blank lines', '<!--\n\n/yes\n\n-->\n/no', ['no']],
    ['not in an HTML comment inside a paragraph', 'see <!--\n/yes\n--> and\n/no', ['no']],
    ['not in an HTML comment that is never closed', '<!-- note\n\n/yes', []],
    ['not in a comment left open inside an HTML block', '<div><!--\n\n/yes', []],
    ['not in the template text that GitHub shows to writers', '<!-- write\n/vote\nto call one -->\n\n/yes', ['yes']],
    ['after an empty comment', 'a <!-->\n/yes\n-->', ['yes']],
    ['after a comment mark that is no comment', 'a <!-- b\n\n/yes\n\n--> c', ['yes']],
    ['not in other HTML blocks', '<div>\n/yes\n</div>', []],
    ['inside details, after a blank line', '<details>\n\n/yes\n\n</details>', ['yes']],
    ['not in an attribute', 'a <a title="\n/yes\n">b</a>', []],
    ['not in a processing instruction', 'a <?x\n/yes\n?>', []],
    ['not in a CDATA section', 'a <![CDATA[\n/yes\n]]>', []],
    ['not in a declaration', 'a <!DOCTYPE\n/yes\nb> c', []],
    ['after an exclamation mark that declares nothing', 'a <! b\n/yes\nb> c', ['yes']],
    ['not in the definition of a link', '[a]: /u "t\n/yes\n"', []],
    ['after an address in angle brackets', '<https://example.org/a>\n/yes', ['yes']],
    ['after a lonely less-than sign', 'a < b\n/yes', ['yes']],
  ])('%s', (_, body, expected) => {
    expect(read(body)).toEqual(expected);
  });

  test('a command knows its line, counted over all kinds of line ends', () => {
    const { commands } = parseCommands('a\r\n\r\n/yes one\r\rb\n/no', anyForm);
    expect(commands).toEqual([
      { name: 'yes', written: '/yes', args: 'one', line: 3, invisible: false },
      { name: 'no', written: '/no', args: '', line: 6, invisible: false },
    ]);
  });

  test('a command is kept as it was typed', () => {
    const { commands } = parseCommands('/赞成\n/Oc No x\n/VOTE-technical', anyForm);
    expect(commands.map(({ written }) => written)).toEqual(['/赞成', '/Oc No', '/VOTE-technical']);
  });
});

describe('characters that cannot be seen', () => {
  test.each<[string, string, string[]]>([
    ['a right-to-left override in the reason is refused', '/yes \u202Eno', ['!yes no']],
    ['an isolate is refused', '/yes \u2066a\u2069', ['!yes a']],
    ['an Arabic letter mark is refused', '/no \u061Ca', ['!no a']],
    ['a zero-width space in the name is refused', '/y\u200Bes', ['!yes']],
    ['a zero-width space before the slash is refused', '\u200B/yes', ['!yes']],
    ['a byte order mark before the slash is refused', '\uFEFF/yes', ['!yes']],
    ['a zero-width joiner is refused', '/yes\u200D', ['!yes']],
    ['a soft hyphen is refused', '/ab\u00ADstain', ['!abstain']],
    ['a word joiner is refused', '/no\u2060', ['!no']],
    ['a Hangul filler after the name is refused', '/yes\u3164reason', ['!yes reason']],
    ['a half-width Hangul filler is refused', '/yes a\uFFA0b', ['!yes ab']],
    ['a blank Braille pattern is refused', '/yes\u2800reason', ['!yes reason']],
    ['a line separator is refused', '/yes\u2028/no', ['!yes /no']],
    ['a tag character is refused', '/yes \u{E0061}', ['!yes']],
    ['a combining grapheme joiner is refused', '/y\u034Fes', ['!yes']],
    ['a null is refused', '/yes\u0000', ['!yes']],
    ['the emoji variation selector is not', '/yes ❤\uFE0F', ['yes ❤\uFE0F']],
    ['an emoji with a skin tone is not', '/yes 👍🏽', ['yes 👍🏽']],
    ['a line that is no command may hold what it likes', 'a\u200Bb\n/yes', ['yes']],
  ])('%s', (_, body, expected) => {
    expect(read(body)).toEqual(expected);
  });
});

describe('with prefix_only', () => {
  test.each<[string, string, string[]]>([
    ['only the /oc form is read', '/yes\n/oc no', ['no']],
    ['/vote-KIND only after /oc', '/vote-technical\n/oc vote-technical', ['vote technical']],
    ['Chinese names only after /oc', '/赞成\n/oc 反对', ['no']],
  ])('%s', (_, body, expected) => {
    expect(read(body, prefixForm)).toEqual(expected);
  });

  test('+1 is not read, and only /oc words are near misses', () => {
    expect(parseCommands('+1', prefixForm).shorthand).toBeNull();
    expect(parseCommands('/yess\n/oc yess', prefixForm).nearMisses).toEqual([
      { written: '/oc yess', meant: '/oc yes', line: 2 },
    ]);
  });
});

describe('how many commands', () => {
  test('ten are read, in order', () => {
    const parsed = parseCommands('/yes\n'.repeat(10), anyForm);
    expect([parsed.commands.length, parsed.tooMany]).toEqual([10, false]);
  });

  test('eleven are too many', () => {
    expect(parseCommands('/yes\n'.repeat(11), anyForm).tooMany).toBe(true);
  });

  test('those in code do not count', () => {
    expect(parseCommands(`/yes\n\n\`\`\`\n${'/no\n'.repeat(20)}\`\`\``, anyForm).tooMany).toBe(false);
  });
});

describe('+1 and -1', () => {
  test.each<[string, string, string | null]>([
    ['+1 is a yes', '+1', 'yes'],
    ['-1 is a no with the rest of the line as its reason', '-1 too early\nmore words', 'no too early'],
    ['blank lines before it do not matter', '\n \n+1 fine', 'yes fine'],
    ['it must be the first word of the whole comment', 'I am\n+1', null],
    ['it must be a word', '+1000', null],
    ['a comma makes it another word', '+1, fine', null],
    ['it is not read from a quote', '> +1', null],
    ['it is not read from code', '    +1', null],
    ['it is not read from a list', '- +1', null],
    ['full-width digits are others', '＋１', null],
  ])('%s', (_, body, expected) => {
    const { shorthand } = parseCommands(body, anyForm);
    expect(shorthand && trimmed(shorthand.choice, shorthand.reason)).toBe(expected);
  });

  test('one with an invisible character is marked', () => {
    expect(parseCommands('+1\u200B', anyForm).shorthand).toMatchObject({ choice: 'yes', invisible: true });
  });
});

function trimmed(choice: string, reason: string): string {
  return reason === '' ? choice : `${choice} ${reason}`;
}

describe('near misses of a ballot', () => {
  test.each([
    ['/yess', '/yes'],
    ['/ye', '/yes'],
    ['/yse', '/yes'],
    ['/yesss', '/yes'],
    ['/yés', '/yes'],
    ['/yeſ', '/yes'],
    ['/ｙｅｓ', '/yes'],
    ['／yes', '/yes'],
    ['/yes!', '/yes'],
    ['/Yes,', '/yes'],
    ['/yes:because', '/yes'],
    ['/aye', '/yes'],
    ['/+1', '/yes'],
    ['/noo', '/no'],
    ['/no.', '/no'],
    ['/abstian', '/abstain'],
    ['/abstein', '/abstain'],
    ['/abstention', '/abstain'],
    ['/贊成', '/赞成'],
    ['/赞成，很好', '/赞成'],
    ['/赞成！', '/赞成'],
    ['／赞成', '/赞成'],
    ['/反對', '/反对'],
    ['/反对这样做', '/反对'],
    ['/棄權', '/弃权'],
  ])('%s was meant as %s', (written, meant) => {
    expect(parseCommands(`${written} and so on`, anyForm).nearMisses).toEqual([{ written, meant, line: 1 }]);
  });

  test.each(
    '/now /note /not /nope /node /nod /yesterday /yet /yep /about /obtain /attain /no-op /no.js /yes/no /usr/bin /absent /同意 /是 /lgtm //yes yes'.split(
      ' ',
    ),
  )('%s is something else', (word) => {
    expect(parseCommands(word, anyForm).nearMisses).toEqual([]);
  });

  test('a near miss in code is none', () => {
    expect(parseCommands('```\n/yess\n```\n> /yess', anyForm).nearMisses).toEqual([]);
  });
});

describe('a ballot that an edit adds', () => {
  test.each<[string, string, string, string | null]>([
    ['a new ballot is seen', 'hello', 'hello\n/yes', '/yes'],
    ['another choice is seen', '/yes', '/no', '/no'],
    ['a mended near miss is seen', '/yess', '/yes', '/yes'],
    ['a second ballot is seen', '/yes', '/yes\n/赞成', '/赞成'],
    ['+1 is seen', 'fine', '+1 fine', '+1'],
    ['a changed reason is none', '/yes typo', '/yes mended', null],
    ['another spelling of the same is none', '/yes', '/赞成', null],
    ['a removed one is none', '/yes', 'never mind', null],
    ['another command is none', 'hello', '/recuse my employer', null],
    ['one in code is none', 'hello', '```\n/yes\n```', null],
  ])('%s', (_, before, after, expected) => {
    const known = ballotCommands(before, anyForm).map(({ choice }) => choice);
    expect(addedBallot(known, after, anyForm)).toBe(expected);
  });

  test('ballots are listed in order', () => {
    expect(ballotCommands('+1\n/no\n/check-vote\n/弃权', anyForm).map(({ choice }) => choice)).toEqual([
      'yes',
      'no',
      'abstain',
    ]);
  });
});

describe('hostile texts of 64 KB', () => {
  const size = 65_536;
  function filled(unit: string): string {
    return unit.repeat(Math.ceil(size / unit.length));
  }
  test.each<[string, string]>([
    ['backticks', filled('`')],
    ['escaped double backticks', filled('\\``')],
    ['backtick runs of growing length', Array.from({ length: 360 }, (_, i) => '`'.repeat(i + 1)).join(' ')],
    ['nested quotes', filled('>')],
    ['ten thousand quotes inside each other, line by line', filled('> > > > > >\n')],
    ['open brackets', filled('[')],
    ['open links', filled('[a](')],
    ['open tags', filled('<a ')],
    ['open tags with spaces', filled(`<a${' '.repeat(500)}`)],
    ['open attributes', filled('<a b="c d=\'')],
    ['open comments', filled('a<!--')],
    ['open instructions and declarations', filled('<?<!X<![CDATA[')],
    ['code elements', filled('<code>')],
    ['pre elements closed by others', filled('<pre>').slice(0, 30_000) + filled('</code>').slice(0, 30_000)],
    ['lists in lists', filled('- ')],
    ['indented lists', Array.from({ length: 360 }, (_, i) => `${' '.repeat(i)}- a`).join('\n')],
    ['definitions of links', filled('[a]: b "\n')],
    ['slashes', filled('/\n')],
    ['spaces before a word', `/yes${' '.repeat(size)}x`],
    ['spaces at the end', `/yes a${' '.repeat(size)}\u200B${'\u3000'.repeat(1000)}`],
    ['near misses', filled('/abstian\n')],
    ['one long word', `/${'y'.repeat(size)}`],
    ['one long accented word', `/y${'\u0301'.repeat(size)}`],
    ['invisible characters', `/yes ${'\u200B'.repeat(size)}`],
    ['line ends', filled('\r')],
    ['emphasis', filled('*a **b ')],
  ])('%s are read to their end', (_, text) => {
    const { commands } = parseCommands(`${text}\n\n</code></pre>\n\n-->\n\n/check-vote`, anyForm);
    expect(commands.length).toBeLessThanOrEqual(size);
  });

  test('every one of thirteen thousand commands is counted', () => {
    expect(parseCommands(filled('/yes\n'), anyForm).commands).toHaveLength(Math.ceil(size / 5));
  });
});
