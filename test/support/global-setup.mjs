// Jest calls this once before all tests.
export { startEngine as default } from './engine.mjs';
