// What the comment box may begin with, by plain links: the commands people try first.
import { commands } from '../../commands/index.js';
import type { MotionSummary } from '../../motions/view.js';
import { isPast } from '../../roadmap/horizon.js';
import type { Subject } from '../forge/state.js';
import { referenceOf } from './forge.js';
import { governed, subjectsOf } from './subjects.js';
import type { ForgeVisit, Visit } from './visit.js';

const drafts = {
  vote: '/vote {kind}',
  propose: '/propose {kind}',
  second: '/second',
  yes: '/yes {because}',
  no: '/no {because}',
  abstain: '/abstain',
  recuse: '/recuse {because}',
  'check-vote': '/check-vote',
  withdraw: '/withdraw',
  lgtm: '/lgtm',
  approve: '/approve',
  hold: '/hold',
  recheck: '/recheck',
  link: '/link {other}',
  'roadmap-add': '/roadmap add {horizon}',
  'roadmap-move': '/roadmap move {horizon} {because}',
  'roadmap-status': '/roadmap status in-progress',
  'roadmap-drop': '/roadmap drop {because}',
  help: '/help',
} as const;

const before = ['vote', 'propose', 'help'];
const waiting = ['second', 'link', 'withdraw', 'help'];
const judging = ['lgtm', 'approve', 'hold', 'recheck'];
const proposing = ['roadmap-add'];
const planned = ['roadmap-move', 'roadmap-status', 'roadmap-drop'];
const during = ['yes', 'no', 'abstain', 'recuse', 'check-vote', 'withdraw'];

/** An open issue on the other forge, as `/link` names it. */
function elsewhere({ source, forge }: ForgeVisit): string {
  const other = source.forges[forge.id === 'github' ? 'gitee' : 'github'];
  const issues = governed(other)
    .flatMap(subjectsOf)
    .filter(({ pull, state }) => pull === null && state === 'open');
  return `${other.id}:${issues[0] ? referenceOf(other, issues[0]) : 'OWNER/REPO#NUMBER'}`;
}

/** Under the command's Chinese name on pages in Chinese, where it has one. */
function named(text: string, { words }: ForgeVisit): string {
  if (words.language !== 'zh') return text;
  return text.replace(/^\/([\w-]+)/, (written, name: string) => {
    const chinese = commands.find((one) => one.name === name)?.aliases.find((alias) => /\p{Script=Han}/u.test(alias));
    return chinese === undefined ? written : `/${chinese}`;
  });
}

/** The first horizon that is not over; null where there is no roadmap. */
export function horizonOf({ charter, now }: Visit): string | null {
  return charter?.roadmap?.horizons.find((one) => !isPast(one, now)) ?? null;
}

/** The text of a draft; empty for an unknown one. */
export function draftOf(name: string | null, visit: ForgeVisit): string {
  const { charter, words } = visit;
  const found = Object.entries(drafts).find(([key]) => key === name)?.[1] ?? '';
  return named(found, visit)
    .replace('{kind}', charter?.defaultMotion ?? charter?.motions[0]?.id ?? '')
    .replace('{horizon}', () => horizonOf(visit) ?? '')
    .replace('{because}', words.t('console.draft.because'))
    .replace('{other}', () => elsewhere(visit));
}

/** What may be said of an issue on the roadmap, or of one that may come there; the label tells them apart. */
function onRoadmap(visit: ForgeVisit, { labels, pull }: Subject): readonly string[] {
  const plan = visit.charter?.roadmap;
  if (pull || !plan || horizonOf(visit) === null) return [];
  return labels.some(({ name }) => name === plan.label) ? [...proposing, ...planned] : proposing;
}

/** The drafts that fit the state of the subject's newest motion; in a pull request those of its policies come first, in an issue those of the roadmap last. */
export function draftsFor(visit: ForgeVisit, motion: MotionSummary | null, subject: Subject) {
  const fitting = motion?.state === 'open' ? during : motion?.state === 'proposed' ? waiting : before;
  return [...(subject.pull ? judging : []), ...fitting, ...onRoadmap(visit, subject)].map((name) => ({
    text: draftOf(name, visit),
    href: `${visit.address}?draft=${name}#write`,
  }));
}
