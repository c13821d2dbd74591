// The charter in force: its rules in words, then its files as written.
import type { MotionKind } from '../../charter/charter.js';
import { bodyRow } from './bodies.js';
import type { Page, PageContext } from './page.js';

function kindRow({ words, inForce }: PageContext, kind: MotionKind): object {
  const { t } = words;
  const bodies = (ids: readonly string[]): string =>
    ids
      .map((id) => words.name(inForce?.charter.bodies.find((body) => body.id === id)?.name ?? id))
      .join(t('list.joint'));
  const conditions = [...kind.quorum, ...kind.passesWhen];
  const early = { least: words.duration(kind.minimumPeriod) };
  return {
    id: kind.id,
    title: words.name(kind.title),
    scope: t(`scope.${kind.scope}`),
    facts: [
      { label: t('charter.electorate'), value: bodies(kind.electorate) },
      { label: t('charter.callers'), value: bodies(kind.callers) },
      { label: t('charter.seconds'), value: String(kind.seconds) },
      { label: t('charter.notice'), value: words.duration(kind.notice) },
      { label: t('charter.period'), value: words.duration(kind.period) },
      {
        label: t('charter.early'),
        value: kind.closeEarly === 'never' ? t('charter.never') : t('charter.decided', early),
      },
    ],
    conditions: conditions.map(({ text }) => ({ text, words: words.condition(text) })),
  };
}

export const charterPage: Page = {
  path: '/charter',
  load(context) {
    const { words, inForce } = context;
    const title = words.t('charter.title');
    if (!inForce) {
      const sentence = words.t('charter.none');
      return Promise.resolve({
        template: 'charter',
        title,
        kicker: null,
        sentence,
        json: null,
        model: { inForce: null },
      });
    }
    const { charter, adoptedAt, source, files } = inForce;
    return Promise.resolve({
      template: 'charter',
      title,
      kicker: words.name(charter.foundation.name),
      sentence: words.t('charter.sentence', {
        day: words.day(adoptedAt),
        kinds: words.t('charter.kinds', { count: charter.motions.length }),
        bodies: words.t('charter.bodies', { count: charter.bodies.length }),
      }),
      json: null,
      model: {
        inForce: { version: charter.version, adoptedAt, source },
        license: charter.foundation.license,
        repositories: charter.repositories,
        kinds: charter.motions.map((kind) => kindRow(context, kind)),
        bodies: charter.bodies.map((body) => bodyRow(context, body)),
        files,
      },
    });
  },
};
