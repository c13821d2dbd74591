// The name of a charter version: a hash of what was written, before defaults.
import { canonical, type Json } from '../shared/canonical.js';

/** The four files as read, null where one is absent. */
export interface WrittenCharter {
  readonly charter: Json;
  readonly people: Json;
  readonly policy: Json;
  readonly roadmap: Json;
}

/** SHA-256 of a text's UTF-8 bytes as 64 lower-case hex digits. */
export type Sha256Hex = (text: string) => string;

/** `sha256:` and the hash of the RFC 8785 form; comments, key order and layout do not change it (contract, section 3). */
export function charterVersion(written: WrittenCharter, sha256Hex: Sha256Hex): string {
  const { charter, people, policy, roadmap } = written;
  return `sha256:${sha256Hex(canonical({ charter, people, policy, roadmap }))}`;
}
