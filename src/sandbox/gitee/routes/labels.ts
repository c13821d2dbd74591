// Labels: of issues, of pull requests, of a repository.
import { z } from 'zod';
import type { Result } from '../../../shared/result.js';
import { addLabels, createLabel, removeLabel, setLabels } from '../../forge/changes/issues.js';
import { json, type Reply } from '../../forge/reply.js';
import type { Repository, Subject } from '../../forge/state.js';
import { notFound, problem } from '../reply.js';
import type { Role } from '../state.js';
import { bodyOf, issueOf, paged, pullOf, repositoryOf, shown, type ApiRequest, type Route } from '../route.js';
import { labelJson } from '../shapes/issue.js';

const names = z.array(z.string().min(1));
const newLabel = z.object({ name: z.string().min(1), color: z.string().regex(/^[0-9a-f]{6}$/i, 'is no color') });

function of({ world }: ApiRequest, { repository, labels }: Subject) {
  return labels.map((label) => labelJson(world, repository, label));
}

function labelsOf(row: string, subjectOf: (request: ApiRequest, needs?: Role) => Result<Subject, Reply>): Route[] {
  const template = `/repos/{owner}/{repo}/${row}/{number}/labels`;
  function change(method: 'POST' | 'PUT', act: typeof addLabels): Route {
    return {
      method,
      template,
      as: 'account',
      handle: (request) => {
        const subject = subjectOf(request, 'write');
        if (!subject.ok) return subject.error;
        const given = bodyOf(request, names);
        if (!given.ok) return given.error;
        act(request.world, request.caller, subject.value, given.value);
        return json(of(request, subject.value), method === 'POST' ? 201 : 200);
      },
    };
  }
  return [
    {
      method: 'GET',
      template,
      as: 'anybody',
      handle: (request) => {
        const subject = subjectOf(request);
        return subject.ok ? paged(request, of(request, subject.value), (label) => label) : subject.error;
      },
    },
    change('POST', addLabels),
    change('PUT', setLabels),
    {
      // Several names go with commas between them; one with a slash is found only when that is escaped.
      method: 'DELETE',
      template: `${template}/{name}`,
      as: 'account',
      handle: (request) => {
        const subject = subjectOf(request, 'write');
        if (!subject.ok) return subject.error;
        const wanted = (request.params['name'] ?? '').split(',');
        const removed = wanted.map((name) => removeLabel(request.world, request.caller, subject.value, name));
        return removed.includes(true) ? { status: 204 } : notFound('Label');
      },
    },
  ];
}

function labelOf(request: ApiRequest, { labels }: Repository) {
  return labels.get((request.params['name'] ?? '').toLowerCase());
}

export const labelRoutes: readonly Route[] = [
  ...labelsOf('issues', issueOf),
  ...labelsOf('pulls', pullOf),
  {
    method: 'DELETE',
    template: '/repos/{owner}/{repo}/issues/{number}/labels',
    as: 'account',
    handle: (request) => {
      const subject = issueOf(request, 'write');
      if (!subject.ok) return subject.error;
      setLabels(request.world, request.caller, subject.value, []);
      return { status: 204 };
    },
  },
  {
    // Not paged.
    method: 'GET',
    template: '/repos/{owner}/{repo}/labels',
    as: 'anybody',
    handle: (request) =>
      shown(repositoryOf(request), (repository) =>
        [...repository.labels.values()].map((label) => labelJson(request.world, repository, label)),
      ),
  },
  {
    method: 'GET',
    template: '/repos/{owner}/{repo}/labels/{name}',
    as: 'anybody',
    handle: (request) => {
      const repository = repositoryOf(request);
      if (!repository.ok) return repository.error;
      const label = labelOf(request, repository.value);
      return label ? json(labelJson(request.world, repository.value, label)) : notFound('Label');
    },
  },
  {
    method: 'POST',
    template: '/repos/{owner}/{repo}/labels',
    as: 'account',
    handle: (request) => {
      const repository = repositoryOf(request, 'write');
      if (!repository.ok) return repository.error;
      const given = bodyOf(request, newLabel);
      if (!given.ok) return given.error;
      if (repository.value.labels.has(given.value.name.toLowerCase())) return problem(400, '标签已存在');
      const made = createLabel(request.world, repository.value, { ...given.value, description: null });
      return json(labelJson(request.world, repository.value, made), 201);
    },
  },
];
