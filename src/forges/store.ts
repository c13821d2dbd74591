// The port through which a forge remembers where its app is installed.

/** Installations of the GitHub App by owner (a login, in any case). */
export interface InstallationStore {
  /** The installation's id, or null when none is known. */
  get(owner: string): Promise<number | null>;
  /** Remembers it; writes only what is new. */
  set(owner: string, id: number): Promise<void>;
  /** Forgets an owner whose installation turned out to be gone. */
  forget(owner: string): Promise<void>;
}
