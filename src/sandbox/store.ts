// The port of the sandbox: how its forges are kept.

/** What is kept, each under a name: the forges with all that is on them; and what people may look at of their traffic. */
export type SandboxPart = 'world' | 'traffic';

/** One part as kept. */
export interface KeptPart {
  /** The format its writer gave it. */
  readonly format: number;
  readonly bytes: Uint8Array;
}

export interface SandboxStore {
  /** Keeps a part in place of what was kept of it before; durable when it resolves, whole or not at all. */
  put(part: SandboxPart, kept: KeptPart): Promise<void>;
  get(part: SandboxPart): Promise<KeptPart | null>;
}
