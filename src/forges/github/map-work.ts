// Deliveries of GitHub that concern the work on the roadmap, as events: milestones and releases.
import type { WorkChanged } from '../event.js';
import { mapper, type Mapper } from './map-parts.js';
import * as schema from './schema.js';

function inRepository(occasion: WorkChanged['occasion']): Mapper {
  return mapper(schema.inRepositoryPayload, ({ repository }) => [
    { kind: 'work-changed', forge: 'github', repo: repository.full_name, number: null, occasion },
  ]);
}

/** `published` comes of every release, also of one that was a draft; a text that was edited may name something else. */
export const workMappers: Readonly<Record<string, Mapper>> = {
  'milestone.closed': inRepository('milestone-closed'),
  'issues.milestoned': mapper(schema.issuePayload, ({ repository, issue }) => [
    {
      kind: 'work-changed',
      forge: 'github',
      repo: repository.full_name,
      number: String(issue.number),
      occasion: 'milestone-closed',
    },
  ]),
  'release.published': inRepository('released'),
  'release.released': inRepository('released'),
  'release.edited': inRepository('released'),
};
