// Each forge's own description of its API as a judge of calls and their answers.
import { giteeViolations } from './gitee-description.js';
import { violations } from './github-openapi.js';

/** What is wrong with calls and their answers. */
export const violationsOn = { github: violations, gitee: giteeViolations } as const;
