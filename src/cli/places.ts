// Where the charter's repositories are on a forge, and which of them a person names.
import type { ForgeId } from '../shared/refs.js';
import { err, ok, type Result } from '../shared/result.js';

/** What the charter names on one forge: repositories one by one (`owner/repo`), and owners with all of theirs. */
export interface Places {
  readonly repos: readonly string[];
  readonly owners: readonly string[];
}

/** A repository that a person names; `repo` may end in `/*`. */
export interface NamedPlace {
  readonly forge: ForgeId;
  readonly repo: string;
}

/** `patterns`: `repositories` of the charter. */
export function placesOn(forge: ForgeId, patterns: readonly string[]): Places {
  const here = patterns.filter((one) => one.startsWith(`${forge}:`)).map((one) => one.slice(forge.length + 1));
  return {
    repos: here.filter((one) => !one.endsWith('/*')),
    owners: here.filter((one) => one.endsWith('/*')).map((one) => one.slice(0, -2)),
  };
}

/** Whether two names of repositories or owners are the same: letter case does not matter. */
export function isSameName(a: string, b: string): boolean {
  return a.toLowerCase() === b.toLowerCase();
}

/** `owner` of `owner/repo`. */
export function ownerOf(repo: string): string {
  return repo.slice(0, repo.indexOf('/'));
}

/** Those of the places that are meant: one repository, or with `owner/*` all of an owner's. */
export function placesNamed({ repos, owners }: Places, repo: string): Places {
  const owner = ownerOf(repo);
  const whole = owners.filter((one) => isSameName(one, owner));
  if (repo.endsWith('/*')) return { repos: repos.filter((one) => isSameName(ownerOf(one), owner)), owners: whole };
  const isNamed = whole.length > 0 || repos.some((one) => isSameName(one, repo));
  return { repos: isNamed ? [repo] : [], owners: [] };
}

const forges: Readonly<Record<string, ForgeId>> = { github: 'github', gitee: 'gitee' };

/** Reads `gitee:OWNER/REPO`, with `all` also `gitee:OWNER/*`. The error is for people. */
export function readPlace(text: string, { all = false } = {}): Result<NamedPlace, string> {
  const [, name = '', repo = ''] = /^([a-z]+):([\w.-]+\/(?:[\w.-]+|\*))$/i.exec(text) ?? [];
  if (repo === '' || (repo.endsWith('/*') && !all)) {
    return err(`"${text}" is not of the form github:OWNER/REPO or gitee:OWNER/REPO`);
  }
  const forge = forges[name.toLowerCase()];
  return forge ? ok({ forge, repo }) : err(`"${name}" is no forge; the forges are github, gitee`);
}
