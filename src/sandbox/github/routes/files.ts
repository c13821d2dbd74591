// Writing files: new branches, commits of one file, pull requests of them. The app may do it where it may write contents.
import { z } from 'zod';
import { moveBranch, pushFiles } from '../../forge/changes/code.js';
import { editSubject } from '../../forge/changes/issues.js';
import { openPull } from '../../forge/changes/pulls.js';
import { apart, blobSha } from '../../forge/git.js';
import { isPull } from '../../forge/pull.js';
import { json, type Reply } from '../../forge/reply.js';
import type { Repository } from '../../forge/state.js';
import { invalid, notFound, problem } from '../reply.js';
import { actorOf, bodyOf, repositoryOf, subjectOf, writes, type ApiRequest, type Route } from '../route.js';
import { fileEntryJson, gitCommitJson } from '../shapes/commit.js';
import { refJson } from '../shapes/object.js';
import { pullJson } from '../shapes/pull.js';

const newRef = z.object({ ref: z.string().startsWith('refs/heads/'), sha: z.string() });
const fileContent = z.object({
  message: z.string().min(1),
  content: z.base64(),
  branch: z.string().optional(),
  sha: z.string().optional(),
});
const title = z.string().min(1).max(256);
const body = z.string().max(65_536, 'body is too long (maximum is 65536 characters)').nullish();
const newPull = z.object({ title, body, head: z.string(), base: z.string() });
const pullEdit = z.object({ title: title.optional(), body, state: z.enum(['open', 'closed']).optional() });

const protectedBranch = 'At least 1 approving review is required by reviewers with write access.';

/** Puts a file on a branch, in the place of what the caller knows to be there. */
function putFile(request: ApiRequest, repository: Repository): Reply {
  const put = bodyOf(request, fileContent);
  if (!put.ok) return put.error;
  const { message, content, sha } = put.value;
  const branch = put.value.branch ?? repository.defaultBranch;
  const tip = repository.branches.get(branch);
  if (!tip) return problem(404, `Branch ${branch} not found`);
  if (repository.protects.has(branch)) return problem(409, `Could not update file: ${protectedBranch}`);
  const path = (request.params['path'] ?? '').replace(/^\/+|\/+$/g, '');
  const old = tip.files.get(path);
  if (old !== undefined && sha === undefined) return problem(422, 'Invalid request.\n\n"sha" wasn\'t supplied.');
  if (sha !== undefined && (old === undefined || blobSha(old) !== sha)) {
    return problem(409, `${path} does not match ${sha}`);
  }
  const text = Buffer.from(content, 'base64').toString('utf8');
  const { world } = request;
  const made = pushFiles(world, actorOf(request), repository, {
    branch,
    message,
    edits: { [path]: text },
    onPages: true,
  });
  const file = fileEntryJson(world, { repository, ref: branch, path }, text);
  return json({ content: file, commit: gitCommitJson(world, repository, made) }, old === undefined ? 201 : 200);
}

function open(request: ApiRequest, repository: Repository): Reply {
  const opening = bodyOf(request, newPull);
  if (!opening.ok) return opening.error;
  const { head, base } = opening.value;
  const branch = head.replace(`${repository.owner.login}:`, '');
  const [tip, onto] = [repository.branches.get(branch), repository.branches.get(base)];
  if (!tip) return invalid({ resource: 'PullRequest', field: 'head', code: 'invalid' });
  if (!onto) return invalid({ resource: 'PullRequest', field: 'base', code: 'invalid' });
  const no = (message: string) => invalid({ resource: 'PullRequest', field: 'base', code: 'custom', message });
  if (apart(onto, tip).commits.length === 0) return no(`No commits between ${base} and ${branch}`);
  const same = [...repository.subjects.values()]
    .filter(isPull)
    .some(({ state, pull }) => state === 'open' && pull.headBranch === branch && pull.baseBranch === base);
  if (same) return no(`A pull request already exists for ${repository.owner.login}:${branch}.`);
  const content = {
    title: opening.value.title,
    body: opening.value.body ?? null,
    branch,
    base,
    existing: true,
    viaApp: true,
  };
  return json(pullJson(request.world, openPull(request.world, actorOf(request), repository, content)), 201);
}

function inRepository(
  method: 'POST' | 'PUT',
  rest: string,
  of: string,
  handle: (request: ApiRequest, repository: Repository) => Reply,
): Route {
  return {
    method,
    template: `/repos/{owner}/{repo}/${rest}`,
    as: 'installation',
    needs: writes(of),
    handle: (request) => {
      const repository = repositoryOf(request);
      return repository.ok ? handle(request, repository.value) : repository.error;
    },
  };
}

export const fileRoutes: readonly Route[] = [
  inRepository('POST', 'git/refs', 'contents', (request, repository) => {
    const made = bodyOf(request, newRef);
    if (!made.ok) return made.error;
    const { ref, sha } = made.value;
    const branch = ref.slice('refs/heads/'.length);
    const commit = repository.commits.get(sha);
    if (repository.branches.has(branch)) return problem(422, 'Reference already exists');
    if (repository.protects.has(branch)) return problem(422, 'Repository rule violations found');
    if (!commit) return problem(422, 'Object does not exist');
    moveBranch(request.world, actorOf(request), repository, branch, commit);
    return json(refJson(request.world, repository, `heads/${branch}`, commit), 201);
  }),
  inRepository('PUT', 'contents/{path}', 'contents', putFile),
  inRepository('POST', 'pulls', 'pull_requests', open),
  {
    method: 'PATCH',
    template: '/repos/{owner}/{repo}/pulls/{pull_number}',
    as: 'installation',
    needs: writes('pull_requests'),
    handle: (request) => {
      const subject = subjectOf(request, 'pull_number');
      if (!subject.ok) return subject.error;
      if (!isPull(subject.value)) return notFound();
      const edit = bodyOf(request, pullEdit);
      if (!edit.ok) return edit.error;
      editSubject(request.world, actorOf(request), subject.value, edit.value);
      return json(pullJson(request.world, subject.value));
    },
  },
];
