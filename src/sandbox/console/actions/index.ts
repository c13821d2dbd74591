// What one may do in an issue or pull request, on each forge.
import type { ForgeId } from '../../../shared/refs.js';
import type { Subject } from '../../forge/state.js';
import type { Action } from './action.js';
import { giteeActions } from './gitee.js';
import { githubActions } from './github.js';
import { pullActions } from './pull.js';
import { commonActions } from './subject.js';

/** By forge, and by the last part of the address the form is sent to. */
export const subjectActions: Readonly<Record<ForgeId, Readonly<Record<string, Action<Subject>>>>> = {
  github: { ...commonActions, ...pullActions, ...githubActions },
  gitee: { ...commonActions, ...pullActions, ...giteeActions },
};
