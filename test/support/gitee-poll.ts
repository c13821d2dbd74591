// Gitee polled by the whole app: a Gitee whose webhooks are lost, and waiting for the next poll.
import { until } from './app.js';
import { models, startGiteeWorld, type GiteeWorld, type GiteeWorldOptions } from './gitee-world.js';

/** Up to when everything written is handled; null before the first poll. */
export async function reached({ app }: GiteeWorld): Promise<string | null> {
  return (await app.stores.polls.get('gitee', models))?.reached ?? null;
}

/** Lets the next poll come, after so many milliseconds of governance time, and waits until what it found is done. */
export async function poll(world: GiteeWorld, afterMs = 2 * 60_000): Promise<void> {
  world.clock.advance(afterMs);
  const now = world.clock.now();
  const whole = () => world.app.stores.polls.wholeAt('gitee');
  await until('Gitee is polled', async () => ((await whole()) ?? '') >= now);
  await world.app.idle();
}

/** The app with a Gitee whose webhooks are lost from the beginning. */
export async function deafWorld(options: GiteeWorldOptions = {}): Promise<GiteeWorld> {
  const world = await startGiteeWorld(options);
  world.gitee.losing = true;
  await until('the first poll is noted', async () => (await reached(world)) !== null);
  return world;
}
