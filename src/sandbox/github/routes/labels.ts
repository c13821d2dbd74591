// Labels: of an issue or pull request, and of a repository.
import { z } from 'zod';
import { addLabels, createLabel, removeLabel } from '../../forge/changes/issues.js';
import { invalid, notFound, problem } from '../reply.js';
import { json } from '../../forge/reply.js';
import {
  actorOf,
  bodyOf,
  paged,
  reads,
  repositoryOf,
  subjectOf,
  writes,
  type ApiRequest,
  type Route,
} from '../route.js';
import { labelJson } from '../shapes/issue.js';
import type { Subject } from '../../forge/state.js';

const name = z.string().min(1).max(50, 'name is too long (maximum is 50 characters)');
const labelNames = z
  .union([z.object({ labels: z.array(name) }), z.array(name).transform((labels) => ({ labels }))])
  .transform(({ labels }) => labels);
const newLabel = z.object({
  name,
  color: z
    .string()
    .regex(/^[0-9a-f]{6}$/i)
    .optional(),
  description: z.string().max(100, 'description is too long (maximum is 100 characters)').nullable().optional(),
});

const read = reads('issues', 'pull_requests');
const write = writes('issues', 'pull_requests');

function shown({ world }: ApiRequest, { repository, labels }: Subject) {
  return labels.map((label) => labelJson(world, repository, label));
}

export const labelRoutes: readonly Route[] = [
  {
    method: 'GET',
    template: '/repos/{owner}/{repo}/issues/{issue_number}/labels',
    as: 'anybody',
    needs: read,
    handle: (request) => {
      const subject = subjectOf(request);
      return subject.ok ? paged(request, shown(request, subject.value), (label) => label) : subject.error;
    },
  },
  {
    method: 'POST',
    template: '/repos/{owner}/{repo}/issues/{issue_number}/labels',
    as: 'installation',
    needs: write,
    handle: (request) => {
      const subject = subjectOf(request);
      if (!subject.ok) return subject.error;
      const names = bodyOf(request, labelNames);
      if (!names.ok) return names.error;
      addLabels(request.world, actorOf(request), subject.value, names.value);
      return json(shown(request, subject.value));
    },
  },
  {
    method: 'DELETE',
    template: '/repos/{owner}/{repo}/issues/{issue_number}/labels/{name}',
    as: 'installation',
    needs: write,
    handle: (request) => {
      const subject = subjectOf(request);
      if (!subject.ok) return subject.error;
      const removed = removeLabel(request.world, actorOf(request), subject.value, request.params['name'] ?? '');
      return removed ? json(shown(request, subject.value)) : problem(404, 'Label does not exist');
    },
  },
  {
    method: 'GET',
    template: '/repos/{owner}/{repo}/labels',
    as: 'anybody',
    needs: read,
    handle: (request) => {
      const repository = repositoryOf(request);
      if (!repository.ok) return repository.error;
      const labels = [...repository.value.labels.values()];
      return paged(request, labels, (label) => labelJson(request.world, repository.value, label));
    },
  },
  {
    method: 'POST',
    template: '/repos/{owner}/{repo}/labels',
    as: 'installation',
    needs: write,
    handle: (request) => {
      const repository = repositoryOf(request);
      if (!repository.ok) return repository.error;
      const label = bodyOf(request, newLabel);
      if (!label.ok) return label.error;
      if (repository.value.labels.has(label.value.name.toLowerCase())) {
        return invalid({ resource: 'Label', code: 'already_exists', field: 'name' });
      }
      const { color = 'ededed', description = null } = label.value;
      const made = createLabel(request.world, repository.value, { name: label.value.name, color, description });
      return json(labelJson(request.world, repository.value, made), 201);
    },
  },
  {
    method: 'GET',
    template: '/repos/{owner}/{repo}/labels/{name}',
    as: 'anybody',
    needs: read,
    handle: (request) => {
      const repository = repositoryOf(request);
      if (!repository.ok) return repository.error;
      const label = repository.value.labels.get((request.params['name'] ?? '').toLowerCase());
      return label ? json(labelJson(request.world, repository.value, label)) : notFound();
    },
  },
];
