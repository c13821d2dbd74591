// An account as GitHub shows it, in deliveries and answers alike.
import { z } from 'zod';
import type { Account } from '../../shared/refs.js';

export const accountShape = z.object({ id: z.int(), login: z.string().min(1), type: z.string().optional() });

export function accountOf({ id, login, type }: z.infer<typeof accountShape>): Account {
  return { forge: 'github', id, login, bot: type === 'Bot' || login.endsWith('[bot]') };
}
