// An item as the board, the lists and the first page show it.
import type { RoadmapItemView } from '../../roadmap/view.js';
import { percent, stack } from '../charts/share.js';
import type { PageContext } from './page.js';
import { boardAddress } from './roadmap-filters.js';
import { attention, personLink, standingPhrase, statusBadge, themeName, titleOf } from './roadmap-words.js';

/** How far an item is; null while nothing says of how much. */
export function progressModel({ words }: Pick<PageContext, 'words'>, { progress }: RoadmapItemView): object | null {
  const { done, total } = progress;
  if (total === 0) return null;
  return {
    done,
    total,
    value: percent(done, total),
    segments: stack([['all', done]], total),
    told: words.t('roadmap.progress', { done, total }),
  };
}

/** An item in a group. */
export function cardModel(context: PageContext, item: RoadmapItemView): object {
  const { words } = context;
  const { id, theme, lead, slips } = item;
  return {
    id,
    title: titleOf(item),
    status: statusBadge(context, item.status),
    attention: attention(context, item),
    standing: words.t('roadmap.sentence.stands', { standing: standingPhrase(context, item) }),
    progress: progressModel(context, item),
    facts: [
      ...(theme === null ? [] : [{ name: themeName(context, theme), to: boardAddress({ theme }) }]),
      ...(lead === null ? [] : [personLink(context, lead)]),
    ],
    slipped: slips === 0 ? null : words.t('roadmap.slippedTimes', { count: slips }),
  };
}
