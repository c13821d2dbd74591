// A motion's page: its state in a sentence, the count, the ballots, what happened.
import { parseCondition, type Term } from '../../charter/condition.js';
import { parseIsoDuration } from '../../shared/duration.js';
import type { BallotView, MotionView, TallyView } from '../../motions/view.js';
import { motionSentence } from './motion-sentence.js';
import { kindTitle, organizationName, personName, type Page, type PageContext } from './page.js';

interface Bar {
  readonly value: string;
  readonly mark: string;
  readonly count: number;
  readonly of: number;
}

/** The counts that the view holds. */
function countOf(tally: TallyView, term: Term): number | null {
  return term === 'yes.affiliations' ? null : tally[term];
}

/** How far a condition is met, for drawing only: what is counted, against the line it has to reach. */
function barOf(text: string, tally: TallyView): Bar | null {
  const parsed = parseCondition(text);
  if (!parsed.ok) return null;
  const { term, value } = parsed.value;
  const count = countOf(tally, term);
  const of = 'number' in value ? Number(value.number) : countOf(tally, value.of);
  if (count === null || of === null) return null;
  const mark = 'number' in value ? of : (of * Number(value.share.n)) / Number(value.share.d);
  const scale = Math.max(count, of, mark, 1);
  return { value: percent(count / scale), mark: percent(mark / scale), count, of };
}

function percent(share: number): string {
  return `${String(Math.round(share * 10_000) / 100)}%`;
}

function ballotRow(context: PageContext, motion: MotionView, ballot: BallotView): object {
  const elector = motion.electorate.find(({ person }) => person === ballot.person);
  return {
    name: ballot.person === null ? (ballot.account?.login ?? '') : personName(context, ballot.person),
    organization: elector ? organizationName(context, elector.organization) : null,
    choice: ballot.choice,
    reason: ballot.reason,
    at: ballot.cast_at,
    url: ballot.url,
    superseded: ballot.superseded,
  };
}

function silentNames(context: PageContext, motion: MotionView): readonly string[] {
  if (motion.state === 'proposed') return [];
  const spoken = new Set([
    ...motion.ballots.filter(({ binding, superseded }) => binding && !superseded).map(({ person }) => person),
    ...motion.recused.map(({ person }) => person),
  ]);
  return motion.electorate.filter(({ person }) => !spoken.has(person)).map(({ person }) => personName(context, person));
}

function events(context: PageContext, motion: MotionView): readonly object[] {
  const { t } = context.words;
  const name = (id: string): string => personName(context, id);
  const seconds = motion.seconds.map(({ person, at }) => ({
    at,
    text: t('motion.event.seconded', { name: name(person) }),
  }));
  return [
    { at: motion.proposed_at, text: t('motion.event.proposed', { name: name(motion.proposer) }) },
    ...seconds,
    ...(motion.opened_at === null ? [] : [{ at: motion.opened_at, text: t('motion.event.opened') }]),
    ...(motion.closed_at === null || motion.outcome === null
      ? []
      : [{ at: motion.closed_at, text: t('motion.event.closed', { outcome: t(`outcome.${motion.outcome}`) }) }]),
    ...(motion.in_force_at === null ? [] : [{ at: motion.in_force_at, text: t('motion.event.inForce') }]),
  ];
}

function ruleWords({ words }: PageContext, rule: NonNullable<MotionView['rule']>): readonly string[] {
  function length(iso: string): string {
    const parsed = parseIsoDuration(iso);
    return parsed.ok ? words.duration(parsed.value) : iso;
  }
  const early = rule.close_early === 'when-decided' ? { least: length(rule.minimum_period) } : null;
  return [
    words.t('motion.rule.period', { period: length(rule.period) }),
    ...(early ? [words.t('motion.rule.early', early)] : []),
    ...(rule.affiliation_cap === null ? [] : [words.t('motion.rule.cap', { cap: rule.affiliation_cap })]),
  ];
}

function modelOf(context: PageContext, motion: MotionView): object {
  const { tally } = motion;
  const row = (ballot: BallotView): object => ballotRow(context, motion, ballot);
  return {
    motion,
    proposer: personName(context, motion.proposer),
    subjects: motion.subjects.map(({ forge, repo, number, url, head }) => ({
      label: `${forge}:${repo}#${number}`,
      url,
      head,
    })),
    begun: motion.state !== 'proposed' && motion.opened_at !== null,
    conditions: tally.conditions.map(({ text, role, met }) => ({
      text,
      words: context.words.condition(text),
      role,
      met,
      bar: barOf(text, tally),
    })),
    rule: motion.rule && ruleWords(context, motion.rule),
    ballots: motion.ballots.filter(({ binding }) => binding).map(row),
    advisory: motion.ballots.filter(({ binding }) => !binding).map(row),
    silent: silentNames(context, motion),
    recused: motion.recused.map(({ person, reason }) => ({ name: personName(context, person), reason })),
    endingReason: motion.ended_by?.reason ?? '',
    events: events(context, motion),
  };
}

export const motionPage: Page = {
  path: '/motions/:id',
  async load(context) {
    const motion = await context.store.motion(context.id);
    if (!motion) return null;
    const { words } = context;
    const state = motion.outcome === null ? words.t(`state.${motion.state}`) : words.t(`outcome.${motion.outcome}`);
    return {
      template: 'motion',
      title: motion.title === '' ? motion.id : motion.title,
      kicker: `${motion.id} · ${kindTitle(context, motion.kind)} · ${state}`,
      sentence: motionSentence(motion, words, (person) => personName(context, person)),
      json: `/motions/${encodeURIComponent(motion.id)}`,
      model: modelOf(context, motion),
    };
  },
};
