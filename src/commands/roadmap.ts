// /roadmap add|move|status|drop: changes the roadmap, at once or by a motion that it calls. Contract, section 7.
import { speakerOf } from '../charter/adopted.js';
import { decideRequest } from '../planning/decide.js';
import { describeIssue, type IssueSays } from '../planning/describe.js';
import { followEnded } from '../planning/follow.js';
import {
  readRoadmap,
  roadmapUsages,
  type RoadmapArgumentProblem,
  type RoadmapArguments,
} from '../roadmap/arguments.js';
import type { RoadmapRequest } from '../roadmap/decide/case.js';
import { itemOf } from '../roadmap/fold.js';
import { isPast, readHorizon } from '../roadmap/horizon.js';
import { lastAsked } from '../roadmap/item.js';
import { refused } from './apply.js';
import type { Command, CommandCall, CommandOutcome } from './command.js';
import type { CommandHelp } from './help.js';
import { decisionOn, openVerbs, requestFrom } from './roadmap-request.js';

const help: CommandHelp = {
  usage: '/roadmap add HORIZON | move HORIZON REASON | status STATUS [reason] | drop REASON',
  who: {
    en: 'members of the bodies that roadmap.yml names for each; the item’s lead moves it and sets its status too, and whoever leads or proposed an item may drop it while it is only proposed',
    zh: 'roadmap.yml 为各项指定的机构的成员；条目的负责人也可调整其阶段和状态；条目尚为提议时，其负责人和提出者可将其移除',
  },
  what: {
    en: 'puts this issue on the public roadmap, moves it to another horizon, says where the work stands, or takes it off. Where roadmap.yml asks for a motion, it calls the motion, and the change is made when that is carried',
    zh: '将此议题列入公开路线图、调整其阶段、说明工作进展，或将其移除。若 roadmap.yml 要求经动议决定，则由此提出动议，动议通过后才作更改',
  },
  examples: [
    '/roadmap add next',
    '/roadmap move 2027-Q1 The data is not ready',
    '/roadmap status in-progress',
    '/roadmap drop Nobody needs it any more',
    '/路线图 添加 next',
  ],
};

/** An example of a subcommand, with a horizon of this roadmap. */
function exampleOf({ adopted, source }: CommandCall, verb: RoadmapArguments['verb']): string {
  const horizons = adopted.charter.roadmap?.horizons ?? [];
  const horizon = horizons.find((one) => !isPast(one, source.receivedAt)) ?? 'next';
  const examples = {
    add: `/roadmap add ${horizon}`,
    move: `/roadmap move ${horizon} The data is not ready`,
    status: '/roadmap status in-progress',
    drop: '/roadmap drop Nobody needs it any more',
  };
  return examples[verb];
}

function wrongArguments(call: CommandCall, problem: RoadmapArgumentProblem): CommandOutcome {
  const { code } = problem;
  if (code === 'unknown-verb' || code === 'unknown-status') return refused(problem);
  const verb = code === 'verb-missing' ? null : problem.verb;
  return refused({
    code: 'bad-arguments',
    command: verb === null ? 'roadmap' : `roadmap ${verb}`,
    problem: code,
    usage: verb === null ? help.usage : roadmapUsages[verb],
    example: exampleOf(call, verb ?? 'add'),
  });
}

/** What the issue says, where the subcommand takes that over. Somebody outside the charter changes nothing: for them nothing is read. */
async function readIssue(call: CommandCall, { verb }: RoadmapArguments): Promise<IssueSays | 'hidden' | null> {
  const { governance, adopted, source, key } = call;
  const { subject, origin, author, receivedAt: at, issueText } = source;
  if (verb === 'move' || verb === 'drop' || adopted.charter.roadmap === null) return null;
  if (subject.isPull || !subject.isPublic || speakerOf(adopted, author) === null) return null;
  const other = issueText === null ? null : ({ text: issueText, counts: 'same' } as const);
  return (await describeIssue(governance, adopted, { key, subject: subject.ref, origin, at, other })) ?? 'hidden';
}

/** The commitment to the title of the motion that must carry it; null where none must. */
async function titleOf({ governance, adopted, source, key }: CommandCall, args: RoadmapArguments, issue: string) {
  const plan = adopted.charter.roadmap;
  if (plan === null || args.verb === 'status' || plan.motions[args.verb] === null) return null;
  const horizon = 'horizon' in args ? readHorizon(args.horizon, plan.horizons, source.receivedAt) : null;
  if (horizon && !horizon.ok) return null;
  const change = { verb: args.verb, title: issue, horizon: horizon?.value ?? '' };
  const title = governance.replies.roadmapMotion(change, adopted.charter.foundation.language);
  return governance.texts.commit(title, `${key}/title`);
}

async function requestOf(call: CommandCall, args: RoadmapArguments): Promise<RoadmapRequest> {
  const { governance, source, key } = call;
  const { subject } = source;
  const says = await readIssue(call, args);
  const read = says === 'hidden' ? null : says;
  if (subject.isPublic && !subject.isPull) await governance.subjects.remember(subject);
  return {
    ...requestFrom(call),
    isPublic: subject.isPublic && says !== 'hidden',
    reason: 'reason' in args ? await governance.texts.commit(args.reason, `${key}/reason`) : null,
    title: await titleOf(call, args, read?.issue.title ?? subject.title),
    described: read?.described ?? null,
  };
}

export const roadmap: Command = {
  name: 'roadmap',
  aliases: ['路线图'],
  order: 'calls',
  help,
  here: async (call) => (await openVerbs(call)).map((verb) => roadmapUsages[verb]),
  async run(call) {
    const { governance, adopted, source } = call;
    const args = readRoadmap(call.args);
    if (!args.ok) return wrongArguments(call, args.error);
    // A motion that ended just before this line may have decided on the item.
    await followEnded(governance);
    const request = await requestOf(call, args.value);
    const decided = await decideRequest(governance, adopted, decisionOn(request, args.value));
    if (!decided.ok) return refused(decided.error);
    const { roadmap: items } = await governance.ledger.sync();
    const item = itemOf(items, source.subject.ref) ?? itemOf(items, source.origin);
    if (!item) throw new Error(`the item that ${call.key} is about is not in the register`);
    const motion = item.pending === null ? null : (lastAsked(item)?.motion ?? null);
    return { kind: 'roadmap-changed', item: item.id, motion };
  },
};
