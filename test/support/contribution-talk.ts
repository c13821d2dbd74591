// What is said in pull requests under policies: opening one, giving commands, and what the bot answers.
import type { Ref } from '../../src/sandbox/gitee/ident.js';
import type { ForgeId } from '../../src/shared/refs.js';
import { models, signedOff, type ForgePolicyWorld } from './policies.js';

const title = 'feat: load in pieces';

/** One in which all is well but for approval. */
export function good(on: ForgeId) {
  const body = 'Loads the weights in pieces, so that they fit into memory.';
  return { title, body, message: signedOff(title, 'stranger', 6666, on) };
}

/** One without a sign-off. */
export function unsigned(on: ForgeId) {
  return { ...good(on), message: title };
}

interface Opened {
  readonly number: number;
  readonly head: string;
}

/** A pull request of the stranger's in which only approval is missing. */
export async function openGood({ forge, checked }: ForgePolicyWorld): Promise<Opened> {
  const { number, pull } = forge.as('stranger').openPull(models, good(forge.id));
  await checked(pull.head.sha, 'failure');
  return { number, head: pull.head.sha };
}

/** A pull request of the stranger's in which a sign-off is missing, and which is approved. */
export async function openUnsigned(world: ForgePolicyWorld): Promise<Opened> {
  const { number, pull } = world.forge.as('stranger').openPull(models, unsigned(world.forge.id));
  await world.checked(pull.head.sha, 'failure');
  await say(world, 'wang-bo', number, '/lgtm\n/approve');
  return { number, head: pull.head.sha };
}

/** What the bot answered to a person's commands. */
export function answer({ forge }: ForgePolicyWorld, number: Ref, login: string): string | undefined {
  const replies = forge.told(models, number).filter((body) => body.includes('<!-- opencharter:reply'));
  return replies.find((body) => body.includes(`@${login}`));
}

/** Writes a comment a minute after the last; whether its commands were accepted: it bears the eyes, or on Gitee, which has no reactions, nothing is replied. */
export async function say(world: ForgePolicyWorld, login: string, number: Ref, body: string): Promise<boolean> {
  const { forge, clock, settle } = world;
  const before = answer(world, number, login);
  clock.advance(60_000);
  const comment = forge.as(login).comment(models, number, body);
  await settle();
  return forge.id === 'github' ? forge.reactions(comment).includes('eyes') : answer(world, number, login) === before;
}
