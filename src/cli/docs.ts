// The generated pages of docs/, as texts: what the commands' own help says.
import { commandHelp, commandNames, type CommandHelp } from '../commands/help.js';

const introduction = `# Commands

<!-- Made from the commands' own help by \`npm run docs\`. Do not edit. -->

A command stands at the very start of a line of a newly created comment, issue body or pull request body. It is never read from
quotes, code or HTML, nor from edits. \`/oc name\` is the same as \`/name\`. Words in capitals stand for what you put in; words in
brackets may be left out. The same words are in the answer to \`/help\`.

命令须位于新评论、议题正文或合并请求正文某一行的行首。引用、代码、HTML 以及编辑中的命令不会被读取。\`/oc 命令\` 与
\`/命令\` 相同。大写的词由您填写，方括号中的内容可省略。`;

function names(aliases: readonly string[]): string {
  return aliases.map((alias) => `\`/${alias}\``).join(', ');
}

function section(aliases: readonly string[], { usage, who, what, examples }: CommandHelp): string {
  return [
    `## \`${usage}\``,
    `- **Also:** ${names(aliases)}\n- **Who:** ${who.en}\n- **What:** ${what.en}\n- **谁：** ${who.zh}\n- **作用：** ${what.zh}`,
    `\`\`\`text\n${examples.join('\n')}\n\`\`\``,
  ].join('\n\n');
}

/** docs/commands.md. */
export function commandsPage(): string {
  const aliases: Readonly<Record<string, readonly string[]>> = commandNames;
  const sections = Object.entries(commandHelp).map(([name, help]) => section(aliases[name] ?? [], help));
  return `${[introduction, ...sections].join('\n\n')}\n`;
}
