// A resolution on its own page: what was decided, by whom, how it is cited; fit to be printed and filed.
import type { MotionView, ResolutionView } from '../../motions/view.js';
import { countGroups } from '../facts/groups.js';
import { kindTitle, organizationName, personName, type Page, type PageContext } from './page.js';
import { shareRows } from './shares.js';

function standing({ ballots }: MotionView): MotionView['ballots'] {
  return ballots.filter(({ binding, superseded }) => binding && !superseded);
}

/** Who decided: the standing ballots with the organization each voter was of when the motion opened. */
function ballotRows(context: PageContext, motion: MotionView): readonly object[] {
  return standing(motion).map(({ person, choice, reason, url }) => {
    const elector = motion.electorate.find((known) => known.person === person);
    return {
      id: person,
      name: personName(context, person ?? ''),
      organization: elector ? organizationName(context, elector.organization) : null,
      choice,
      reason,
      url,
    };
  });
}

function groupRows(context: PageContext, motion: MotionView): readonly object[] {
  const groups = new Map(motion.electorate.map(({ person, group }) => [person, group]));
  const voted = standing(motion).flatMap(({ person }) => (person === null ? [] : [groups.get(person) ?? 'unknown']));
  return shareRows(context, countGroups(voted), { of: voted.length, cap: null });
}

/** The one sentence: how it was adopted, and since when it holds. */
export function resolutionSentence(
  { words }: Pick<PageContext, 'words'>,
  { in_force_at: at }: ResolutionView,
  motion: MotionView | null,
): string {
  const day = words.day(at);
  if (!motion) return words.t('resolution.short', { day });
  const { yes, no, ballots, electorate } = motion.tally;
  return words.t(no === 0 ? 'resolution.unopposed' : 'resolution.sentence', { day, yes, no, ballots, electorate });
}

export const resolutionPage: Page = {
  path: '/resolutions/:id',
  async load(context) {
    const { words, store, inForce } = context;
    const resolution = await store.resolution(context.id);
    if (!resolution) return null;
    const motion = await store.motion(resolution.motion);
    const title = resolution.title === '' ? resolution.id : resolution.title;
    const superseded = resolution.superseded_by;
    return {
      template: 'resolution',
      title,
      kicker: words.t('resolution.kicker', { id: resolution.id, kind: kindTitle(context, resolution.kind) }),
      sentence:
        resolutionSentence(context, resolution, motion) +
        (superseded === null ? '' : words.t('resolution.noLonger', { id: superseded })),
      json: `/resolutions/${encodeURIComponent(resolution.id)}`,
      model: {
        resolution,
        motion: motion && {
          tally: motion.tally,
          charter: motion.charter_version,
          subjects: motion.subjects.map(({ forge, repo, number, url }) => ({
            url,
            label: `${forge}:${repo}#${number}`,
          })),
          proposer: { id: motion.proposer, name: personName(context, motion.proposer) },
          conditions: motion.tally.conditions.map(({ text, role, met }) => {
            return { text, role, met, words: words.condition(text) };
          }),
        },
        ballots: motion ? ballotRows(context, motion) : [],
        groups: motion ? groupRows(context, motion) : [],
        kind: kindTitle(context, resolution.kind),
        kindAnchor: inForce?.charter.motions.some(({ id }) => id === resolution.kind) ? resolution.kind : null,
        citation: words.t('resolution.citation', {
          foundation: inForce ? words.name(inForce.charter.foundation.name) : 'OpenCharter',
          id: resolution.id,
          title,
          day: words.day(resolution.in_force_at),
          url: resolution.url,
        }),
      },
    };
  },
};
