// What `opencharter doctor` finds on GitHub: the app's key, its rights, its webhook, where it is installed.
import type { Answer } from '../forges/answer.js';
import type { GitHubApp, GitHubHook, GitHubInstallation, GitHubRights, GitHubSetup } from '../forges/setup.js';
import { inSentence } from '../shared/text.js';
import { clockFindings, proxyFindings, type ForgeAccess } from './doctor-forge.js';
import { failed, good, isUnauthorized, mend, warning, type Finding } from './doctor-finding.js';
import { isSameName, ownerOf, type Places } from './places.js';

export interface GitHubAccess extends ForgeAccess {
  readonly name: 'GitHub';
  readonly setup: GitHubSetup;
  /** Where its webhooks are to go. */
  readonly hookUrl: string;
  /** What the app needs: app.yml. */
  readonly needs: GitHubRights;
}

const levels: Readonly<Record<string, number>> = { read: 1, write: 2, admin: 3 };

/** Each permission and event that is needed and not given: `checks: write`. */
function missingRights(needs: GitHubRights, given: GitHubRights): readonly string[] {
  const permissions = Object.entries(needs.permissions).filter(
    ([name, level]) => (levels[given.permissions[name] ?? ''] ?? 0) < (levels[level] ?? 0),
  );
  const events = needs.events.filter((event) => !given.events.includes(event));
  return [...permissions.map(([name, level]) => `${name}: ${level}`), ...events];
}

function hookFindings({ url, isJson, hasSecret, verifies }: GitHubHook, wanted: string): readonly Finding[] {
  const faults = [
    ...(url === wanted ? [] : [mend('github.hook-url', { url: inSentence(url ?? '-'), wanted })]),
    ...(isJson ? [] : [mend('github.hook-form')]),
    ...(hasSecret ? [] : [mend('github.hook-secret')]),
    ...(verifies ? [] : [warning('github.hook-unverified')]),
  ];
  return faults.length === 0 ? [good('github.hook', { url: wanted })] : faults;
}

async function hooks({ setup, hookUrl }: GitHubAccess): Promise<readonly Finding[]> {
  const hook = await setup.hook();
  if (hook.ok) return hookFindings(hook.value, hookUrl);
  return [hook.error.kind === 'gone' ? mend('github.hook-none', { wanted: hookUrl }) : failed('GitHub', hook.error)];
}

function installationFindings(
  { needs }: GitHubAccess,
  { owner, page, suspended, ...given }: GitHubInstallation,
): Finding {
  if (suspended) return mend('github.suspended', { owner, page });
  const missing = missingRights(needs, given);
  if (missing.length > 0) return mend('github.not-accepted', { owner, page, missing: missing.join(', ') });
  return good('github.installed', { owner });
}

async function placesFindings(access: GitHubAccess, app: GitHubApp, places: Places): Promise<readonly Finding[]> {
  const installations = await access.setup.installations();
  if (!installations.ok) return [failed('GitHub', installations.error)];
  const owners = new Map([...places.owners, ...places.repos.map(ownerOf)].map((one) => [one.toLowerCase(), one]));
  const findings: Finding[] = [];
  for (const owner of owners.values()) {
    const found = installations.value.find((one) => isSameName(one.owner, owner));
    if (!found) findings.push(mend('github.not-installed', { owner, page: `${app.page}/installations/new` }));
    else findings.push(installationFindings(access, found));
    if (!found) continue;
    for (const repo of places.repos.filter((one) => isSameName(ownerOf(one), owner))) {
      const installed = await access.setup.isInstalledOn(repo);
      if (!installed.ok) findings.push(failed('GitHub', installed.error));
      else if (!installed.value) findings.push(mend('github.not-chosen', { repo, page: found.page }));
    }
  }
  return findings;
}

/** The app, or why it cannot be asked for. A private key that signs nothing is thrown on the way. */
async function asked(setup: GitHubSetup): Promise<Awaited<Answer<GitHubApp>> | Finding> {
  try {
    return await setup.app();
  } catch (error) {
    return mend('github.key-unusable', { detail: inSentence(error instanceof Error ? error.message : String(error)) });
  }
}

/** `places`: null when no charter could be read. */
export async function githubFindings(
  access: GitHubAccess,
  places: Places | null,
  proxyFault: (proxy: string) => Promise<string | null>,
): Promise<readonly Finding[]> {
  const onProxy = await proxyFindings(access, proxyFault);
  if (onProxy.some(({ level }) => level === 'mend')) return onProxy;
  const app = await asked(access.setup);
  if ('level' in app) return [...onProxy, app];
  const onClock = clockFindings(access, access.setup.skewMs());
  if (!app.ok) {
    const { error } = app;
    const isUnknown = isUnauthorized(error) || error.kind === 'gone';
    const detail = inSentence(error.detail);
    return [...onProxy, isUnknown ? mend('github.app-refused', { detail }) : failed('GitHub', error), ...onClock];
  }
  const { slug } = app.value;
  const missing = missingRights(access.needs, app.value).join(', ');
  return [
    ...onProxy,
    good('github.app', { slug }),
    ...onClock,
    missing === '' ? good('github.rights') : mend('github.rights-missing', { missing }),
    ...(await hooks(access)),
    ...(places ? await placesFindings(access, app.value, places) : []),
  ];
}
