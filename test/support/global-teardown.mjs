// Jest calls this once after all tests.
export { stopEngine as default } from './engine.mjs';
