// Who keeps what a simulated forge must not forget.

export interface Keeper {
  /** There is something to keep. Called in the middle of a change. */
  changed(): void;
  /** Resolves when all that was changed by now is kept. */
  durable(): Promise<void>;
}

/** Keeps nothing. */
export const nowhere: Keeper = {
  changed: () => undefined,
  durable: () => Promise.resolve(),
};
