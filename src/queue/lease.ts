// The port of leases: who may work in a lane now. Time is the machine's own (ms since 1970), never governance time.

/** The right to work in a lane until its time is up. */
export interface Lease {
  readonly lane: string;
  readonly owner: string;
  /** Grows with every acquisition of the lane, for ever: a write that carries a lower one comes from a former holder. */
  readonly fence: number;
}

export interface Leases {
  /** The lease, or null while another holds the lane (the owner itself under an older lease counts as another). */
  acquire(lane: string, owner: string, ttlMs: number): Promise<Lease | null>;
  /** Holds on to the lane for another `ttlMs`; false when it has passed to another. */
  heartbeat(lease: Lease, ttlMs: number): Promise<boolean>;
  /** Gives the lane back; nothing happens when it has passed to another. */
  release(lease: Lease): Promise<void>;
  /** Whether the lease is still good. */
  holds(lease: Lease): Promise<boolean>;
  /** Forgets lanes that nobody has held for `idleMs`, without letting a fence fall. Answers how many. */
  sweep(idleMs: number): Promise<number>;
}
