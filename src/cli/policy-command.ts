// The subcommand `opencharter policy`: its arguments and options, signals, and the terminal.
import { Command, Option } from 'commander';
import { z } from 'zod';
import { systemClock } from '../shared/time.js';
import type { CommandOutput } from './check.js';
import { policyTryCommand, type OpenPolicyTry } from './policy.js';
import type { PolicyExit } from './policy-session.js';

const options = z.object({
  file: z.string().nullable().default(null),
  last: z.string().nullable().default(null),
  json: z.boolean(),
  lang: z.enum(['en', 'zh']),
});

/** The first SIGINT or SIGTERM ends a replay after the pull request in hand, the second one at once. */
function stopOnSignal(io: CommandOutput): AbortSignal {
  const stopping = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => {
      io.err('stopping after the pull request in hand');
      stopping.abort();
    });
  }
  return stopping.signal;
}

async function run(subject: string, given: unknown, open: OpenPolicyTry, io: CommandOutput): Promise<PolicyExit> {
  const { file, last, json, lang: language } = options.parse(given);
  const bar = process.stderr.isTTY ? (line: string) => void process.stderr.write(`\r\u001B[2K${line}`) : null;
  // hasColors() obeys NO_COLOR; what is no terminal does not have it.
  const output = { ...io, bar, colours: process.stdout.isTTY && process.stdout.hasColors() };
  const stop = last === null ? new AbortController().signal : stopOnSignal(io);
  try {
    return await policyTryCommand(subject, { file, last, json, language }, open, output, { clock: systemClock, stop });
  } catch (error) {
    io.err(`opencharter: ${error instanceof Error ? error.message : String(error)}`);
    return 2;
  }
}

/** Makes it. Wrong arguments exit with 2: 1 says that a pull request fails. */
export function policyCommand(open: OpenPolicyTry, io: CommandOutput, exit: (code: number) => void): Command {
  const policy = new Command('policy').description('contribution policies');
  policy
    .command('try')
    .description('what the policies would say of FORGE:OWNER/REPO#N, or of the last pull requests; writes nothing')
    .argument('<subject>', 'github:OWNER/REPO#N or gitee:OWNER/REPO#N; with --last without #N')
    .option('--file <policy.yml>', "try this file's policies instead of those in GOVERNANCE_DIR")
    .option('--last <number>', 'replay so many of the newest pull requests, and compare')
    .option('--json', 'print JSON', false)
    .addOption(new Option('--lang <language>', 'language').choices(['en', 'zh']).default('en'))
    .showHelpAfterError()
    .exitOverride(({ exitCode }) => process.exit(exitCode === 0 ? 0 : 2))
    .action(async (subject: string, given: unknown) => {
      exit(await run(subject, given, open, io));
    });
  return policy;
}
