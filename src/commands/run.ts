// Runs the commands of one text: in order, at most once ever, and shows what became of them.
import type { AdoptedCharter } from '../charter/adopted.js';
import { evaluateContribution } from '../evaluation/evaluate.js';
import { advance, motionOf } from '../events/advance.js';
import type { Governance } from '../events/governance.js';
import { pageOf } from '../replies/page-of.js';
import { awaitTurn } from '../events/lanes.js';
import { showMotion } from '../events/show.js';
import { showItem } from '../planning/show.js';
import type { Due } from '../motions/decide/due.js';
import type { Refusal } from '../motions/refusal.js';
import type { HelpWords } from '../replies/help-text.js';
import type { Effect } from '../outbox/effect.js';
import { subjectKey, textKey } from '../shared/refs.js';
import { plus, type Instant } from '../shared/time.js';
import type { CommandOutcome, CommandSource } from './command.js';
import { contributionHere, type ContributionHere } from './contribution-here.js';
import { runningOrder, type RunningOrder } from './running-order.js';
import { commandNames, commands } from './index.js';
import { commandLimit, parseCommands, type ParsedCommand, type ParsedText, type ParseOptions } from './parse.js';

/** How this version and this charter read commands. */
export function readingOf({ charter }: AdoptedCharter): ParseOptions {
  return { names: commandNames, prefixOnly: charter.prefixOnly };
}

/** Reads the commands of a text. */
export function readCommands(adopted: AdoptedCharter, body: string): ParsedText {
  return parseCommands(body, readingOf(adopted));
}

/** Whether a text holds anything the app reacts to. */
export function isSilent({ commands: found, shorthand, nearMisses }: ParsedText): boolean {
  return found.length === 0 && shorthand === null && nearMisses.length === 0;
}

interface Running {
  readonly governance: Governance;
  readonly adopted: AdoptedCharter;
  readonly source: CommandSource;
  /** Motions that changed, and whether the forges should show it. */
  readonly changed: Map<string, 'project' | 'update'>;
  /** Items of the roadmap that changed. */
  readonly items: Set<string>;
  readonly contribution: ContributionHere;
}

/** Brings the subject's unfinished motion up to the time of receipt, or to another. */
async function catchUp(
  { governance, source, changed }: Running,
  steps?: readonly Due['what'][],
  until = source.receivedAt,
): Promise<void> {
  const motion = await motionOf(governance, source.origin);
  if (motion && motion.state !== 'closed' && (await advance(governance, motion.id, until, steps))) {
    changed.set(motion.id, 'update');
  }
}

/** Waits until the text may act on the subject's motion, and brings that up to then. */
async function begin(running: Running, commands: RunningOrder): Promise<void> {
  const { governance, source } = running;
  const motion = await motionOf(governance, source.origin);
  if (motion) await awaitTurn(governance, motion, source.receivedAt, commands);
  if (commands.linking.length === 0) return catchUp(running);
  await catchUp(running, ['open'], justBefore(source));
  await catchUp(running, ['lapse', 'close']);
}

/** A motion that the text itself calls is due to open at its receipt. */
function justBefore({ receivedAt }: CommandSource): Instant {
  return plus(receivedAt, -1);
}

async function runOne(running: Running, parsed: ParsedCommand, opensBy: Instant): Promise<CommandOutcome> {
  const { governance, adopted, source, changed, items, contribution } = running;
  if (parsed.invisible) {
    return { kind: 'refused', refusal: { code: 'invisible-characters', command: parsed.name, line: parsed.line } };
  }
  const command = commands.find(({ name }) => name === parsed.name);
  if (!command) throw new Error(`the parser found a command that the registry does not know: ${parsed.name}`);
  // A motion opens before the next line votes in it, but closes only after the whole text: its later lines count too.
  await catchUp(running, ['open'], opensBy);
  const key = `${textKey(source.subject.ref.forge, source.text)}:${String(parsed.line)}`;
  const outcome = await command.run({
    registry: commands,
    governance,
    adopted,
    source,
    contribution,
    key,
    line: parsed.line,
    args: parsed.args,
  });
  if (outcome.kind === 'roadmap-changed') items.add(outcome.item);
  const calls = outcome.kind === 'accepted' || outcome.kind === 'roadmap-changed' ? outcome.motion : null;
  if (calls !== null) changed.set(calls, 'update');
  if (outcome.kind === 'advisory' && !changed.has(outcome.motion)) changed.set(outcome.motion, 'project');
  return outcome;
}

/** The ballot that `+1` or `-1` stands for while a motion is open, and the words that missed one. */
async function whileOpen(
  { governance, source }: Running,
  parsed: ParsedText,
): Promise<{ commands: ParsedCommand[]; refusals: Refusal[] }> {
  const { shorthand, nearMisses } = parsed;
  if (shorthand === null && nearMisses.length === 0) return { commands: [], refusals: [] };
  const motion = await motionOf(governance, source.origin);
  if (motion?.state !== 'open') return { commands: [], refusals: [] };
  const ballot = shorthand && { ...shorthand, name: shorthand.choice, args: shorthand.reason };
  return {
    commands: ballot ? [ballot] : [],
    refusals: nearMisses.map(({ written, meant }) => ({ code: 'near-miss', written, meant, motion: motion.id })),
  };
}

/** The reply slot of a person in a subject. */
export function replyEffect(
  { governance, adopted, source }: Pick<Running, 'governance' | 'adopted' | 'source'>,
  refusals: readonly Refusal[],
): Effect {
  const { author, subject, origin, url } = source;
  const { replies, publicUrl } = governance;
  const key = `reply ${subjectKey(origin)} ${author.forge} ${String(author.id)}`;
  const marker = replies.marker(key);
  const words = {
    language: adopted.charter.foundation.language,
    author: author.login,
    bodyName: (id: string) => adopted.charter.bodies.find((body) => body.id === id)?.name ?? id,
    charterUrl: pageOf(publicUrl, '/charter'),
    sourceUrl: url,
  };
  return {
    kind: 'comment',
    key,
    subject: subject.ref,
    marker,
    body: replies.refusals(refusals, words, marker),
    everyMs: 0,
  };
}

function helpEffect({ governance, source }: Running, answer: HelpWords): Effect {
  const key = `help ${subjectKey(source.origin)} ${source.author.forge} ${String(source.author.id)}`;
  const marker = governance.replies.marker(key);
  return {
    kind: 'comment',
    key,
    subject: source.subject.ref,
    marker,
    body: governance.replies.help(answer, marker),
    everyMs: 0,
  };
}

/** What a reaction tells of. */
const reacted: ReadonlySet<CommandOutcome['kind']> = new Set(['accepted', 'contribution-changed', 'roadmap-changed']);

function effectsFor(
  running: Running,
  outcomes: readonly CommandOutcome[],
  refusals: readonly Refusal[],
): readonly Effect[] {
  const { source } = running;
  const { ref } = source.subject;
  const effects: Effect[] = [];
  if (outcomes.some(({ kind }) => reacted.has(kind))) {
    const key = `reaction ${textKey(ref.forge, source.text)}`;
    effects.push({ kind: 'reaction', key, subject: ref, text: source.text });
  }
  if (refusals.length > 0) effects.push(replyEffect(running, refusals));
  for (const outcome of outcomes) if (outcome.kind === 'answered') effects.push(helpEffect(running, outcome.answer));
  return effects;
}

async function decideAll(
  running: Running,
  parsed: ParsedText,
): Promise<{ outcomes: CommandOutcome[]; refusals: Refusal[] }> {
  if (parsed.tooMany) {
    const refusal: Refusal = { code: 'too-many-commands', count: parsed.commands.length, limit: commandLimit };
    return { outcomes: [], refusals: [refusal] };
  }
  const outcomes: CommandOutcome[] = [];
  const { linking, others, ordered } = runningOrder(parsed.commands);
  await begin(running, { linking, others, ordered });
  const more = await whileOpen(running, parsed);
  for (const command of linking) outcomes.push(await runOne(running, command, justBefore(running.source)));
  for (const command of [...more.commands, ...others]) {
    outcomes.push(await runOne(running, command, running.source.receivedAt));
  }
  await catchUp(running);
  const refused = outcomes.flatMap((outcome) => (outcome.kind === 'refused' ? [outcome.refusal] : []));
  return { outcomes, refusals: [...refused, ...more.refusals] };
}

/** Evaluates the contribution once for all commands of the text that changed it, on the facts they were decided on. */
async function evaluateChanged(
  { governance, adopted, source, contribution }: Running,
  outcomes: readonly CommandOutcome[],
): Promise<void> {
  const changes = outcomes.filter((outcome) => outcome.kind === 'contribution-changed');
  if (changes.length === 0) return;
  const read = await contribution.read();
  await evaluateContribution(governance, adopted, source.subject.ref, {
    at: source.receivedAt,
    again: changes.some(({ again }) => again),
    ...(read.ok && { gathered: read.value }),
  });
}

/** Runs what a newly written text asks for. A text that was run before is left alone. */
export async function runCommands(
  governance: Governance,
  adopted: AdoptedCharter,
  source: CommandSource,
  parsed: ParsedText,
): Promise<void> {
  const text = textKey(source.subject.ref.forge, source.text);
  if (await governance.commandLog.isDone(text)) return;
  const contribution = contributionHere(governance, adopted, source);
  const running: Running = { governance, adopted, source, changed: new Map(), items: new Set(), contribution };
  const { outcomes, refusals } = await decideAll(running, parsed);
  const { seq } = await governance.ledger.sync();
  await governance.outbox.want(effectsFor(running, outcomes, refusals), seq);
  for (const [motion, showing] of running.changed) await showMotion(governance, motion, showing);
  for (const item of running.items) await showItem(governance, item);
  await evaluateChanged(running, outcomes);
  await governance.commandLog.done(text, source.receivedAt);
}
