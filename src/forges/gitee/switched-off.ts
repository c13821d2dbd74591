// Lists that need not be there: issues and pull requests can be switched off in a repository that is.
import type { Log } from '../../shared/log.js';
import { err, ok } from '../../shared/result.js';
import type { Client } from './client.js';
import type { Source } from './merged.js';
import { repository } from './schema.js';

type Switch = 'has_issues' | 'pull_requests_enabled';

/** A list of a repository in which what it lists may be switched off. */
export type Switched = <T>(repo: string, by: Switch, source: Source<T>) => Source<T>;

/**
 * A list that Gitee says is not there is empty where the repository is there and says that it is switched off, and `gone` only where the repository is. Anything else
 * is a contradiction, of which nothing is believed.
 */
export function createSwitched(client: Client, log: Log): Switched {
  const noted = new Set<string>();
  return (repo, by, source) =>
    async (...asked) => {
      const read = await source(...asked);
      const name = `${repo} ${by}`.toLowerCase();
      if (read.ok) noted.delete(name);
      if (read.ok || read.error.kind !== 'gone') return read;
      const there = await client.inRepo(repo, { route: 'GET /repos/{owner}/{repo}', shape: repository });
      if (!there.ok) return there;
      const { full_name: now, [by]: on } = there.value;
      if (now.toLowerCase() !== repo.toLowerCase()) return err({ kind: 'gone', detail: `${repo} is now ${now}` });
      if (on !== false) return err({ kind: 'unavailable', detail: `${repo} is there, and a list of it is not` });
      if (!noted.has(name)) log.warn({ repo }, `${by} is false: what it switches off is not looked for`);
      noted.add(name);
      return ok({ items: [], unread: [], more: false, left: 0 });
    };
}
