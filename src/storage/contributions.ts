// Contributions as handlers and clocks use them: found by subject and head, written only as they were read, made due.
import type { mongo } from 'mongoose';
import type { ContributionStore } from '../evaluation/store.js';
import { subjectKey, type SubjectRef } from '../shared/refs.js';
import type { Database } from './connect.js';
import {
  contributionDoc,
  contributionsCollection,
  placeOf,
  recordOf,
  type ContributionDoc,
} from './contribution-document.js';
import { keepEvaluation } from './contribution-history.js';
import { moveContributions } from './contribution-move.js';
import { inserted } from './inserted.js';

/** Makes it due, unless it is due earlier. It counts as a write even then: who is evaluating it meanwhile has seen too little. */
function madeDue(at: number, again = false): mongo.Document[] {
  const due = { 'record.dueAt': { $min: ['$record.dueAt', at] }, revision: { $add: ['$revision', 1] } };
  return [{ $set: again ? { ...due, 'record.again': true } : due }];
}

/** Contributions on MongoDB. */
export function createContributionStore(database: Database): ContributionStore {
  function contributions(): mongo.Collection<ContributionDoc> {
    return database.collection(contributionsCollection);
  }

  async function refs(filter: mongo.Filter<ContributionDoc>, limit: number): Promise<readonly SubjectRef[]> {
    if (limit <= 0) return [];
    const options = { projection: { 'record.ref': 1 }, sort: { 'record.dueAt': 1 }, limit } as const;
    const found = await contributions().find(filter, options).toArray();
    return found.map(({ record }) => record.ref);
  }

  return {
    async find(subject) {
      const found = await contributions().findOne({ _id: subjectKey(subject) });
      return found && recordOf(found);
    },

    async isOrigin(origin) {
      return (await contributions().findOne({ 'record.origin': origin }, { projection: { _id: 1 } })) !== null;
    },

    async byHead(forge, repo, head) {
      const found = await contributions()
        .find({ 'record.head': head, open: true, place: placeOf(forge, repo) })
        .toArray();
      return found.map(recordOf);
    },

    async put(draft, revision) {
      await keepEvaluation(database, draft);
      const doc = contributionDoc(draft, (revision ?? 0) + 1);
      if (revision === null) return inserted(contributions().insertOne(doc));
      return (await contributions().replaceOne({ _id: doc._id, revision }, doc)).matchedCount === 1;
    },

    async due(subject, at, again) {
      await contributions().updateOne({ _id: subjectKey(subject), open: true }, madeDue(at, again));
    },

    async dueOn(forge, repo, branch, at) {
      await contributions().updateMany({ open: true, place: placeOf(forge, repo), 'record.base': branch }, madeDue(at));
    },

    async dueBy(now, charter, limit) {
      const due = await refs({ open: true, 'record.dueAt': { $lte: now } }, limit);
      const outdated = {
        open: true,
        'record.dueAt': null,
        'record.evaluated.charter': { $gt: '', $ne: charter },
      } as const;
      return [...due, ...(await refs(outdated, limit - due.length))];
    },

    async openIn(forge, repo) {
      const parts = ['ref', 'title', 'draft', 'base', 'head', 'dueAt'];
      const read = [...parts, 'evaluated.head', 'evaluated.at', 'evaluated.verdict', 'evaluated.findings.policy'];
      const projection = Object.fromEntries(read.map((part): [string, 1] => [`record.${part}`, 1]));
      const found = await contributions()
        .find({ open: true, place: placeOf(forge, repo) }, { projection })
        .toArray();
      return found.map(({ record: { ref, title, draft, base, head, dueAt, evaluated } }) => {
        // Parts of null are left out altogether.
        const said = evaluated
          ? {
              head: evaluated.head,
              at: evaluated.at,
              verdict: evaluated.verdict,
              hasFindings: evaluated.findings.length > 0,
            }
          : null;
        return { ref, title, draft, base, head, isDue: dueAt !== null, evaluated: said };
      });
    },

    async repositories(forge) {
      const found = await contributions()
        .aggregate<{ repo: string }>([
          { $match: { open: true, place: { $gt: `${forge}:`, $lt: `${forge};` } } },
          { $sort: { open: 1, place: 1, 'record.base': 1 } },
          { $group: { _id: '$place', repo: { $first: '$record.ref.repo' } } },
          { $sort: { _id: 1 } },
        ])
        .toArray();
      return found.map(({ repo }) => repo);
    },

    async move(forge, from, to) {
      const [left, reached] = [placeOf(forge, from), placeOf(forge, to)];
      if (left !== reached) await moveContributions(contributions(), left, to);
    },
  };
}
