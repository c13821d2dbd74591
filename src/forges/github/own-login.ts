// The account under which the app acts on GitHub: its bot.
import { z } from 'zod';
import { ok } from '../../shared/result.js';
import type { Answer } from '../answer.js';
import type { Client } from './client.js';

const slug = z.object({ slug: z.string().min(1) });
const account = z.object({ id: z.int(), login: z.string().min(1) });

/** Tells the bot's account, learnt once. `repo`: one on which the app is installed. */
export type OwnLogin = (repo: string) => Answer<z.infer<typeof account>>;

export function createOwnLogin(client: Client): OwnLogin {
  let known: z.infer<typeof account> | null = null;
  return async (repo) => {
    if (known) return ok(known);
    const app = await client.asApp({ route: 'GET /app', shape: slug });
    if (!app.ok) return app;
    const bot = await client.inRepo(repo, {
      route: 'GET /users/{username}',
      params: { username: `${app.value.slug}[bot]` },
      shape: account,
    });
    if (bot.ok) known = bot.value;
    return bot;
  };
}
