// What people can write in an issue or a pull request.
import type { Page } from './page.js';

export const commandsPage: Page = {
  path: '/commands',
  load({ words, commands, inForce }) {
    const prefixOnly = inForce?.charter.prefixOnly ?? false;
    return Promise.resolve({
      template: 'commands',
      title: words.t('commands.title'),
      kicker: null,
      sentence: words.t(prefixOnly ? 'commands.prefixed' : 'commands.sentence'),
      json: null,
      model: {
        commands: commands.map(({ name, aliases, usage, who, what, examples }) => ({
          name,
          aliases,
          usage,
          who: who[words.language],
          what: what[words.language],
          examples,
        })),
      },
    });
  },
};
