// The port through which the application wishes effects.
import type { Effect } from './effect.js';

export interface Outbox {
  /**
   * Stores the wishes durably. A wish equal to what is already wished under its key changes nothing; another one replaces it
   * and will be performed. The same call twice has the effect of one.
   */
  want(effects: readonly Effect[]): Promise<void>;
}
