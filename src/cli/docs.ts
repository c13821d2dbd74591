// The generated pages of docs/, as texts: what the commands' own help says.
import type { Command } from '../commands/command.js';
import { commands } from '../commands/index.js';

const introduction = `# Commands

<!-- Made from the commands' own help by \`npm run docs\`. Do not edit. -->

A command stands at the very start of a line of a newly created comment, issue body or pull request body. It is never read from
quotes, code or HTML, nor from edits. \`/oc name\` is the same as \`/name\`. Words in capitals stand for what you put in; words in
brackets may be left out. The same words are in the answer to \`/help\`.

命令须位于新评论、议题正文或合并请求正文某一行的行首。引用、代码、HTML 以及编辑中的命令不会被读取。\`/oc 命令\` 与
\`/命令\` 相同。大写的词由您填写，方括号中的内容可省略。`;

function otherNames(aliases: readonly string[]): string {
  if (aliases.length === 0) return '';
  return `- **Also:** ${aliases.map((alias) => `\`/${alias}\``).join(', ')}\n`;
}

function section({ aliases, help: { usage, who, what, examples } }: Command): string {
  return [
    `## \`${usage}\``,
    `${otherNames(aliases)}- **Who:** ${who.en}\n- **What:** ${what.en}\n- **谁：** ${who.zh}\n- **作用：** ${what.zh}`,
    `\`\`\`text\n${examples.join('\n')}\n\`\`\``,
  ].join('\n\n');
}

/** docs/commands.md. */
export function commandsPage(): string {
  return `${[introduction, ...commands.map(section)].join('\n\n')}\n`;
}
