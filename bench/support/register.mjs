// Lets node run the benchmarks as they stand: TypeScript compiled as it is read.
import { register } from 'node:module';

register('../../test/support/typescript-hooks.mjs', import.meta.url);
