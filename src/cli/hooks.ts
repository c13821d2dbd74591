// `opencharter hooks gitee:OWNER/REPO`: makes the hook and the labels that a repository on Gitee needs, mends those that are wrong, and leaves what is right alone.
import type { ForgeFailure } from '../forges/answer.js';
import type { GiteeHook, GiteeHookSettings, GiteeRepository, GiteeSetup } from '../forges/setup.js';
import type { Say } from '../replies/say.js';
import { ok, type Result } from '../shared/result.js';
import { inSentence } from '../shared/text.js';
import type { CommandOutput } from './check.js';
import { findRepositories } from './gitee-repositories.js';
import { faultsOf, findHooks, isOnThisMachine, missingLabels, neededEvents } from './hooks-compare.js';
import { placesNamed, readPlace, type Places } from './places.js';

/** Opened once the argument is known to be good. */
export interface HooksSession {
  readonly setup: GiteeSetup;
  /** The events are the command's own affair. */
  readonly wanted: Omit<GiteeHookSettings, 'events'>;
  /** What the charter names on Gitee. */
  readonly places: Places;
}

export interface HooksOptions {
  /** Only says what it would do. */
  readonly dryRun: boolean;
  readonly say: Say;
  readonly sleep: (ms: number) => Promise<void>;
}

interface Work extends HooksOptions, HooksSession {
  readonly io: CommandOutput;
}

/** Gitee tells what came of a test a moment later: so often, and so long apart, it is asked. */
const looks = 5;
const lookAfterMs = 1000;

type Did = Result<void, ForgeFailure>;

function telling({ say, io }: Work, repo: string) {
  return (key: string, values: Readonly<Record<string, string | number>> = {}): void => {
    io.out(`${repo}: ${say(`hooks.${key}`, values)}`);
  };
}

/** Sends Gitee's own test and says how it was answered. */
async function tryHook(work: Work, repo: string, { id, lastCode, lastText }: GiteeHook): Promise<Did> {
  const { setup, sleep } = work;
  const tell = telling(work, repo);
  const sent = await setup.testHook(repo, id);
  if (!sent.ok) return sent;
  for (let look = 0; look < looks; look += 1) {
    await sleep(lookAfterMs);
    const now = await setup.hook(repo, id);
    if (!now.ok) return now;
    if (now.value.lastCode === lastCode && now.value.lastText === lastText) continue;
    const { lastCode: code } = now.value;
    if (code === null) tell('test-unanswered', { detail: inSentence((now.value.lastText ?? '').slice(0, 120)) });
    else tell(code < 300 ? 'test-good' : 'test-bad', { code });
    return ok(undefined);
  }
  tell('test-unknown');
  return ok(undefined);
}

async function setHook(work: Work, repo: string): Promise<Did> {
  const { setup, dryRun, say } = work;
  const tell = telling(work, repo);
  const listed = await setup.hooks(repo);
  if (!listed.ok) return listed;
  const wanted = { ...work.wanted, events: neededEvents };
  const { ours, doubles, elsewhere } = findHooks(listed.value, wanted);
  for (const { id } of doubles) tell('double', { id });
  for (const { id, url } of elsewhere) tell('elsewhere', { id, url: inSentence(url) });
  if (!ours) {
    tell(dryRun ? 'would-create' : 'create', { url: wanted.url, mode: say(`hooks.modes.${wanted.mode}`) });
    if (dryRun) return ok(undefined);
    const made = await setup.createHook(repo, wanted);
    return made.ok ? tryHook(work, repo, made.value) : made;
  }
  const faults = faultsOf(ours, wanted);
  if (faults.length === 0) {
    tell('right', { id: ours.id });
    return ok(undefined);
  }
  const what = faults.map((fault) => say(`hooks.faults.${fault}`)).join(say('list'));
  tell(dryRun ? 'would-change' : 'change', { id: ours.id, what });
  if (dryRun) return ok(undefined);
  // Tags are told of where they were.
  const events = [...neededEvents, ...ours.events.filter((event) => !neededEvents.includes(event))];
  const changed = await setup.changeHook(repo, ours.id, { ...wanted, events });
  return changed.ok ? tryHook(work, repo, changed.value) : changed;
}

/** A right that is missing stops everything; a name that Gitee does not take is one label less. */
function isOnlyThisLabel({ kind, detail }: ForgeFailure): boolean {
  return kind === 'refused' && !detail.startsWith('403');
}

async function setLabels(work: Work, repo: string): Promise<Did> {
  const { setup, dryRun, say } = work;
  const tell = telling(work, repo);
  const present = await setup.labels(repo);
  if (!present.ok) return present;
  const missing = missingLabels(present.value);
  const made: string[] = [];
  for (const label of missing) {
    const done = dryRun ? ok(undefined) : await setup.createLabel(repo, label);
    if (done.ok) made.push(label.name);
    else if (isOnlyThisLabel(done.error)) {
      tell('label-refused', { label: label.name, detail: inSentence(done.error.detail) });
    } else return done;
  }
  if (made.length > 0) tell(dryRun ? 'would-label' : 'labelled', { labels: made.join(say('list')) });
  if (missing.length === 0) tell('labels-right');
  return ok(undefined);
}

/** Whether all went well. */
async function setUp(work: Work, { repo, role }: GiteeRepository): Promise<boolean> {
  const { io, say } = work;
  if (role !== 'admin') {
    io.err(`${repo}: ${say(`hooks.role-${role}`)}`);
    if (role === 'read') return false;
  }
  const steps = role === 'admin' ? [setHook, setLabels] : [setLabels];
  for (const step of steps) {
    const done = await step(work, repo);
    if (done.ok) continue;
    io.err(`${repo}: ${say('hooks.failed', { detail: inSentence(done.error.detail) })}`);
    return false;
  }
  return role === 'admin';
}

/** Whether all went well in all of these places. */
async function setUpPlaces(work: Work, places: Places): Promise<boolean> {
  const { setup, io, say } = work;
  const repositories = await findRepositories(setup, places);
  if (!repositories.ok) {
    io.err(`opencharter: ${say('hooks.failed', { detail: inSentence(repositories.error.detail) })}`);
    return false;
  }
  const { found, gone, empty } = repositories.value;
  for (const repo of gone) io.err(`${repo}: ${say('hooks.gone')}`);
  for (const owner of empty) io.err(`${owner}/*: ${say('hooks.empty')}`);
  let good = gone.length + empty.length === 0;
  for (const repository of found) good = (await setUp(work, repository)) && good;
  return good;
}

/** The exit code: 0 when everything is as it must be, or would be. `open`: its errors are lines for people. */
export async function hooksCommand(
  argument: string,
  open: () => Promise<Result<HooksSession, readonly string[]>>,
  io: CommandOutput,
  options: HooksOptions,
): Promise<0 | 1> {
  const { say } = options;
  function fail(...lines: readonly string[]): 1 {
    for (const line of lines) io.err(`opencharter: ${line}`);
    return 1;
  }
  const place = readPlace(argument, { all: true });
  if (!place.ok) return fail(place.error);
  const { forge, repo } = place.value;
  if (forge === 'github') {
    io.out(say('hooks.github'));
    return 0;
  }
  const session = await open();
  if (!session.ok) return fail(...session.error);
  const { wanted, places } = session.value;
  const named = placesNamed(places, repo);
  if (named.repos.length + named.owners.length === 0) return fail(say('hooks.not-ours', { repo }));
  if (isOnThisMachine(wanted.url)) io.err(say('hooks.local', { url: wanted.url }));
  return (await setUpPlaces({ ...options, ...session.value, io }, named)) ? 0 : 1;
}
