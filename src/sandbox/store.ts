// The port of the sandbox: how its world is kept.

/** What is kept, each under a name: the world; and what people may look at of its traffic. */
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
