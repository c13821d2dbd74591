// Contributions as the portal reads them: public ones only, by key, in lists, with their history, and how often each policy passes.
import type { mongo } from 'mongoose';
import { policyCounts } from '../evaluation/counts.js';
import type { ContributionReader } from '../evaluation/store.js';
import { subjectKey } from '../shared/refs.js';
import type { Database } from './connect.js';
import { contributionsCollection, recordOf, type ContributionDoc } from './contribution-document.js';
import { historyOf } from './contribution-history.js';

/** So many evaluations are counted. */
const counted = 1000;

/** What lists are filtered by whatever the letter case. */
const caseless = new Set(['repo', 'author']);

function termOf([field, value]: readonly [string, string]): string {
  return `${field}=${caseless.has(field) ? value.toLowerCase() : value}`;
}

/** What everybody may read of the contributions on MongoDB. */
export function createContributionReader(database: Database): ContributionReader {
  function contributions(): mongo.Collection<ContributionDoc> {
    return database.collection(contributionsCollection);
  }

  return {
    async find(subject) {
      const found = await contributions().findOne({ _id: subjectKey(subject), 'record.isPublic': true });
      return found && recordOf(found);
    },

    async among(keys) {
      if (keys.length === 0) return new Map();
      const found = await contributions()
        .find({ _id: { $in: [...keys] }, 'record.isPublic': true })
        .toArray();
      return new Map(found.map((doc) => [doc._id, recordOf(doc)]));
    },

    async list({ filter, page, perPage }, places) {
      const terms = Object.keys(filter).length > 0 ? Object.entries(filter).map(termOf) : ['public=true'];
      const match = { terms: { $all: terms }, place: { $in: places.map((place) => place.toLowerCase()) } };
      const total = await contributions().countDocuments(match);
      const skip = (page - 1) * perPage;
      if (skip >= total) return { items: [], total };
      const found = await contributions()
        .find(match, { sort: { order: -1 }, skip, limit: perPage })
        .toArray();
      return { items: found.map(recordOf), total };
    },

    async history(subject) {
      const found = await contributions().findOne(
        { _id: subjectKey(subject), 'record.isPublic': true },
        { projection: { 'record.origin': 1 } },
      );
      return found ? historyOf(database, found.record.origin) : [];
    },

    async counts() {
      const parts = ['policy', 'verdict', 'summary.key', 'override'];
      const projection = Object.fromEntries(parts.map((part) => [`record.evaluated.findings.${part}`, 1]));
      const found = contributions().find(
        { 'record.isPublic': true, 'record.evaluated.at': { $gt: '' } },
        { projection: { _id: 0, ...projection }, sort: { 'record.evaluated.at': -1 }, limit: counted },
      );
      return policyCounts((await found.toArray()).flatMap(({ record }) => record.evaluated?.findings ?? []));
    },
  };
}
