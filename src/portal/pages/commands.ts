// What people can write in an issue or a pull request: every command of the registry, grouped by what it is for.
import type { Page, PageContext, PortalCommand } from './page.js';

const groups = [
  ['call', ['propose', 'second', 'link', 'vote']],
  ['ballot', ['yes', 'no', 'abstain', 'recuse']],
  ['run', ['check-vote', 'extend', 'withdraw']],
  ['contribution', ['lgtm', 'approve', 'hold', 'recheck', 'override']],
  ['roadmap', ['roadmap']],
] as const;

function groupOf({ name }: PortalCommand): string {
  return groups.find(([, names]) => names.some((known) => known === name))?.[0] ?? 'other';
}

function commandRow({ words, inForce }: PageContext, command: PortalCommand): object {
  const { name, aliases, usage, who, what, examples } = command;
  const prefixed = inForce?.charter.prefixOnly ?? false;
  const written = (text: string): string => (prefixed ? text.replace(/^\//, '/oc ') : text);
  return {
    name,
    aliases: aliases.map((alias) => written(`/${alias}`)),
    usage: written(usage),
    who: who[words.language],
    what: what[words.language],
    examples: examples.map(written),
  };
}

export const commandsPage: Page = {
  path: '/commands',
  load(context) {
    const { words, commands, inForce } = context;
    const named = [...groups.map(([group]) => group), 'other'].map((group) => ({
      id: `group-${group}`,
      title: words.t(`commands.group.${group}`),
      commands: commands.filter((command) => groupOf(command) === group).map((one) => commandRow(context, one)),
    }));
    return Promise.resolve({
      template: 'commands',
      title: words.t('commands.title'),
      kicker: null,
      sentence: words.t((inForce?.charter.prefixOnly ?? false) ? 'commands.prefixed' : 'commands.sentence'),
      json: null,
      model: { groups: named.filter((group) => group.commands.length > 0) },
    });
  },
};
