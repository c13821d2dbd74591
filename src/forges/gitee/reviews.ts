// Who has passed a pull request in Gitee's own review, and for which head.
import { z } from 'zod';
import { complete, type Review } from '../../contributions/facts.js';
import { ok } from '../../shared/result.js';
import { instant, type Instant } from '../../shared/time.js';
import type { Answer, ForgePulls } from '../forge.js';
import { accountOf } from './account.js';
import type { Client } from './client.js';
import { allPages, pageSize } from './pages.js';
import { pull as pullShape } from './schema.js';

const log = z.object({
  id: z.union([z.int(), z.string()]),
  user: z.object({ id: z.int() }).nullish(),
  action_type: z.string().nullish(),
  content: z.string().nullish(),
  created_at: z.iso.datetime({ offset: true }),
});
type Log = z.infer<typeof log>;

const committed = z.object({
  commit: z.object({ committer: z.object({ date: z.iso.datetime({ offset: true }) }) }),
});

type Kind = 'commits' | 'pass' | 'nothing' | 'unsure';

/**
 * Gitee describes nowhere what `action_type` may be, so its words are taken by what they are made of. What may bring commits in, or begins the log, goes
 * first, so that no words in the rest of an entry hide a push.
 */
const kinds: readonly (readonly [Kind, RegExp])[] = [
  ['commits', /push|source_branch|synchronize|commit|^(open|create|new)|提交|推送|更新了?代码|创建|新建/i],
  ['unsure', /un_?approve|cancel|reset|reject|取消|重置|驳回|拒绝/i],
  ['nothing', /comment|评论/i],
  ['pass', /approve|pass|(审查|评审|审核)(已)?通过|通过(了)?(代码)?(审查|评审|审核)/i],
];
/** By its `action_type` alone: that is Gitee's own word. */
const nothing = /label|assign|test|title|description|milestone|priority|^(close|reopen)d?$/i;

function kindOf({ action_type: type, content }: Log): Kind {
  const found = kinds.find(([, words]) => words.test(type ?? '') || words.test(content ?? ''));
  if (found) return found[0];
  return nothing.test(type ?? '') ? 'nothing' : 'unsure';
}

/**
 * When this person passed the pull request as it is now, by its log from the newest entry to the oldest: the pass comes after the last entry that brought
 * commits in, and there is none after it of which that is unsure. Null when the log does not tell.
 */
function passedAt(account: number, logs: readonly Log[]): Instant | null {
  const read = logs.map((one) => ({ one, kind: kindOf(one) }));
  const last = read.findIndex(({ kind }) => kind === 'commits' || kind === 'unsure');
  if (read[last]?.kind !== 'commits') return null;
  const pass = read.slice(0, last).find(({ one, kind }) => kind === 'pass' && one.user?.id === account);
  return pass ? instant(pass.one.created_at) : null;
}

/**
 * Gitee keeps no reviews, only who has passed: that may have been for commits that are no longer the head. So a pass is for the head of now only where the log
 * of operations shows it; where that cannot be told its `head` is empty, and it counts for no commit.
 */
export function createReviews(client: Client): ForgePulls['reviews'] {
  async function logsOf(repo: string, number: string): Answer<readonly Log[]> {
    const read = await allPages(
      (page) =>
        client.pageInRepo(repo, {
          route: 'GET /repos/{owner}/{repo}/pulls/{number}/operate_logs',
          params: { number, sort: 'desc', per_page: pageSize, page },
          shape: z.array(log),
        }),
      ({ id }) => id,
    );
    if (!read.ok) return read;
    return ok([...read.value].sort((a, b) => Date.parse(b.created_at) - Date.parse(a.created_at)));
  }

  return async ({ repo, number }) => {
    const me = await client.me();
    if (!me.ok) return me;
    const params = { number };
    const route = 'GET /repos/{owner}/{repo}/pulls/{number}';
    const pull = await client.inRepo(repo, { route, params, shape: pullShape });
    if (!pull.ok) return pull;
    const { assignees, head, created_at: opened } = pull.value;
    const passed = (assignees ?? []).filter(({ accept }) => accept === true);
    if (passed.length === 0) return ok(complete([]));
    const logs = await logsOf(repo, number);
    if (!logs.ok) return logs;
    const commit = await client.inRepo(repo, {
      route: 'GET /repos/{owner}/{repo}/commits/{sha}',
      params: { sha: head.sha },
      shape: committed,
    });
    if (!commit.ok) return commit;
    const recordedAt = instant(commit.value.commit.committer.date);
    return ok(
      complete(
        passed.map((one): Review => {
          const at = passedAt(one.id, logs.value);
          // A commit that says to be younger than the pass is one it was not given for, even if the log does not show the push.
          const isForHead = at !== null && recordedAt <= at;
          return {
            id: `${number}/${one.id}`,
            account: accountOf(one, me.value),
            state: 'approved',
            head: isForHead ? head.sha : '',
            tree: null,
            submittedAt: at ?? instant(opened),
          };
        }),
      ),
    );
  };
}
