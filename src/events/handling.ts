// What every handler of an event works with.
import type { AdoptedCharter } from '../charter/adopted.js';
import type { Governance } from './governance.js';

/** What every handler works with. */
export interface Handling {
  readonly governance: Governance;
  /** The charter in force now: rights are looked up in it. */
  readonly adopted: AdoptedCharter;
  /** The delivery had been given up, and an operator has it tried again. */
  readonly revived: boolean;
}
