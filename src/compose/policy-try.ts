// What `opencharter policy try` works with: the policies, the words, and GitHub, read as the app's installation or as nobody. No database.
import { pino } from 'pino';
import { readPolicySets } from '../cli/policy-rules.js';
import type { PolicySession } from '../cli/policy-session.js';
import { readReadingConfig, type ReadingConfig } from '../config.js';
import { createAnonymousForge } from '../forges/github/anonymous.js';
import { createGitHub } from '../forges/github/app.js';
import type { InstallationStore } from '../forges/store.js';
import { loadPhrases } from '../replies/load.js';
import { createPolicyWords } from '../replies/policy-words.js';
import { createSay } from '../replies/say.js';
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

function openForge({ github, anonymous, logLevel }: ReadingConfig, observe: () => void): PolicySession['forge'] {
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

/** Opens what a trial needs; `file`: a policy.yml to be tried. The errors are lines for people. */
export async function openPolicyTry(
  file: string | null,
  config = readReadingConfig(),
): Promise<Result<PolicySession, readonly string[]>> {
  if (!config.ok) return err(config.error.map((line) => `opencharter: ${line}`));
  const sets = await readPolicySets(config.value.governanceDir, file, dayOf(systemClock.now()));
  if (!sets.ok) return sets;
  let calls = 0;
  const forge = openForge(config.value, () => {
    calls += 1;
  });
  const [policies, sentences] = await Promise.all([loadPhrases('policies'), loadPhrases('cli')]);
  const { policyText } = createPolicyWords(policies);
  const says = createSay(sentences);
  return ok({ sets: sets.value, forge, calls: () => calls, anonymous: !config.value.github, policyText, says });
}
