// What `opencharter policy try --last` prints, for people. Pure.
import type { Difference, VerdictCounts } from '../contributions/compare.js';
import type { Finding } from '../contributions/finding.js';
import { clockTime } from '../mirror/progress.js';
import { inSentence } from '../shared/text.js';
import type { Replay, Replayed } from './policy-replay.js';
import { mark, notReadLines, sentence, standing, type Style } from './policy-text.js';

const width = 24;

/** `12/100 pull requests, 70 calls, 0:31 left`. */
export function progressLine(read: number, of: number, calls: number, ms: number): string {
  const left = read > 0 && read < of ? `, ${clockTime((ms / read) * (of - read))} left` : '';
  return `${String(read)}/${String(of)} pull requests, ${calls.toLocaleString('en')} calls${left}`;
}

/** The same after a bar. */
export function progressBarLine(read: number, of: number, calls: number, ms: number): string {
  const full = of > 0 ? Math.floor((width * read) / of) : 0;
  return `[${'#'.repeat(full)}${'.'.repeat(width - full)}] ${progressLine(read, of, calls, ms)}`;
}

function side(finding: Finding | null, style: Style): string {
  return finding ? `${mark(finding.verdict, style)} ${standing(finding, style)}` : style.say('policy-try.not-in-force');
}

/** Why there is a difference: what the side says that is not well. */
function reasonOf({ policy, before, after }: Difference): Finding {
  const reason = [after, before].find((one) => one?.verdict === 'fail' || one?.verdict === 'pending');
  if (!reason) throw new Error(`${policy} is well before and after: that is no difference`);
  return reason;
}

function differenceLines({ subject, title, differences }: Replayed, style: Style): readonly string[] {
  return [
    '',
    `#${subject.number} ${inSentence(title)}`,
    ...differences.map((difference) => {
      const { policy, before, after } = difference;
      const change = `${side(before, style)} → ${side(after, style)}`;
      const why = sentence(reasonOf(difference).summary, style);
      return `  ${style.say('policy-try.replay.difference', { policy, change, why })}`;
    }),
  ];
}

function countsText(counts: VerdictCounts | undefined, style: Style): string {
  return counts ? style.say('policy-try.replay.counts', counts) : style.say('policy-try.not-in-force');
}

function summaryLines({ before, after }: Replay, style: Style): readonly string[] {
  const policies = [...new Set([...(before?.keys() ?? []), ...after.keys()])];
  return policies.flatMap((policy) => {
    const now = countsText(after.get(policy), style);
    if (before === null) return [`  ${style.say('policy-try.replay.policy', { policy, counts: now })}`];
    const counts = { before: countsText(before.get(policy), style), after: now };
    return [
      `  ${policy}`,
      `    ${style.say('policy-try.replay.before', counts)}`,
      `    ${style.say('policy-try.replay.after', counts)}`,
    ];
  });
}

/** Where the two configurations differ, then how many pull requests each policy lets pass. */
export function replayLines(replay: Replay, style: Style): readonly string[] {
  const { say } = style;
  const differing = replay.replayed.filter(({ differences }) => differences.length > 0);
  const count = replay.replayed.length;
  const compared =
    replay.before === null
      ? []
      : [
          say('policy-try.replay.differ', { count: differing.length, of: count }),
          ...differing.flatMap((one) => differenceLines(one, style)),
          '',
        ];
  return [
    ...compared,
    say('policy-try.replay.summary', { count, repo: replay.repo }),
    ...summaryLines(replay, style),
    '',
    ...notReadLines(replay.forge, style),
  ];
}
