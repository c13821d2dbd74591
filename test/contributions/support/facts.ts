// A contribution in which all is well, to be spoilt one fact at a time.
import {
  complete,
  type Commit,
  type Facts,
  type Parts,
  type PullRequest,
  type Signature,
} from '../../../src/contributions/facts.js';
import type { Account } from '../../../src/shared/refs.js';

export function account(id: number, login: string, more: Partial<Account> = {}): Account {
  return { forge: 'github', id, login, bot: false, ...more };
}

export const mei = account(1001, 'lin-mei');
export const bo = account(1002, 'wang-bo');

export function signature(name: string, email: string, of: Account | null = null): Signature {
  return { name, email, account: of };
}

export const linMei = signature('Lin Mei', 'mei@example.org', mei);
export const wangBo = signature('Wang Bo', 'bo@example.com', bo);

/** A full commit id that begins with the digits given. */
export function sha(start: string): string {
  return start.padEnd(40, '0');
}

/** A commit by Lin Mei, signed off, on top of its base. */
export function commit(more: Partial<Commit> = {}): Commit {
  return {
    sha: sha('c1'),
    parents: [sha('ba5e')],
    author: linMei,
    committer: more.author ?? linMei,
    message: 'feat: load a model\n\nSigned-off-by: Lin Mei <mei@example.org>\n',
    verified: false,
    ...more,
  };
}

export type PartsGiven = { readonly [Name in keyof Parts]?: Parts[Name] };

/** Facts with these parts complete, the others complete and empty, and the pull request as given. */
export function facts(parts: PartsGiven = {}, pull: Partial<PullRequest> = {}): Facts {
  return {
    subject: { forge: 'github', repo: 'openclaw/models', number: '12' },
    pull: {
      title: 'feat: load a model',
      body: 'Loads it.',
      draft: false,
      state: 'open',
      author: mei,
      base: { branch: 'main', sha: sha('ba5e') },
      head: { sha: sha('c1'), tree: sha('7ee1') },
      labels: [],
      createdAt: '2026-11-20T09:00:00.000Z',
      ...pull,
    },
    commits: complete(parts.commits ?? [commit()]),
    files: complete(parts.files ?? []),
    reviews: complete(parts.reviews ?? []),
    approvals: complete(parts.approvals ?? []),
    baseFiles: complete(parts.baseFiles ?? new Map()),
    headFiles: complete(parts.headFiles ?? new Map()),
    motions: complete(parts.motions ?? []),
    accounts: complete(parts.accounts ?? new Map()),
    queue: complete(parts.queue ?? null),
  };
}
