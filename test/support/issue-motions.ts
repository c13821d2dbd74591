// Motions in issues of one repository, from the call to the close, for tests of what time brings.
import type { MotionView } from '../../src/motions/view.js';
import type { Ref } from '../../src/sandbox/gitee/ident.js';
import { charterYml, until, type World } from './app.js';

export const repo = 'openclaw/models';

/** Three more kinds of short motions. */
export const shortKinds = `${charterYml}
  brief: { title: Brief, scope: technical, electorate: [tsc], period: P1D, passes_when: ["yes > no"] }
  silent: { title: Silent, scope: technical, electorate: [tsc], period: PT36H, remind: never, passes_when: ["yes > no"] }
  short: { title: Short, scope: technical, electorate: [tsc], period: PT36H, passes_when: ["yes > no"] }
`;

/** An issue whose text holds the commands; its number. */
export async function issue({ forge, settle }: World, commands: string, title = 'Adopt safetensors'): Promise<Ref> {
  const { number } = forge.as('wang-bo').openIssue(repo, { title, body: commands });
  await settle();
  return number;
}

export async function vote({ forge, settle }: World, n: Ref, logins: readonly string[], ballot = '/yes') {
  for (const login of logins) forge.as(login).comment(repo, n, ballot);
  await settle();
}

export function becomes(world: World, id: string, state: MotionView['state']): Promise<void> {
  return until(`${id} is ${state}`, async () => (await world.motion(id)).state === state);
}

export async function closed(world: World, id: string): Promise<MotionView> {
  await becomes(world, id, 'closed');
  return world.motion(id);
}

export function botComments({ forge }: World, n: Ref): readonly string[] {
  return forge.told(repo, n);
}

export function reminders(world: World, n: Ref): readonly string[] {
  return botComments(world, n).filter((body) => body.includes('still waits for your ballot'));
}

export async function stopAndStartAgain(world: World, ms: number): Promise<void> {
  await world.app.stop();
  world.clock.advance(ms);
  world.app = await world.startAnother({ port: world.config.port });
}
