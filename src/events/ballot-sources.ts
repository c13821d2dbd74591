// Where ballots were written, and which of them were counted from one text.
import { parseSource, type BallotSource } from '../motions/decide/ballot.js';
import type { Choice } from '../motions/entries.js';
import type { Ballot, Motion } from '../motions/motion.js';
import type { ForgeId, TextRef } from '../shared/refs.js';
import type { Governance } from './governance.js';

/** By the commitment; those whose source was erased are missing. */
export async function sourcesOf(
  { texts }: Pick<Governance, 'texts'>,
  ballots: readonly Ballot[],
): Promise<ReadonlyMap<string, BallotSource>> {
  const written = await texts.texts(ballots.flatMap(({ source }) => source ?? []));
  return new Map(
    [...written].flatMap(([commitment, text]) => {
      const source = parseSource(text);
      return source ? [[commitment, source] as const] : [];
    }),
  );
}

/** The choices of the ballots, binding and advisory, that were cast in a motion by a text. */
export async function choicesFrom(
  governance: Pick<Governance, 'texts' | 'advisory'>,
  { id, ballots }: Motion,
  forge: ForgeId,
  text: TextRef,
): Promise<readonly Choice[]> {
  const isIn = (source: BallotSource | undefined) =>
    source?.forge === forge && source.text === text.kind && source.id === text.id;
  const sources = await sourcesOf(governance, ballots);
  const binding = ballots.filter(({ source }) => isIn(sources.get(source ?? '')));
  const advisory = (await governance.advisory.of(id)).filter(({ source }) => isIn(source));
  return [...binding, ...advisory].map(({ choice }) => choice);
}
