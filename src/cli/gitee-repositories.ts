// The charter's repositories on Gitee, with what our account may do in each.
import type { Answer } from '../forges/answer.js';
import type { GiteeRepository, GiteeSetup } from '../forges/setup.js';
import { ok } from '../shared/result.js';
import { isSameName, ownerOf, type Places } from './places.js';

export interface FoundRepositories {
  readonly found: readonly GiteeRepository[];
  /** Named, but not there for our account. */
  readonly gone: readonly string[];
  /** Owners all of whose repositories are meant, and of whose our account was let into none. */
  readonly empty: readonly string[];
}

/** One call for each hundred repositories of our account, and one for each that is named and not among them. */
export async function findRepositories(
  setup: Pick<GiteeSetup, 'repositories' | 'repository'>,
  { repos, owners }: Places,
): Answer<FoundRepositories> {
  const listed = await setup.repositories();
  if (!listed.ok) return listed;
  const ofOwners = listed.value.filter(({ repo }) => owners.some((owner) => isSameName(owner, ownerOf(repo))));
  const found = new Map(ofOwners.map((one) => [one.repo.toLowerCase(), one]));
  const gone: string[] = [];
  for (const name of repos) {
    if (found.has(name.toLowerCase())) continue;
    const mine = listed.value.find(({ repo }) => isSameName(repo, name));
    const read = mine ? ok(mine) : await setup.repository(name);
    if (read.ok) found.set(read.value.repo.toLowerCase(), read.value);
    else if (read.error.kind === 'gone') gone.push(name);
    else return read;
  }
  const empty = owners.filter((owner) => !ofOwners.some(({ repo }) => isSameName(owner, ownerOf(repo))));
  return ok({ found: [...found.values()], gone, empty });
}
