// Which repositories a sweep looks at: those where it knows of open pull requests, and from time to time all of them.
import type { AdoptedCharter } from '../charter/adopted.js';
import { isFoundationRepository } from '../charter/repositories.js';
import type { ContributionStore } from '../evaluation/store.js';
import type { Answer, ForgeFailure } from '../forges/answer.js';
import type { Forge } from '../forges/forge.js';
import type { MirrorReader } from '../mirror/store.js';
import { ok } from '../shared/result.js';

export interface RepositorySources {
  readonly contributions: Pick<ContributionStore, 'repositories'>;
  readonly mirror: Pick<MirrorReader, 'repositories' | 'subjects'>;
}

const one = { page: 1, perPage: 1 };

/** Those that the mirror shows with an open pull request. */
async function mirrored({ mirror }: RepositorySources, forge: Forge['id']): Promise<readonly string[]> {
  const known = (await mirror.repositories()).filter((repository) => repository.forge === forge);
  const open = known.map(async ({ repo }) => {
    const { total } = await mirror.subjects({ forge, repo, state: 'open', isPull: true }, one);
    return total > 0 ? [repo] : [];
  });
  return (await Promise.all(open)).flat();
}

/** Those that the charter names one by one. */
export function namedRepositories({ charter }: AdoptedCharter, forge: Forge['id']): readonly string[] {
  const prefix = `${forge}:`;
  return charter.repositories
    .filter((pattern) => pattern.startsWith(prefix) && !pattern.endsWith('/*'))
    .map((pattern) => pattern.slice(prefix.length));
}

/** Each of the names once, whatever their letter case. */
export function distinctNames(names: readonly string[]): readonly string[] {
  return [...new Map(names.map((name) => [name.toLowerCase(), name])).values()];
}

/** What earlier sweeps found. */
export interface FoundBefore {
  /** Repositories whose list could not be read. */
  readonly failed: ReadonlySet<string>;
  /** Repositories that had no open pull request, in lower case. */
  readonly quiet: ReadonlySet<string>;
}

/** Where open pull requests are known or likely, without asking the forge. */
async function likelyRepositories(
  sources: RepositorySources,
  adopted: AdoptedCharter,
  forge: Forge['id'],
  { failed, quiet }: FoundBefore,
): Promise<readonly string[]> {
  const likely = [...(await mirrored(sources, forge)), ...namedRepositories(adopted, forge)];
  const kept = await sources.contributions.repositories(forge);
  return [...failed, ...kept, ...likely.filter((repo) => !quiet.has(repo.toLowerCase()))];
}

/** Those that the app is installed on and that may have anything open. */
async function installedRepositories(forge: Forge): Answer<readonly string[]> {
  const found = await forge.repositories();
  return found.ok ? ok(found.value.filter(({ open }) => open !== 0).map(({ repo }) => repo)) : found;
}

/** The foundation's repositories to look at. `failure`: why not everywhere, although it was asked for. */
export async function repositoriesToSweep(
  sources: RepositorySources,
  adopted: AdoptedCharter,
  forge: Forge,
  before: FoundBefore,
  everywhere: boolean,
): Promise<{ readonly repositories: readonly string[]; readonly failure: ForgeFailure | null }> {
  const likely = await likelyRepositories(sources, adopted, forge.id, before);
  const installed = everywhere ? await installedRepositories(forge) : ok([]);
  const all = distinctNames([...likely, ...(installed.ok ? installed.value : [])]);
  const repositories = all.filter((repo) => isFoundationRepository(adopted.charter, forge.id, repo));
  return { repositories, failure: installed.ok ? null : installed.error };
}
