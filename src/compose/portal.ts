// The portal over the stores: as the app serves it, and as it is copied.
import type { Express } from 'express';
import { createPortal, type PortalDeps } from '../portal/app.js';
import { loadReplyFiles } from '../replies/load.js';
import { createPolicyWords } from '../replies/policy-words.js';
import { helpOfCommands } from './parts.js';
import { portalStore, type ForgeFacts } from './portal-store.js';
import type { Stores } from './stores.js';

/** What is the same in every portal comes from the program. */
type OwnDeps = Omit<PortalDeps, 'store' | 'commands' | 'policyWords' | 'mode'>;

/** Throws when a template is missing or malformed. */
export async function portalOver(stores: Stores, facts: ForgeFacts, deps: OwnDeps): Promise<Express> {
  return createPortal({
    ...deps,
    store: portalStore(stores, facts, deps),
    commands: helpOfCommands,
    policyWords: createPolicyWords((await loadReplyFiles()).policies),
    mode: facts.mode,
  });
}
