// What somebody can send who has seen one signature of Gitee's, or knows the secret: any body with it.
import { z } from 'zod';
import type { Payload } from './gitee-recorded.js';
import { signedHook, type GiteeHookRequest } from './gitee-hook.js';
import { bot, secret, type GiteeWorld } from './gitee-world.js';

/** Sends a request to the app's way in for Gitee. */
export async function send({ url }: Pick<GiteeWorld, 'url'>, { headers, body }: GiteeHookRequest) {
  const answer = await fetch(`${url}/api/gitee/webhooks`, { method: 'POST', headers, body });
  return { status: answer.status, text: await answer.text() };
}

const payload = z.record(z.string(), z.unknown());
const hookNames = { Note: 'note_hooks', Issue: 'issue_hooks', 'Merge Request': 'merge_request_hooks' } as const;

const sentBy = z.object({ sender: z.object({ login: z.string() }) });

/** The body of the last webhook of a kind that Gitee really sent of what a person did: our own comments are told whenever they are changed. */
export function lastTold({ gitee }: Pick<GiteeWorld, 'gitee'>, kind: keyof typeof hookNames): Payload {
  const told = gitee.webhooks
    .sent()
    .filter(({ event }) => event === `${kind} Hook`)
    .map(({ body }) => payload.parse(JSON.parse(body)))
    .findLast((body) => sentBy.parse(body).sender.login !== bot.login);
  if (!told) throw new Error(`Gitee sent no ${kind} Hook of a person`);
  return { ...told, hook_name: hookNames[kind] };
}

/** The payload with other fields, a part given as an object being changed in these fields only. */
export function altered(told: Payload, change: Payload): Payload {
  const parts = Object.entries(change).map(([name, value]) => {
    const [before, after] = [payload.safeParse(told[name]), payload.safeParse(value)];
    return [name, before.success && after.success ? altered(before.data, after.data) : value] as const;
  });
  return { ...told, ...Object.fromEntries(parts) };
}

/** Sends a body with a signature of now, and waits until the app is done with it. Throws unless it was taken. */
export async function forge(world: GiteeWorld, body: Payload): Promise<void> {
  const { status, text } = await send(world, signedHook(body, secret, Date.now()));
  if (status !== 202) throw new Error(`the forged delivery was not taken: ${String(status)} ${text}`);
  await world.settle();
}

/** How many deliveries were not believed, by the reason that /metrics gives. */
export async function disbelieved({ metrics }: Pick<GiteeWorld, 'metrics'>): Promise<Readonly<Record<string, number>>> {
  const counted = (await metrics()).matchAll(/opencharter_gitee_refused_total\{reason="([\w-]+)"\} (\d+)/g);
  return Object.fromEntries(Array.from(counted, ([, reason = '', count]) => [reason, Number(count)]));
}

/** The number of the ledger's last entry: nothing was decided while it stays. */
export async function lastSeq({ app }: Pick<GiteeWorld, 'app'>): Promise<number> {
  return (await app.stores.ledger.sync()).seq;
}
