// What is said in an issue or pull request, and what the app does there in answer: for tests that expect exactly these calls, in this order.
import { z } from 'zod';
import type { Call } from '../../src/sandbox/forge/calls.js';
import { until, type TestWorld } from './app.js';

const commentSchema = z.object({ body: z.string() });
const labelsSchema = z.object({ labels: z.array(z.string()) });
const reactionSchema = z.object({ content: z.string() });
const checkSchema = z.object({ status: z.string(), conclusion: z.string().optional() });

/** The key in the marker of a comment of ours, such as `motion M-2026-0001 github:owner/repo#1`. */
function keyIn(requestBody: unknown): string {
  const { body } = commentSchema.parse(requestBody);
  const written = /<!-- opencharter:(\S+) -->\s*$/.exec(body)?.[1];
  return written === undefined ? `a comment without a marker: ${body}` : decodeURIComponent(written);
}

/** A call in a few words. A reaction names the comment it is on by `nameOf` its id. */
function inWords({ method, template, path, requestBody }: Call, nameOf: (commentId: number) => string): string {
  const [owner = '', last = ''] = path.split('/').slice(-2);
  switch (`${method} ${template ?? path}`) {
    case 'POST /repos/{owner}/{repo}/issues/comments/{comment_id}/reactions':
      return `${reactionSchema.parse(requestBody).content} on ${nameOf(Number(owner))}`;
    case 'POST /repos/{owner}/{repo}/issues/{issue_number}/comments':
      return `write ${keyIn(requestBody)}`;
    case 'PATCH /repos/{owner}/{repo}/issues/comments/{comment_id}':
      return `edit ${keyIn(requestBody)}`;
    case 'POST /repos/{owner}/{repo}/issues/{issue_number}/labels':
      return `label ${labelsSchema.parse(requestBody).labels.join()}`;
    case 'DELETE /repos/{owner}/{repo}/issues/{issue_number}/labels/{name}':
      return `unlabel ${decodeURIComponent(last)}`;
    case 'POST /repos/{owner}/{repo}/check-runs':
    case 'PATCH /repos/{owner}/{repo}/check-runs/{check_run_id}': {
      const { status, conclusion } = checkSchema.parse(requestBody);
      return `check ${conclusion ?? status}`;
    }
    default:
      return `${method} ${path}`;
  }
}

/** One issue or pull request. */
export interface Conversation {
  /** Comments, waits until the app has done what it will, and answers the comment's id. */
  readonly say: (login: string, body: string, options?: { readonly viaApp?: boolean }) => Promise<number>;
  /** Comments; answers the comment's id. */
  readonly write: (login: string, body: string) => number;
  /**
   * Every call since the conversation began. The edits of the motion comment are left out: they come at most every ten seconds of
   * the machine's time, so how many there are depends on the machine.
   */
  readonly calls: () => readonly string[];
  /** The body of our comment whose key starts so. Throws when there is not exactly one. */
  readonly bot: (key: string) => string;
  /** Waits until the forge shows everything. */
  readonly shown: () => Promise<void>;
}

/** Begins one in `repo`, number `n`. */
export function conversation({ github, settle, app }: TestWorld, repo: string, n: number): Conversation {
  const names = new Map<number, string>();
  const mark = github.calls.mark();
  const post: (...args: Parameters<Conversation['say']>) => number = (login, body, options) => {
    const { id } = github.as(login).comment(repo, n, body, options);
    names.set(id, `${login}: ${body.split('\n').at(-1) ?? ''}`);
    return id;
  };
  return {
    say: async (...args) => {
      const id = post(...args);
      await settle();
      return id;
    },
    write: post,
    calls: () =>
      github.calls
        .since(mark)
        .map((call) => inWords(call, (id) => names.get(id) ?? String(id)))
        .filter((call) => !call.startsWith('edit motion ')),
    bot: (key) => {
      const marker = `<!-- opencharter:${key.replaceAll(' ', '%20')}`;
      const [found, ...more] = github.comments(repo, n).filter(({ body }) => body.includes(marker));
      if (!found || more.length > 0)
        throw new Error(`${String(found ? more.length + 1 : 0)} comments start with ${key}`);
      return found.body;
    },
    shown: async () => {
      await settle();
      await until('all effects are done', async () => (await app.stores.effects.counts()).pending === 0);
    },
  };
}
