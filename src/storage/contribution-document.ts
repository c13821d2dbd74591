// The documents of contributions: the record as it is kept, and what it is found by.
import { Schema } from 'mongoose';
import type { ContributionDraft, ContributionRecord } from '../evaluation/store.js';
import { subjectKey, type SubjectRef } from '../shared/refs.js';
import { defineCollection } from './collection.js';

export interface ContributionDoc {
  /** The subject's key. */
  readonly _id: string;
  /** `github:openclaw/models`, in lower case. */
  readonly place: string;
  readonly open: boolean;
  /** Sorts by time of creation. */
  readonly order: string;
  /** `field=value` for each filter of the portal's lists; empty where not everybody may read it. */
  readonly terms: readonly string[];
  readonly revision: number;
  readonly record: ContributionDraft;
}

export const contributionsCollection = defineCollection<ContributionDoc>({
  name: 'contributions',
  fields: {
    _id: String,
    place: String,
    open: Boolean,
    order: String,
    terms: [String],
    revision: Number,
    record: Schema.Types.Mixed,
  },
  shown: true,
  indexes: [
    { keys: { terms: 1, order: -1, place: 1 } },
    { keys: { open: 1, 'record.dueAt': 1, 'record.evaluated.charter': 1 } },
    { keys: { open: 1, place: 1, 'record.base': 1 } },
    { keys: { place: 1, _id: 1 } },
    { keys: { 'record.head': 1, open: 1 } },
    { keys: { 'record.origin': 1 } },
    { keys: { 'record.isPublic': 1, 'record.evaluated.at': -1 } },
  ],
});

/** `github:openclaw/models`, in lower case. */
export function placeOf(forge: SubjectRef['forge'], repo: string): string {
  return `${forge}:${repo}`.toLowerCase();
}

/** What the public lists can be filtered by. Only an open contribution waits for somebody. */
function termsOf({ ref, state, author, head, isPublic, evaluated }: ContributionDraft): readonly string[] {
  if (!isPublic) return [];
  const waiting = state === 'open' ? evaluated?.waitsFor?.role : undefined;
  return [
    'public=true',
    `forge=${ref.forge}`,
    `repo=${ref.repo.toLowerCase()}`,
    `number=${ref.number}`,
    `state=${state}`,
    `author=${author.login.toLowerCase()}`,
    `head=${head}`,
    ...(evaluated ? [`verdict=${evaluated.verdict}`] : []),
    ...(waiting === undefined ? [] : [`waiting=${waiting}`]),
  ];
}

/** The document of a record as it is to be written. */
export function contributionDoc(record: ContributionDraft, revision: number): ContributionDoc {
  const { ref, state, createdAt } = record;
  return {
    _id: subjectKey(ref),
    place: placeOf(ref.forge, ref.repo),
    open: state === 'open',
    order: `${createdAt} ${ref.number.padStart(12, '0')}`,
    terms: termsOf(record),
    revision,
    record,
  };
}

/** The record in a document. */
export function recordOf({ record, revision }: Pick<ContributionDoc, 'record' | 'revision'>): ContributionRecord {
  return { ...record, revision };
}
