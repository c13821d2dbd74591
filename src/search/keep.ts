// Keeps the index in line with what can be found: as projections are written, when a charter is adopted, and from nothing.
import type { CharterStore, Projections } from '../events/store.js';
import type { Ledger } from '../ledger/ledger.js';
import type { Entry, Register } from '../motions/register.js';
import type { MotionView, ResolutionView } from '../motions/view.js';
import { millis } from '../shared/time.js';
import {
  charterDocuments,
  charterKinds,
  motionDocument,
  resolutionDocument,
  type FindableCommand,
} from './documents.js';
import type { SearchDoc, SearchIndex, SearchSource } from './store.js';

/** So many documents are put in at once. */
const batchSize = 100;

/** Projections that are put into the index first: a motion's own comes last, so that what is missing is done again. */
export function findableProjections(projections: Projections, search: SearchIndex): Projections {
  return {
    async putMotion(view, seq) {
      await search.put(motionDocument(view, seq));
      await projections.putMotion(view, seq);
    },
    async putResolution(view, seq) {
      await search.put(resolutionDocument(view, seq));
      await projections.putResolution(view, seq);
    },
    projected: () => projections.projected(),
  };
}

interface Reader<T> {
  find(id: string): Promise<T | null>;
}

/** All motions of the projections and their resolutions. */
export function motionSource(
  projections: Pick<Projections, 'projected'>,
  motions: Reader<MotionView>,
  resolutions: Reader<ResolutionView>,
): SearchSource {
  return {
    async *documents() {
      for (const [id, seq] of await projections.projected()) {
        const motion = await motions.find(id);
        if (!motion) continue;
        yield motionDocument(motion, seq);
        const resolution = motion.resolution === null ? null : await resolutions.find(motion.resolution);
        if (resolution) yield resolutionDocument(resolution, seq);
      }
    },
  };
}

async function putFrom(search: SearchIndex, source: SearchSource): Promise<void> {
  let batch: SearchDoc[] = [];
  for await (const doc of source.documents()) {
    batch.push(doc);
    if (batch.length < batchSize) continue;
    await search.putAll(batch);
    batch = [];
  }
  await search.putAll(batch);
}

export interface SearchKeeping {
  readonly search: SearchIndex;
  readonly ledger: Pick<Ledger<Register, Entry>, 'sync'>;
  readonly charters: Pick<CharterStore, 'version'>;
  readonly commands: readonly FindableCommand[];
  /** Where an empty index is filled from. */
  readonly sources: readonly SearchSource[];
}

/**
 * A job: puts in what the charter in force names, once and after each adoption; and everything, when the index is empty or of an earlier
 * tokenizer. Harmless to run in several instances at once.
 */
export function keepSearch({ search, ledger, charters, commands, sources }: SearchKeeping): () => Promise<void> {
  let done: string | null = null;

  async function putCharter(): Promise<void> {
    const { charterVersion, adoptedAt } = await ledger.sync();
    if (charterVersion === null || adoptedAt === null) return;
    const adoption = `${adoptedAt} ${charterVersion}`;
    if (adoption === done) return;
    const adopted = await charters.version(charterVersion);
    if (!adopted) return;
    await search.putAll(charterDocuments(adopted.charter, commands, adoptedAt));
    await search.removeOlder(charterKinds, millis(adoptedAt));
    done = adoption;
  }

  return async () => {
    const isComplete = await search.isComplete();
    if (!isComplete) done = null;
    await putCharter();
    if (isComplete) return;
    for (const source of sources) await putFrom(search, source);
    await search.complete();
  };
}
