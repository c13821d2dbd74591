// The opencharter command and its subcommands.
import { Command } from 'commander';
import { openExport } from '../compose/export.js';
import { openOperator } from '../compose/operator.js';
import { openPolicyTry } from '../compose/policy-try.js';
import { cliWords, openDoctor, openHooks } from '../compose/setup.js';
import { openSync } from '../compose/sync.js';
import { instant, dayOf } from '../shared/time.js';
import { checkCommand, type CommandOutput } from './check.js';
import { listDeliveries, retryDelivery, showDelivery } from './deliveries.js';
import { exportCommand } from './export.js';
import { policyCommand } from './policy-command.js';
import { setupCommands } from './setup-command.js';
import { syncCommand, type SyncOutput } from './sync.js';
import { z } from 'zod';

const io: CommandOutput = {
  out: (line) => {
    process.stdout.write(`${line}\n`);
  },
  err: (line) => {
    process.stderr.write(`${line}\n`);
  },
};

const states = z.enum(['pending', 'done', 'dead']);
const page = z.coerce.number().int().min(1);

/** Whoever reads the output may stop reading, as `head` does: the process ends then, without a stack trace. */
function endQuietlyWithReader(stream: NodeJS.WriteStream): void {
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
    process.exit(0);
  });
}

/** Runs a subcommand on the deployment's database, and closes it again. */
async function onDatabase(
  run: (operator: Awaited<ReturnType<typeof openOperator>>) => Promise<number>,
): Promise<number> {
  try {
    const operator = await openOperator();
    try {
      return await run(operator);
    } finally {
      await operator.close();
    }
  } catch (error) {
    io.err(`opencharter: ${error instanceof Error ? error.message : String(error)}`);
    return 1;
  }
}

function deliveriesCommand(exit: (code: number) => void): Command {
  const deliveries = new Command('deliveries').description(
    'webhooks as received: what waits, what was given up, another go',
  );
  deliveries
    .command('list', { isDefault: true })
    .description('newest first')
    .option('--state <state>', 'only pending, done or dead')
    .option('--page <number>', 'fifty a page', '1')
    .action(async (options: { state?: string; page: string }) => {
      const state = states.optional().safeParse(options.state);
      const number = page.safeParse(options.page);
      if (!state.success || !number.success) {
        io.err('opencharter: --state is pending, done or dead; --page is a whole number from 1');
        exit(1);
        return;
      }
      exit(
        await onDatabase(({ deliveries: store }) =>
          listDeliveries(store, io, { state: state.data ?? null, page: number.data }),
        ),
      );
    });
  deliveries
    .command('show <id>')
    .description('state, attempts and error of one')
    .option('--body', 'print its body too', false)
    .action(async (id: string, options: { body: boolean }) => {
      exit(await onDatabase(({ deliveries: store }) => showDelivery(store, io, id, options)));
    });
  deliveries
    .command('retry <id>')
    .description('handle it again, from the start of its attempts')
    .action(async (id: string) => {
      exit(await onDatabase(({ deliveries: store }) => retryDelivery(store, io, id)));
    });
  return deliveries;
}

/** Runs a subcommand that takes long: the first SIGINT or SIGTERM ends it after what is in hand, the second one at once. */
async function runLong(run: (output: SyncOutput, stop: AbortSignal) => Promise<number>): Promise<number> {
  const stopping = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => {
      io.err('stopping after the page in hand');
      stopping.abort();
    });
  }
  const bar = process.stdout.isTTY ? (line: string) => void process.stdout.write(`\r\u001B[2K${line}`) : null;
  try {
    return await run({ ...io, bar }, stopping.signal);
  } catch (error) {
    io.err(`opencharter: ${error instanceof Error ? error.message : String(error)}`);
    return 1;
  }
}

/** Runs the command line; resolves when the command is done, with the process's exit code set. */
export async function main(argv: readonly string[]): Promise<void> {
  const exit = (code: number): void => {
    process.exitCode = code;
  };
  const program = new Command('opencharter')
    .description('Votes, contribution policy and a public roadmap for open foundations')
    .showHelpAfterError();
  program
    .command('start')
    .description('run the app; without a configured forge as a sandbox')
    .action(async () => {
      // Only here: the other subcommands need neither the memory nor the time of the whole app.
      const { start } = await import('../main.js');
      process.exit(
        await start((line) => {
          io.err(line);
        }),
      );
    });
  program
    .command('check [dir]')
    .description('validate governance files; exit code 1 with the errors')
    .action(async (dir: string | undefined) => {
      exit(await checkCommand(dir ?? './governance', io, dayOf(instant(Date.now()))));
    });
  program.addCommand(deliveriesCommand(exit));
  program
    .command('sync <repository>')
    .description('backfill the mirror with issues, pull requests and comments of github:OWNER/REPO or gitee:OWNER/REPO')
    .action(async (repository: string) => {
      exit(await runLong((output, stop) => syncCommand(repository, openSync, output, stop)));
    });
  program
    .command('export <dir>')
    .description('the whole portal as a static site: into an empty folder, or in place of an earlier export')
    .action(async (dir: string) => {
      exit(await runLong((output, stop) => exportCommand(dir, openExport, output, stop)));
    });
  program.addCommand(policyCommand(openPolicyTry, io, exit));
  const sessions = { doctor: () => openDoctor(), hooks: () => openHooks(), says: cliWords };
  for (const command of setupCommands(sessions, io, exit)) program.addCommand(command);
  endQuietlyWithReader(process.stdout);
  await program.parseAsync([...argv]);
}
