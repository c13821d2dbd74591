// An account as Gitee shows it, and who stands for one that it does not show.
import { z } from 'zod';
import type { Account } from '../../shared/refs.js';

export const accountShape = z.object({ id: z.int().positive(), login: z.string().min(1), type: z.string().nullish() });

/** `me`: the id of our own account, which is a bot, though Gitee shows it as a user like any other. */
export function accountOf({ id, login, type }: z.infer<typeof accountShape>, me: number): Account {
  return { forge: 'gitee', id, login, bot: id === me || (typeof type === 'string' && type !== 'User') };
}

/** Who did what Gitee's API tells nobody of: who deleted, pushed or edited something is only claimed by deliveries. */
export const somebody: Account = { forge: 'gitee', id: 0, login: 'somebody', bot: false };

/** Who stands for an account that no longer exists. */
export const ghost: Account = { forge: 'gitee', id: 0, login: 'ghost', bot: false };
