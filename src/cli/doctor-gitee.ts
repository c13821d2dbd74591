// What `opencharter doctor` finds on Gitee: the token, the account's right in each repository, hooks, labels.
import type { GiteeHook, GiteeHookSettings, GiteeRepository, GiteeSetup } from '../forges/setup.js';
import { inSentence } from '../shared/text.js';
import { clockFindings, proxyFindings, type ForgeAccess } from './doctor-forge.js';
import { failed, good, isUnauthorized, mend, warning, type Finding } from './doctor-finding.js';
import { findRepositories } from './gitee-repositories.js';
import { faultsOf, findHooks, isOnThisMachine, missingEvents, missingLabels, neededEvents } from './hooks-compare.js';
import type { Places } from './places.js';

export interface GiteeAccess extends ForgeAccess {
  readonly name: 'Gitee';
  readonly setup: GiteeSetup;
  readonly wanted: Omit<GiteeHookSettings, 'events'>;
}

type Wanted = GiteeAccess['wanted'];

function lastFindings(repo: string, { id, lastCode, lastText }: GiteeHook): readonly Finding[] {
  if (lastCode === null && lastText === null) return [warning('gitee.hook-untried', { repo, id })];
  if (lastCode === null) {
    return [mend('gitee.hook-unanswered', { repo, id, detail: inSentence((lastText ?? '').slice(0, 120)) })];
  }
  if (lastCode === 401) return [mend('gitee.hook-refused', { repo, id })];
  return lastCode < 300 ? [] : [mend('gitee.hook-failing', { repo, id, code: lastCode })];
}

/** Where nobody can reach us, polling is meant to do without hooks. */
function missingHook(repo: string, { url }: Wanted): Finding {
  return isOnThisMachine(url)
    ? warning('gitee.hook-unreachable', { repo, url })
    : mend('gitee.hook-missing', { repo, url });
}

function hookFindings(repo: string, hooks: readonly GiteeHook[], wanted: Wanted): readonly Finding[] {
  const { ours, doubles, elsewhere } = findHooks(hooks, { ...wanted, events: neededEvents });
  const others = [
    ...doubles.map(({ id }) => warning('gitee.hook-double', { repo, id })),
    ...elsewhere.map(({ id, url }) => warning('gitee.hook-elsewhere', { repo, id, url: inSentence(url) })),
  ];
  if (!ours) return [missingHook(repo, wanted), ...others];
  const { id } = ours;
  const faults = faultsOf(ours, { ...wanted, events: neededEvents });
  const wrong = faults.flatMap((fault): readonly Finding[] => {
    if (fault === 'refused') return [];
    const events = missingEvents(ours).join(', ');
    return [mend(`gitee.hook-${fault}`, { repo, id, events, url: inSentence(ours.url), mode: wanted.mode })];
  });
  const found = [...wrong, ...lastFindings(repo, ours)];
  return [...(found.length === 0 ? [good('gitee.hook', { repo, id })] : found), ...others];
}

async function repositoryFindings(
  { setup, wanted }: GiteeAccess,
  { repo, role }: GiteeRepository,
): Promise<readonly Finding[]> {
  if (role === 'read') return [mend('gitee.role-read', { repo })];
  const labels = await setup.labels(repo);
  if (!labels.ok) return [failed('Gitee', labels.error)];
  const missing = missingLabels(labels.value).map(({ name }) => name);
  const onLabels = missing.length === 0 ? [] : [warning('gitee.labels-missing', { repo, labels: missing.join(', ') })];
  if (role === 'write') return [warning('gitee.role-write', { repo }), ...onLabels];
  const hooks = await setup.hooks(repo);
  const onHooks = hooks.ok ? hookFindings(repo, hooks.value, wanted) : [failed('Gitee', hooks.error)];
  return [good('gitee.role-admin', { repo }), ...onHooks, ...onLabels];
}

async function placesFindings(access: GiteeAccess, places: Places): Promise<readonly Finding[]> {
  const repositories = await findRepositories(access.setup, places);
  if (!repositories.ok) return [failed('Gitee', repositories.error)];
  const { found, gone, empty } = repositories.value;
  const findings: Finding[] = [
    ...gone.map((repo) => mend('gitee.repository-gone', { repo })),
    ...empty.map((owner) => warning('gitee.owner-empty', { owner })),
  ];
  for (const repository of found) findings.push(...(await repositoryFindings(access, repository)));
  return findings;
}

/** `places`: null when no charter could be read. */
export async function giteeFindings(
  access: GiteeAccess,
  places: Places | null,
  proxyFault: (proxy: string) => Promise<string | null>,
): Promise<readonly Finding[]> {
  const onProxy = await proxyFindings(access, proxyFault);
  if (onProxy.some(({ level }) => level === 'mend')) return onProxy;
  const account = await access.setup.account();
  const onClock = clockFindings(access, access.setup.skewMs());
  if (!account.ok) {
    const { error } = account;
    return [...onProxy, isUnauthorized(error) ? mend('gitee.token-refused') : failed('Gitee', error), ...onClock];
  }
  const { id, login } = account.value;
  const findings = [...onProxy, good('gitee.account', { id, login: inSentence(login) }), ...onClock];
  const { url, mode } = access.wanted;
  if (mode === 'password' && url.startsWith('http:')) findings.push(warning('gitee.password-in-clear'));
  return [...findings, ...(places ? await placesFindings(access, places) : [])];
}
