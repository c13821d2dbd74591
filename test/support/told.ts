// What was done on a GitHub, in words short enough to list: for tests that expect exactly these calls, in this order.
import { z } from 'zod';
import type { Call } from '../../src/sandbox/github/calls.js';

const commentSchema = z.object({ body: z.string() });
const labelsSchema = z.object({ labels: z.array(z.string()) });
const checkSchema = z.object({
  head_sha: z.string().optional(),
  status: z.string(),
  conclusion: z.string().optional(),
});

/** The key in the marker of a comment of ours: `motion M-2026-0001 github:owner/repo#1`. */
function keyIn(body: string): string {
  const written = /<!-- opencharter:(\S+) -->\s*$/.exec(body)?.[1];
  return written === undefined ? `a comment without a marker: ${body}` : decodeURIComponent(written);
}

/** A call in words. A reaction names the comment it is on by `nameOf` its id. */
export function told(call: Call, nameOf: (commentId: number) => string): string {
  const { method, template, path, requestBody } = call;
  const last = decodeURIComponent(path.split('/').at(-1) ?? '');
  switch (`${method} ${template ?? path}`) {
    case 'POST /repos/{owner}/{repo}/issues/comments/{comment_id}/reactions': {
      const { content } = z.object({ content: z.string() }).parse(requestBody);
      return `${content} on ${nameOf(Number(path.split('/').at(-2)))}`;
    }
    case 'POST /repos/{owner}/{repo}/issues/{issue_number}/reactions':
      return `${z.object({ content: z.string() }).parse(requestBody).content} on the text of #${path.split('/').at(-2) ?? ''}`;
    case 'POST /repos/{owner}/{repo}/issues/{issue_number}/comments':
      return `write ${keyIn(commentSchema.parse(requestBody).body)}`;
    case 'PATCH /repos/{owner}/{repo}/issues/comments/{comment_id}':
      return `edit ${keyIn(commentSchema.parse(requestBody).body)}`;
    case 'POST /repos/{owner}/{repo}/issues/{issue_number}/labels':
      return `label ${labelsSchema.parse(requestBody).labels.join()}`;
    case 'DELETE /repos/{owner}/{repo}/issues/{issue_number}/labels/{name}':
      return `unlabel ${last}`;
    case 'POST /repos/{owner}/{repo}/check-runs':
    case 'PATCH /repos/{owner}/{repo}/check-runs/{check_run_id}': {
      const { status, conclusion } = checkSchema.parse(requestBody);
      return `check ${conclusion ?? status}`;
    }
    default:
      return `${method} ${path}`;
  }
}
