// The frame around every page of the console: whom one acts as, what time it is, what fails, what the last action did.
import type { Assets } from '../../web/assets.js';
import { playedFailures } from './faults.js';
import type { Visit } from './visit.js';

/** What a page of the console answers. */
export interface ConsolePage {
  readonly status?: number;
  /** The template's name in templates/console. */
  readonly template: string;
  readonly title: string;
  readonly model: object;
}

/** The steps by which the clock is moved on. */
const spans = ['PT1H', 'PT6H', 'P1D', 'P3D', 'P7D'] as const;

export type Render = (visit: Visit, page: ConsolePage) => string;

/** What does not go as it should on a forge, on purpose; and the form that ends it. */
function troublesOf({ source, words }: Visit) {
  return Object.values(source.forges).flatMap(({ name, base, faults, losing }) => {
    const failures = playedFailures(faults, words);
    const failing = { told: words.t('console.failures.now', { name }), what: failures, end: `${base}/failures/end` };
    const lost = words.t('console.losing.now');
    return [
      ...(failures.length > 0 ? [failing] : []),
      ...(losing === true ? [{ told: lost, what: [words.t('console.losing.what')], end: `${base}/losing/end` }] : []),
    ];
  });
}

/** `base`: the path of PUBLIC_URL without a final slash. */
export function createRender(assets: Assets, base: string): Render {
  return (visit, { template, title, model }) => {
    const { source, language, words, now, actor, absent, cast, forge, address, query } = visit;
    const { notes, pages } = source;
    return pages.render(language, template, {
      ...model,
      page: {
        lang: language === 'zh' ? 'zh-CN' : 'en',
        title,
        stylesheets: ['tokens.css', 'console.css'].map((name) => base + assets.address(name)),
        icon: base + assets.address('favicon.svg'),
        address,
        other: base + (language === 'zh' ? address : `/zh${address}`),
        forge: forge?.name ?? null,
        forgeBase: forge?.base ?? '/sandbox',
        actor,
        absent: absent && words.t('console.act.absent', { who: absent.name, forge: forge?.name ?? '', as: actor.name }),
        players: cast.players.map((player) => ({ ...player, chosen: player === actor })),
        now,
        spans: spans.map((span) => ({ span, label: words.t(`console.span.${span}`) })),
        troubles: troublesOf(visit),
        note: notes.of(query.get('note')).map(({ key, values = {}, href = null }) => {
          return { text: words.t(`console.note.${key}`, values), href };
        }),
      },
    });
  };
}
