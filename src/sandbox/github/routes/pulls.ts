// Pull requests: list, get, their files, commits and reviews.
import { err, ok, type Result } from '../../../shared/result.js';
import { json, type Reply } from '../../forge/reply.js';
import { notFound } from '../reply.js';
import { paged, reads, repositoryOf, subjectOf, type ApiRequest, type Route } from '../route.js';
import { commitJson, fileChangeJson } from '../shapes/commit.js';
import { isPull, pullCommits, pullFiles, type PullSubject } from '../../forge/pull.js';
import { pullJson, pullListJson } from '../shapes/pull.js';
import { reviewJson } from '../shapes/review.js';
import { filtered } from '../../forge/listing.js';

const needs = reads('pull_requests');

/** What GitHub lists of a pull request at most; it counts the rest, too. */
const [mostCommits, mostFiles] = [250, 3000];

function pullOf(request: ApiRequest): Result<PullSubject, Reply> {
  const subject = subjectOf(request, 'pull_number');
  if (!subject.ok) return subject;
  return isPull(subject.value) ? ok(subject.value) : err(notFound());
}

/** Unlike issues, pull requests that are not sorted by creation come in ascending order unless asked otherwise. */
function directed(query: URLSearchParams): URLSearchParams {
  if ((query.get('sort') ?? 'created') === 'created' || query.has('direction')) return query;
  return new URLSearchParams([...query, ['direction', 'asc']]);
}

export const pullRoutes: readonly Route[] = [
  {
    method: 'GET',
    template: '/repos/{owner}/{repo}/pulls',
    as: 'anybody',
    needs,
    handle: (request) => {
      const repository = repositoryOf(request);
      if (!repository.ok) return repository.error;
      const [head, base] = [request.query.get('head'), request.query.get('base')];
      const pulls = filtered(repository.value.subjects.values(), directed(request.query)).filter(isPull);
      const found = pulls.filter(({ pull }) => {
        const label = `${pull.headRepository.owner.login}:${pull.headBranch}`;
        return (head === null || head === label) && (base === null || base === pull.baseBranch);
      });
      return paged(request, found, (subject) => pullListJson(request.world, subject));
    },
  },
  {
    method: 'GET',
    template: '/repos/{owner}/{repo}/pulls/{pull_number}',
    as: 'anybody',
    needs,
    handle: (request) => {
      const subject = pullOf(request);
      return subject.ok ? json(pullJson(request.world, subject.value)) : subject.error;
    },
  },
  {
    method: 'GET',
    template: '/repos/{owner}/{repo}/pulls/{pull_number}/files',
    as: 'anybody',
    needs,
    handle: (request) => {
      const subject = pullOf(request);
      if (!subject.ok) return subject.error;
      const { repository, pull } = subject.value;
      const shape = fileChangeJson.bind(null, request.world, repository, pull.head);
      return paged(request, pullFiles(pull).slice(0, mostFiles), shape);
    },
  },
  {
    method: 'GET',
    template: '/repos/{owner}/{repo}/pulls/{pull_number}/commits',
    as: 'anybody',
    needs,
    handle: (request) => {
      const subject = pullOf(request);
      if (!subject.ok) return subject.error;
      const { repository, pull } = subject.value;
      const commits = pullCommits(pull).slice(0, mostCommits);
      return paged(request, commits, (commit) => commitJson(request.world, repository, commit));
    },
  },
  {
    method: 'GET',
    template: '/repos/{owner}/{repo}/pulls/{pull_number}/reviews',
    as: 'anybody',
    needs,
    handle: (request) => {
      const subject = pullOf(request);
      if (!subject.ok) return subject.error;
      return paged(request, subject.value.pull.reviews, (one) => reviewJson(request.world, subject.value, one));
    },
  },
  {
    method: 'GET',
    template: '/repos/{owner}/{repo}/pulls/{pull_number}/reviews/{review_id}',
    as: 'anybody',
    needs,
    handle: (request) => {
      const subject = pullOf(request);
      if (!subject.ok) return subject.error;
      const review = subject.value.pull.reviews.find(({ id }) => id === Number(request.params['review_id']));
      return review ? json(reviewJson(request.world, subject.value, review)) : notFound();
    },
  },
];
