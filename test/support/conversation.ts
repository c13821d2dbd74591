// What is said in an issue or pull request, and what the app does there in answer: for tests that expect exactly these calls, in this order.
import { z } from 'zod';
import type { Call } from '../../src/sandbox/forge/calls.js';
import type { Comment } from '../../src/sandbox/forge/state.js';
import type { Ref } from '../../src/sandbox/gitee/ident.js';
import type { ForgeId } from '../../src/shared/refs.js';
import { until, type World } from './app.js';

const commentSchema = z.object({ body: z.string() });
/** Gitee takes them as a bare list. */
const labelsSchema = z.union([
  z.object({ labels: z.array(z.string()) }).transform(({ labels }) => labels),
  z.array(z.string()),
]);
const reactionSchema = z.object({ content: z.string() });
const checkSchema = z.object({ status: z.string(), conclusion: z.string().optional() });

/** The key in the marker of a comment of ours, such as `motion M-2026-0001 github:owner/repo#1`. */
function keyIn(requestBody: unknown): string {
  const { body } = commentSchema.parse(requestBody);
  const written = /<!-- opencharter:(\S+) -->\s*$/.exec(body)?.[1];
  return written === undefined ? `a comment without a marker: ${body}` : decodeURIComponent(written);
}

/** What is called by the end of its template: the forges differ before that. */
const deeds: readonly (readonly [RegExp, (call: Call, nameOf: (commentId: number) => string) => string])[] = [
  [
    /^POST .*\/reactions$/,
    ({ path, requestBody }, nameOf) =>
      `${reactionSchema.parse(requestBody).content} on ${nameOf(Number(path.split('/').at(-2)))}`,
  ],
  [/^POST .*\/comments$/, ({ requestBody }) => `write ${keyIn(requestBody)}`],
  [/^PATCH .*\/comments\/\{\w+\}$/, ({ requestBody }) => `edit ${keyIn(requestBody)}`],
  [/^POST .*\/labels$/, ({ requestBody }) => `label ${labelsSchema.parse(requestBody).join()}`],
  [/^DELETE .*\/labels\/\{name\}$/, ({ path }) => `unlabel ${decodeURIComponent(path.split('/').at(-1) ?? '')}`],
  [
    /^(POST|PATCH) .*\/check-runs(\/\{\w+\})?$/,
    ({ requestBody }) => {
      const { status, conclusion } = checkSchema.parse(requestBody);
      return `check ${conclusion ?? status}`;
    },
  ],
];

/** A call in a few words. A reaction names the comment it is on by `nameOf` its id. */
function inWords(call: Call, nameOf: (commentId: number) => string): string {
  const { method, template, path } = call;
  const deed = deeds.find(([pattern]) => pattern.test(`${method} ${template ?? path}`));
  return deed ? deed[1](call, nameOf) : `${method} ${path}`;
}

/** Those of GitHub's calls that are made on a forge: Gitee has no reactions, and what is read there is not told by `calls`. */
export function callsOn(on: ForgeId, calls: readonly string[]): readonly string[] {
  return on === 'github' ? calls : calls.filter((call) => !/^(eyes on|GET) /.test(call));
}

/** One issue or pull request. */
export interface Conversation {
  /** Comments, and waits until the app has done what it will. */
  readonly say: (login: string, body: string, options?: { readonly viaApp?: boolean }) => Promise<Comment>;
  readonly write: (login: string, body: string) => Comment;
  /**
   * Every call since the conversation began; on Gitee, where each delivery is read back and lists are polled, only what is written. The edits of the motion
   * comment are left out: they come at most every ten seconds of the machine's time, so how many there are depends on the machine.
   */
  readonly calls: () => readonly string[];
  /** The body of our comment whose key starts so. Throws when there is not exactly one. */
  readonly bot: (key: string) => string;
  /** Waits until the forge shows everything. */
  readonly shown: () => Promise<void>;
}

/** Begins one in `repo`, number `n`. */
export function conversation({ forge, settle, app }: World, repo: string, n: Ref): Conversation {
  const names = new Map<number, string>();
  const mark = forge.calls.mark();
  const post: (...args: Parameters<Conversation['say']>) => Comment = (login, body, options) => {
    const comment = forge.as(login).comment(repo, n, body, options);
    names.set(comment.id, `${login}: ${body.split('\n').at(-1) ?? ''}`);
    return comment;
  };
  return {
    say: async (...args) => {
      const comment = post(...args);
      await settle();
      return comment;
    },
    write: post,
    calls: () =>
      forge.calls
        .since(mark)
        .filter(({ method }) => forge.id === 'github' || method !== 'GET')
        .map((call) => inWords(call, (id) => names.get(id) ?? String(id)))
        .filter((call) => !call.startsWith('edit motion ')),
    bot: (key) => {
      const marker = `<!-- opencharter:${key.replaceAll(' ', '%20')}`;
      const [found, ...more] = forge.comments(repo, n).filter(({ body }) => body.includes(marker));
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
