// What the mapping of every GitHub delivery begins with: its shape, and its issue or pull request.
import type { z } from 'zod';
import type { SubjectRef } from '../../shared/refs.js';
import { err, ok, type Result } from '../../shared/result.js';
import type { ForgeEvent, SubjectFacts } from '../event.js';
import type * as schema from './schema.js';

export type Mapper = (payload: unknown) => Result<ForgeEvent[], z.ZodError>;

export function mapper<T>(shape: z.ZodType<T>, map: (payload: T) => ForgeEvent[]): Mapper {
  return (payload) => {
    const parsed = shape.safeParse(payload);
    return parsed.success ? ok(map(parsed.data)) : err(parsed.error);
  };
}

export function subject(repo: string, number: number): SubjectRef {
  return { forge: 'github', repo, number: String(number) };
}

export function issueFacts(repository: schema.RepositoryPayload, issue: schema.IssuePayload): SubjectFacts {
  return {
    ref: subject(repository.full_name, issue.number),
    title: issue.title,
    url: issue.html_url,
    isPull: issue.pull_request !== undefined && issue.pull_request !== null,
    isPublic: repository.private !== true,
    head: null,
  };
}

export function pullFacts(
  repository: schema.RepositoryPayload,
  pull: schema.ContributionPayload,
): SubjectFacts & { readonly head: string } {
  return {
    ref: subject(repository.full_name, pull.number),
    title: pull.title,
    url: pull.html_url,
    isPull: true,
    isPublic: repository.private !== true,
    head: pull.head.sha,
  };
}
