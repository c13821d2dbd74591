// The counting methods by name.
import type { RuleEntry } from '../entries.js';
import { majority } from './majority.js';
import type { Method } from './method.js';

export const methods: Readonly<Record<RuleEntry['method'], Method>> = { majority };
