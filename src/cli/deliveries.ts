// opencharter deliveries: what waits, what was given up, and another go.
import type { DeliveryRecord, DeliveryState } from '../inbox/delivery.js';
import type { DeliveryStore } from '../inbox/store.js';
import { instant } from '../shared/time.js';
import type { CommandOutput } from './check.js';

const perPage = 50;

function line({ id, forge, state, attempts, receivedAt, event, lane, error }: DeliveryRecord): string {
  const cells = [receivedAt, state.padEnd(7), String(attempts).padStart(2), `${forge}:${id}`, event, lane];
  return [...cells, ...(error === null ? [] : [error.split('\n')[0] ?? ''])].join('  ');
}

function unknown(io: CommandOutput, id: string): 1 {
  io.err(`no delivery ${id}`);
  return 1;
}

/** `deliveries list`: newest first; the exit code. */
export async function listDeliveries(
  store: Pick<DeliveryStore, 'list'>,
  io: CommandOutput,
  options: { readonly state: DeliveryState | null; readonly page: number },
): Promise<0> {
  const records = await store.list({ ...options, perPage });
  for (const record of records) io.out(line(record));
  if (records.length === 0) io.out('none');
  if (records.length === perPage) io.out(`… more: --page ${String(options.page + 1)}`);
  return 0;
}

/** `deliveries show ID`: everything but the body, which may hold what its writer has since deleted; with `--body` that too. */
export async function showDelivery(
  store: Pick<DeliveryStore, 'find' | 'body'>,
  io: CommandOutput,
  id: string,
  options: { readonly body: boolean },
): Promise<0 | 1> {
  const record = await store.find(id);
  if (!record) return unknown(io, id);
  const facts = { ...record, dueAt: record.state === 'pending' ? instant(record.dueAt) : null };
  for (const [name, value] of Object.entries(facts)) io.out(`${name.padEnd(10)}  ${String(value ?? '-')}`);
  if (!options.body) return 0;
  const body = await store.body(id);
  io.out(body ? body.toString('utf8') : '(the body is kept for 30 days after handling, and is gone)');
  return 0;
}

/** `deliveries retry ID`: exit code 1 when there is nothing to retry. */
export async function retryDelivery(
  store: Pick<DeliveryStore, 'retry'>,
  io: CommandOutput,
  id: string,
): Promise<0 | 1> {
  const answer = await store.retry(id);
  if (answer === 'unknown') return unknown(io, id);
  if (answer === 'done') {
    io.err(`delivery ${id} was handled; it is not handled twice`);
    return 1;
  }
  io.out(`delivery ${id} is tried again now`);
  return 0;
}
