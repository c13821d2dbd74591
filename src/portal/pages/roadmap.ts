// The roadmap as far as this version keeps one: the horizons and themes of roadmap.yml. Items and their changes are not kept yet.
import { roadmapSchema } from '../../charter/schema.js';
import { readYaml } from '../../charter/yaml.js';
import { fileText } from '../facts/policies.js';
import type { CharterInForce } from '../store.js';
import type { Page } from './page.js';

/** What roadmap.yml in force says. Throws when a file in force cannot be read: it was read before. */
function layoutOf(inForce: CharterInForce | null) {
  const text = fileText(inForce, 'roadmap.yml');
  if (text === null) return null;
  const yaml = readYaml(text);
  if (!yaml.ok) throw new Error('roadmap.yml in force is not YAML any more');
  const { horizons = ['now', 'next', 'later'], themes = [] } = roadmapSchema.parse(yaml.value.value);
  return {
    horizons,
    themes: themes.map((theme) => (typeof theme === 'string' ? { id: theme, name: theme } : theme)),
    text,
  };
}

export const roadmapPage: Page = {
  path: '/roadmap',
  async load({ words, inForce, store }) {
    const { t } = words;
    const layout = layoutOf(inForce);
    const { repositories } = await store.mirror();
    const named = (horizon: string): string =>
      ['now', 'next', 'later'].includes(horizon) ? t(`roadmap.named.${horizon}`) : horizon;
    return {
      template: 'roadmap',
      title: t('roadmap.title'),
      kicker: null,
      sentence: layout
        ? t('roadmap.sentence', {
            horizons: t('roadmap.horizons', { count: layout.horizons.length }),
            themes: t('roadmap.themes', { count: layout.themes.length }),
          })
        : t('roadmap.none'),
      json: null,
      model: {
        horizons: (layout?.horizons ?? []).map((id) => ({ id, name: named(id) })),
        themes: (layout?.themes ?? []).map(({ id, name }) => ({ id, name: words.name(name) })),
        raw: layout?.text ?? null,
        repositories: repositories.map(({ forge, repo, url }) => ({ label: `${forge}:${repo}`, url })),
      },
    };
  },
};

export const roadmapChangesPage: Page = {
  path: '/roadmap/changes',
  load({ words }) {
    return Promise.resolve({
      template: 'roadmap-changes',
      title: words.t('roadmap.changes'),
      kicker: words.t('roadmap.title'),
      sentence: words.t('roadmap.changesSentence'),
      json: null,
      model: {},
    });
  },
};
