// The subcommands for setting up, `doctor` and `hooks`: their arguments and options.
import { setTimeout as sleep } from 'node:timers/promises';
import { Command, Option } from 'commander';
import { z } from 'zod';
import type { Say } from '../replies/say.js';
import type { Result } from '../shared/result.js';
import type { Language } from '../shared/text.js';
import type { CommandOutput } from './check.js';
import { doctorCommand, type DoctorSession } from './doctor.js';
import { hooksCommand, type HooksSession } from './hooks.js';

/** How each is opened, and the words of both. */
export interface SetupSessions {
  readonly doctor: () => Promise<Result<DoctorSession, readonly string[]>>;
  readonly hooks: () => Promise<Result<HooksSession, readonly string[]>>;
  readonly says: () => Promise<Readonly<Record<Language, Say>>>;
}

const lang = z.enum(['en', 'zh']);
const doctorOptions = z.object({ json: z.boolean(), lang });
const hooksOptions = z.object({ dryRun: z.boolean(), lang });

function language(): Option {
  return new Option('--lang <language>', 'language').choices(lang.options).default('en');
}

/** Runs one of them; what is thrown is told without its stack. */
async function telling(io: CommandOutput, run: () => Promise<0 | 1>): Promise<0 | 1> {
  try {
    return await run();
  } catch (error) {
    io.err(`opencharter: ${error instanceof Error ? error.message : String(error)}`);
    return 1;
  }
}

/** Makes both. */
export function setupCommands(
  { doctor, hooks, says }: SetupSessions,
  io: CommandOutput,
  exit: (code: number) => void,
): readonly Command[] {
  return [
    new Command('doctor')
      .description('look at settings, database, charter and forges, and say what to mend; changes nothing')
      .option('--json', 'print JSON', false)
      .addOption(language())
      .action(async (given: unknown) => {
        const { json, lang: spoken } = doctorOptions.parse(given);
        exit(await telling(io, async () => doctorCommand(doctor, io, { json, say: (await says())[spoken] })));
      }),
    new Command('hooks')
      .description('make or mend the webhook and the labels of gitee:OWNER/REPO, or of all of gitee:OWNER/*')
      .argument('<repository>', 'gitee:OWNER/REPO or gitee:OWNER/*')
      .option('--dry-run', 'only say what would be done', false)
      .addOption(language())
      .action(async (place: string, given: unknown) => {
        const { dryRun, lang: spoken } = hooksOptions.parse(given);
        const options = async () => ({ dryRun, say: (await says())[spoken], sleep: (ms: number) => sleep(ms) });
        exit(await telling(io, async () => hooksCommand(place, hooks, io, await options())));
      }),
  ];
}
