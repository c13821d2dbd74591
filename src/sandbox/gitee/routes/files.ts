// Writing files: new branches, commits of one file, pull requests of them. Gitee describes no answer to what cannot be done; here it is 400, with a word.
import { z } from 'zod';
import { moveBranch, pushFiles } from '../../forge/changes/code.js';
import { openPull } from '../../forge/changes/pulls.js';
import { resolve } from '../../forge/lookup.js';
import { apart, blobSha, type Commit } from '../../forge/git.js';
import { isPull } from '../../forge/pull.js';
import { json, type Reply } from '../../forge/reply.js';
import type { Repository } from '../../forge/state.js';
import { forbidden, notFound, problem } from '../reply.js';
import { bodyOf, repositoryOf, type Route, type SignedRequest } from '../route.js';
import { entryJson, fullBranchJson, personJson } from '../shapes/commit.js';
import { pullJson } from '../shapes/pull.js';

const newBranch = z.object({ refs: z.string().min(1), branch_name: z.string().min(1) });
const person = z.object({ name: z.string().min(1), email: z.string().min(1) });
const fileContent = z.object({
  content: z.base64(),
  message: z.string().min(1),
  branch: z.string().optional(),
  sha: z.string().optional(),
  author: person.optional(),
  committer: person.optional(),
});
const newPull = z.object({
  title: z.string().min(1).max(255),
  head: z.string(),
  base: z.string(),
  body: z.string().optional(),
});

/** What Gitee tells of a commit that it has just made. */
function madeJson({ sha, author, committer, message, tree, parents }: Commit) {
  const people = { author: personJson(author), committer: personJson(committer) };
  return { sha, ...people, message, tree: { sha: tree }, parents: parents.map((parent) => ({ sha: parent.sha })) };
}

/** Puts a file on a branch: a new one, or in the place of what the caller knows to be there. */
function putFile(request: SignedRequest, repository: Repository): Reply {
  const put = bodyOf(request, fileContent);
  if (!put.ok) return put.error;
  const { content, message, sha, author, committer } = put.value;
  const branch = put.value.branch ?? repository.defaultBranch;
  const tip = repository.branches.get(branch);
  if (!tip) return notFound('Branch');
  if (repository.protects.has(branch)) return forbidden;
  const path = (request.params['path'] ?? '').replace(/^\/+|\/+$/g, '');
  const old = tip.files.get(path);
  const isNew = request.method === 'POST';
  if (isNew && old !== undefined) return problem(400, '文件已存在');
  if (!isNew && (old === undefined || blobSha(old) !== sha)) return problem(400, '文件的 sha 不匹配');
  const text = Buffer.from(content, 'base64').toString('utf8');
  const plan = { branch, message, edits: { [path]: text }, ...(author && { author }), ...(committer && { committer }) };
  const made = pushFiles(request.world, request.caller, repository, plan);
  const file = entryJson(request.world, { repository, ref: branch, path }, 'file', blobSha(text));
  return json({ content: file, commit: madeJson(made) }, isNew ? 201 : 200);
}

function open(request: SignedRequest, repository: Repository): Reply {
  const { world, gitee, caller } = request;
  const opening = bodyOf(request, newPull);
  if (!opening.ok) return opening.error;
  const { title, head, base, body: text = '' } = opening.value;
  const [tip, onto] = [repository.branches.get(head), repository.branches.get(base)];
  if (!tip || !onto) return notFound('Branch');
  if (apart(onto, tip).commits.length === 0) return problem(400, '源分支与目标分支没有差异');
  const same = [...repository.subjects.values()]
    .filter(isPull)
    .some(({ state, pull }) => state === 'open' && pull.headBranch === head && pull.baseBranch === base);
  if (same) return problem(400, '已存在相同源分支和目标分支的 Pull Request');
  const made = openPull(world, caller, repository, { title, body: text, branch: head, base, existing: true });
  return json(pullJson(world, gitee, made), 201);
}

function writing(
  method: 'POST' | 'PUT',
  template: string,
  handle: (request: SignedRequest, repository: Repository) => Reply,
): Route {
  return {
    method,
    template: `/repos/{owner}/{repo}/${template}`,
    as: 'account',
    handle: (request) => {
      const repository = repositoryOf(request, 'write');
      return repository.ok ? handle(request, repository.value) : repository.error;
    },
  };
}

export const fileRoutes: readonly Route[] = [
  writing('POST', 'branches', (request, repository) => {
    const made = bodyOf(request, newBranch);
    if (!made.ok) return made.error;
    const { refs, branch_name: name } = made.value;
    const commit = resolve(repository, refs);
    if (repository.branches.has(name)) return problem(400, '分支已存在');
    if (repository.protects.has(name)) return forbidden;
    if (!commit) return notFound('Branch');
    moveBranch(request.world, request.caller, repository, name, commit);
    return json(fullBranchJson(request.world, repository, name, commit), 201);
  }),
  writing('POST', 'contents/{path}', putFile),
  writing('PUT', 'contents/{path}', putFile),
  writing('POST', 'pulls', open),
];
