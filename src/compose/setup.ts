// What `opencharter doctor` and `opencharter hooks` work with: the settings, and the forges they name. The database only for the doctor.
import { pino } from 'pino';
import { formatCharterError, parseCharter } from '../charter/parse.js';
import type { Charter } from '../charter/charter.js';
import type { DoctorSession } from '../cli/doctor.js';
import type { DatabaseFacts } from '../cli/doctor-ground.js';
import { hookPath } from '../cli/hooks-compare.js';
import type { HooksSession } from '../cli/hooks.js';
import { placesOn } from '../cli/places.js';
import { hasLedgerKey, modeOf, readConfig, type Config } from '../config.js';
import { policyProblems } from '../contributions/policies/index.js';
import { createGiteeSetup } from '../forges/gitee/setup.js';
import { readManifest } from '../forges/github/manifest.js';
import { createGitHubSetup } from '../forges/github/setup.js';
import { proxyFault } from '../forges/proxy.js';
import { readGovernanceFiles } from '../jobs/governance-files.js';
import { sha256Hex } from '../jobs/sha256.js';
import { openLedger } from '../ledger/ledger.js';
import { newRegister } from '../motions/register.js';
import { loadPhrases } from '../replies/load.js';
import { createSay, type Say } from '../replies/say.js';
import { err, ok, type Result } from '../shared/result.js';
import type { Language } from '../shared/text.js';
import { dayOf, systemClock } from '../shared/time.js';
import { connect } from '../storage/connect.js';
import { createLedgerStore } from '../storage/ledger.js';
import { databaseName } from './database-name.js';

type Read = Result<Config, readonly string[]>;

/** The governance files as they are now. The errors are lines for people. */
async function readCharter({ governanceDir }: Config): Promise<Result<Charter, readonly string[]>> {
  const files = await readGovernanceFiles(governanceDir);
  const today = dayOf(systemClock.now());
  const charter = files.ok ? parseCharter(files.value, { today, sha256Hex, policyProblems }) : files;
  return charter.ok ? charter : err(charter.error.map(formatCharterError));
}

/** Only reads; makes no index. */
async function readDatabase(config: Config): Promise<Result<DatabaseFacts, string>> {
  const { mongodbUri: uri, dataDir } = config;
  try {
    const log = pino({ level: 'silent' });
    const database = await connect({ uri, dataDir, dbName: databaseName(uri, modeOf(config)), log });
    try {
      const ledger = openLedger(createLedgerStore(database), newRegister(), systemClock);
      const { seq, log: begun, charterVersion } = await ledger.sync();
      return ok({ uri, entries: seq + 1, mode: begun?.mode ?? null, charterVersion });
    } finally {
      await database.close();
    }
  } catch (error) {
    return err(error instanceof Error ? error.message : String(error));
  }
}

function giteeOf({ gitee, publicUrl }: Config, now: () => number) {
  if (!gitee) return null;
  const { webhookSecret: secret, webhookMode: mode } = gitee;
  return { setup: createGiteeSetup({ ...gitee, now }), wanted: { url: `${publicUrl}${hookPath}`, secret, mode } };
}

/** `now`: the machine's time in ms since 1970. The errors are those of the settings. */
export async function openDoctor(
  config: Read = readConfig(),
  ledgerKey = hasLedgerKey(),
  now: () => number = Date.now,
): Promise<Result<DoctorSession, readonly string[]>> {
  if (!config.ok) return config;
  const { github, gitee, publicUrl, governanceDir, forgeWrites } = config.value;
  const onGitee = giteeOf(config.value, now);
  return ok({
    settings: {
      publicUrl,
      governanceDir,
      forges: [...(github ? ['github' as const] : []), ...(gitee ? ['gitee' as const] : [])],
      writes: forgeWrites,
      hasLedgerKey: ledgerKey,
    },
    database: () => readDatabase(config.value),
    charter: () => readCharter(config.value),
    github: github && {
      name: 'GitHub',
      proxy: github.proxy,
      setup: createGitHubSetup({ ...github, log: pino({ level: 'silent' }), now }),
      hookUrl: `${publicUrl}/api/github/webhooks`,
      needs: await readManifest(),
    },
    gitee: gitee && onGitee && { name: 'Gitee', proxy: gitee.proxy, ...onGitee },
    proxyFault,
  });
}

/** The errors are lines for people. */
export async function openHooks(config: Read = readConfig()): Promise<Result<HooksSession, readonly string[]>> {
  if (!config.ok) return config;
  const gitee = giteeOf(config.value, Date.now);
  if (!gitee) return err(['Gitee is not configured; missing: GITEE_TOKEN, GITEE_WEBHOOK_SECRET']);
  const charter = await readCharter(config.value);
  return charter.ok ? ok({ ...gitee, places: placesOn('gitee', charter.value.repositories) }) : charter;
}

/** The words of the subcommands. */
export async function cliWords(): Promise<Readonly<Record<Language, Say>>> {
  return createSay(await loadPhrases('cli'));
}
