// A kind of motion in words: who may call it, who decides, by which rule, what a push does.
import type { MotionKind } from '../../charter/charter.js';
import type { Condition } from '../../charter/condition.js';
import { electorateOn } from '../../charter/electorate.js';
import { formatDuration } from '../../shared/duration.js';
import { dayOf } from '../../shared/time.js';
import type { CharterInForce } from '../store.js';
import { clause, type Clause, type ClauseGroup } from './clauses.js';
import { bodiesInWords, type PageContext } from './page.js';

function bodyNames({ words }: PageContext, { charter }: CharterInForce, ids: readonly string[]): string {
  return bodiesInWords(
    words,
    ids.map((id) => charter.bodies.find((body) => body.id === id)?.name ?? id),
  );
}

function members(context: PageContext, inForce: CharterInForce, bodies: readonly string[]): string {
  const count = electorateOn(inForce.charter, bodies, dayOf(context.now)).length;
  return context.words.t('charter.kind.members', { bodies: bodyNames(context, inForce, bodies), count });
}

function conditions({ words }: PageContext, list: readonly Condition[], none: string): Clause['lines'] {
  if (list.length === 0) return [{ text: none, code: null }];
  return list.map(({ text }) => ({ text: words.condition(text), code: text }));
}

function timing({ words }: PageContext, kind: MotionKind, at: (key: string) => string): readonly Clause[] {
  const { t, duration } = words;
  const label = (key: string): string => t(`charter.label.${key}`);
  const written = (ms: number): string => formatDuration(ms);
  const early =
    kind.closeEarly === 'never'
      ? t('charter.kind.never')
      : t('charter.kind.early', { least: duration(kind.minimumPeriod) });
  return [
    clause(at('seconds'), label('seconds'), t('charter.kind.seconds', { count: kind.seconds })),
    {
      id: at('notice'),
      label: label('notice'),
      lines: [
        kind.notice === 0
          ? { text: t('charter.kind.noNotice'), code: null }
          : { text: t('charter.kind.notice', { notice: duration(kind.notice) }), code: written(kind.notice) },
      ],
    },
    {
      id: at('period'),
      label: label('period'),
      lines: [{ text: t('charter.kind.period', { period: duration(kind.period) }), code: written(kind.period) }],
    },
    clause(at('close_early'), label('early'), early),
    clause(
      at('remind'),
      label('remind'),
      kind.remind === null ? t('charter.kind.noReminder') : t('charter.kind.remind', { before: duration(kind.remind) }),
    ),
  ];
}

/** A kind with all its clauses. */
export function kindGroup(context: PageContext, inForce: CharterInForce, kind: MotionKind): ClauseGroup {
  const { t, name, duration } = context.words;
  const at = (key: string): string => `motions.${kind.id}.${key}`;
  const label = (key: string): string => t(`charter.label.${key}`);
  const isDefault = inForce.charter.defaultMotion === kind.id;
  return {
    id: `motions.${kind.id}`,
    title: name(kind.title),
    summary:
      t('charter.kind.summary', {
        callers: bodyNames(context, inForce, kind.callers),
        electorate: bodyNames(context, inForce, kind.electorate),
        period: duration(kind.period),
      }) + (isDefault ? t('charter.kind.isDefault') : ''),
    clauses: [
      { id: at('scope'), label: label('scope'), lines: [{ text: t(`scope.${kind.scope}`), code: kind.scope }] },
      clause(at('callers'), label('callers'), members(context, inForce, kind.callers)),
      clause(at('electorate'), label('electorate'), members(context, inForce, kind.electorate)),
      ...timing(context, kind, at),
      clause(at('method'), label('method'), t(`charter.method.${kind.method}`)),
      { id: at('quorum'), label: label('quorum'), lines: conditions(context, kind.quorum, t('charter.kind.noQuorum')) },
      {
        id: at('passes_when'),
        label: label('passes'),
        lines: conditions(context, kind.passesWhen, t('charter.kind.always')),
      },
      clause(at('on_push'), label('push'), t(`charter.push.${kind.onPush}`)),
    ],
  };
}
