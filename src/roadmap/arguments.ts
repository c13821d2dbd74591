// The arguments of /roadmap, as somebody typed them behind the command's name: a subcommand, in English or Chinese, and what it wants.
import type { RoadmapVerb } from '../charter/charter.js';
import { err, ok, type Result } from '../shared/result.js';
import { nearest } from '../shared/text.js';
import { statuses, type Status } from './entries.js';
import type { UnknownWord } from './refusal.js';

/** What somebody wants of the roadmap. `horizon` is as written. */
export type RoadmapArguments =
  | { readonly verb: 'add'; readonly horizon: string }
  | { readonly verb: 'move'; readonly horizon: string; readonly reason: string }
  | { readonly verb: 'status'; readonly status: Status; readonly reason: string }
  | { readonly verb: 'drop'; readonly reason: string };

/** What is wrong with them. `unexpected-words` are behind `add HORIZON`: who writes `add next once it is ready` does not add. */
export type RoadmapArgumentProblem =
  | { readonly code: 'verb-missing' }
  | {
      readonly code: 'horizon-missing' | 'status-missing' | 'reason-missing' | 'text-too-long' | 'unexpected-words';
      readonly verb: RoadmapVerb;
    }
  | UnknownWord<'unknown-verb'>
  | UnknownWord<'unknown-status'>;

/** How each subcommand is written. */
export const roadmapUsages: Readonly<Record<RoadmapVerb, string>> = {
  add: '/roadmap add HORIZON',
  move: '/roadmap move HORIZON REASON',
  status: '/roadmap status STATUS [reason]',
  drop: '/roadmap drop REASON',
};

/** The longest reason, in UTF-16 code units. */
const longestReason = 2000;

/** The subcommands, in the order in which an item meets them. */
export const roadmapVerbs: readonly RoadmapVerb[] = ['add', 'move', 'status', 'drop'];
const chineseVerbs: Readonly<Record<string, RoadmapVerb>> = {
  添加: 'add',
  加入: 'add',
  移动: 'move',
  调整: 'move',
  状态: 'status',
  移除: 'drop',
  放弃: 'drop',
};
const chineseStatuses: Readonly<Record<string, Status>> = {
  已提出: 'proposed',
  提议中: 'proposed',
  已接受: 'accepted',
  已采纳: 'accepted',
  进行中: 'in-progress',
  暂停: 'on-hold',
  搁置: 'on-hold',
  已搁置: 'on-hold',
  已发布: 'shipped',
  已交付: 'shipped',
  已完成: 'shipped',
  未采纳: 'declined',
  已拒绝: 'declined',
  已撤回: 'withdrawn',
};

/** Those that `/roadmap status` may give: the others come by `add`, `drop` or a motion. */
const given: readonly Status[] = ['accepted', 'in-progress', 'on-hold', 'shipped'];

/** The first word, and what follows it. */
function split(text: string): { readonly word: string; readonly rest: string } {
  const [, word = '', rest = ''] = /^([^\p{Zs}\t]*)[\p{Zs}\t]*(.*)$/su.exec(text) ?? [];
  return { word, rest };
}

/** A horizon may be written in two words: `Q4 2026`. */
function splitHorizon(text: string): { readonly word: string; readonly rest: string } {
  const first = split(text);
  const second = split(first.rest);
  const together = `${first.word} ${second.word}`;
  const isQuarter = /^(?:q[1-4] \d{4}|\d{4} q[1-4])$/i.test(together.normalize('NFKC'));
  return isQuarter ? { word: together, rest: second.rest } : first;
}

function statusNamed(written: string): Status | undefined {
  const plain = written.normalize('NFKC').toLowerCase().replaceAll('_', '-');
  return statuses.find((status) => status === plain) ?? chineseStatuses[written];
}

/** A status may be written in two words, as pages have it: `in progress`. */
function splitStatus(text: string): { readonly word: string; readonly rest: string } {
  const first = split(text);
  const second = split(first.rest);
  const together = `${first.word}-${second.word}`;
  return statusNamed(together) === undefined ? first : { word: together, rest: second.rest };
}

function reasonOf(verb: RoadmapVerb, reason: string): RoadmapArgumentProblem | null {
  if (verb !== 'status' && reason === '') return { code: 'reason-missing', verb };
  return reason.length > longestReason ? { code: 'text-too-long', verb } : null;
}

/** Of `/roadmap add HORIZON`, `move HORIZON REASON`, `status STATUS [reason]` and `drop REASON`. */
export function readRoadmap(args: string): Result<RoadmapArguments, RoadmapArgumentProblem> {
  const { word: written, rest } = split(args.trim());
  if (written === '') return err({ code: 'verb-missing' });
  const verb = roadmapVerbs.find((one) => one === written.normalize('NFKC').toLowerCase()) ?? chineseVerbs[written];
  if (verb === undefined)
    return err({ code: 'unknown-verb', written, nearest: nearest(written, roadmapVerbs), known: roadmapVerbs });
  if (verb === 'drop') {
    const problem = reasonOf(verb, rest);
    return problem ? err(problem) : ok({ verb, reason: rest });
  }
  if (verb === 'status') {
    const { word, rest: reason } = splitStatus(rest);
    if (word === '') return err({ code: 'status-missing', verb });
    const status = statusNamed(word);
    if (status === undefined) {
      return err({ code: 'unknown-status', written: word, nearest: nearest(word, given), known: given });
    }
    const problem = reasonOf(verb, reason);
    return problem ? err(problem) : ok({ verb, status, reason });
  }
  const { word: horizon, rest: reason } = splitHorizon(rest);
  if (horizon === '') return err({ code: 'horizon-missing', verb });
  if (verb === 'add') return reason === '' ? ok({ verb, horizon }) : err({ code: 'unexpected-words', verb });
  const problem = reasonOf(verb, reason);
  return problem ? err(problem) : ok({ verb, horizon, reason });
}
