// What `opencharter policy try` works with: the policies, the words, and a forge, read as the app's installation, as the bot's account, or as nobody. No database.
import { pino } from 'pino';
import { readPolicySets } from '../cli/policy-rules.js';
import type { PolicySession } from '../cli/policy-session.js';
import { readReadingConfig, type ReadingConfig } from '../config.js';
import { createReadingForge } from '../forges/gitee/reading.js';
import { createAnonymousForge } from '../forges/github/anonymous.js';
import { createGitHub } from '../forges/github/app.js';
import type { InstallationStore } from '../forges/store.js';
import { loadPhrases } from '../replies/load.js';
import { createPolicyWords } from '../replies/policy-words.js';
import { createSay } from '../replies/say.js';
import type { ForgeId } from '../shared/refs.js';
import { err, ok, type Result } from '../shared/result.js';
import { dayOf, systemClock } from '../shared/time.js';

/** Where the app is installed, as long as the command runs. */
function installationsInMemory(): InstallationStore {
  const known = new Map<string, number>();
  return {
    get: (owner) => Promise.resolve(known.get(owner) ?? null),
    set: (owner, id) => Promise.resolve(void known.set(owner, id)),
    forget: (owner) => Promise.resolve(void known.delete(owner)),
  };
}

function openGitHub({ github, anonymous, logLevel }: ReadingConfig, observe: () => void): PolicySession['forge'] {
  if (!github) return createAnonymousForge({ ...anonymous, now: Date.now, observe });
  return createGitHub({
    ...github,
    log: pino({ level: logLevel === 'info' ? 'warn' : logLevel }, process.stderr),
    installations: installationsInMemory(),
    now: Date.now,
    observe,
    onEvent: () => Promise.reject(new Error('a trial handles no event')),
  });
}

/** The settings that are missing where the forge is read as nobody. */
function withoutOf({ github, gitee }: ReadingConfig, forge: ForgeId): PolicySession['without'] {
  if (forge === 'gitee') return gitee.token === null ? 'GITEE_TOKEN' : null;
  return github ? null : 'the settings of a GitHub App';
}

/** Opens what a trial needs; `file`: a policy.yml to be tried. The errors are lines for people. */
export async function openPolicyTry(
  asked: ForgeId,
  file: string | null,
  config = readReadingConfig(),
): Promise<Result<PolicySession, readonly string[]>> {
  if (!config.ok) return err(config.error.map((line) => `opencharter: ${line}`));
  const sets = await readPolicySets(asked, config.value.governanceDir, file, dayOf(systemClock.now()));
  if (!sets.ok) return sets;
  let calls = 0;
  function observe(): void {
    calls += 1;
  }
  const forge =
    asked === 'gitee'
      ? createReadingForge({ ...config.value.gitee, now: Date.now, observe })
      : openGitHub(config.value, observe);
  const [policies, sentences] = await Promise.all([loadPhrases('policies'), loadPhrases('cli')]);
  const { policyText } = createPolicyWords(policies);
  const says = createSay(sentences);
  return ok({ sets: sets.value, forge, calls: () => calls, without: withoutOf(config.value, asked), policyText, says });
}
