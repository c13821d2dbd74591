// The forges that the contract suite is run on.
import { gitee } from './drivers/gitee.js';
import { github } from './drivers/github.js';

export const forges = [github, gitee];
