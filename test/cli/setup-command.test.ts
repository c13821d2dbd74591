// The arguments and options of opencharter doctor and opencharter hooks, as they are typed.
import { expect, test } from '@jest/globals';
import { setupCommands } from '../../src/cli/setup-command.js';
import { cliWords, openDoctor, openHooks } from '../../src/compose/setup.js';
import { readConfig } from '../../src/config.js';
import { emptyDatabase } from '../support/setup.js';

interface Ran {
  /** Null where the arguments were not taken. */
  readonly code: number | null;
  readonly said: string;
}

/** Runs one of them without any forge; `cause` takes the place of its settings. */
async function run(name: string, typed: readonly string[], cause: Error | null = null): Promise<Ran> {
  const said: string[] = [];
  const codes: number[] = [];
  const say = (line: string) => void said.push(line);
  const config = () => {
    if (cause) throw cause;
    return readConfig({ GOVERNANCE_DIR: '/nowhere', MONGODB_URI: emptyDatabase() });
  };
  const sessions = {
    doctor: async () => openDoctor(config(), true),
    hooks: async () => openHooks(config()),
    says: cliWords,
  };
  const commands = setupCommands(sessions, { out: say, err: say }, (code) => codes.push(code));
  const command = commands.find((one) => one.name() === name);
  command?.exitOverride().configureOutput({ writeErr: say });
  await command?.parseAsync([...typed], { from: 'user' }).catch((error: unknown) => {
    if (!(error instanceof Error && error.name === 'CommanderError')) throw error;
  });
  return { code: codes[0] ?? null, said: said.join('\n') };
}

test.each<[string, string, readonly string[], number | null, RegExp]>([
  ['doctor speaks English', 'doctor', [], 1, /^Settings\n/],
  ['doctor speaks Chinese', 'doctor', ['--lang', 'zh'], 1, /^设置\n/],
  ['doctor prints JSON', 'doctor', ['--json'], 1, /^\{\n {2}"result": "mend"/],
  ['doctor knows no French', 'doctor', ['--lang', 'fr'], null, /Allowed choices are en, zh/],
  ['doctor takes no argument', 'doctor', ['gitee:a/b'], null, /too many arguments/],
  ['hooks needs a place', 'hooks', [], null, /missing required argument/],
  ['hooks says what it needs', 'hooks', ['gitee:a/b', '--dry-run'], 1, /missing: GITEE_TOKEN, GITEE_WEBHOOK_SECRET/],
  ['hooks speaks Chinese', 'hooks', ['github:a/b', '--lang', 'zh'], 0, /GitHub App 不需要/],
])('%s', async (_, name, typed, code, said) => {
  const ran = await run(name, typed);
  expect(ran.said).toMatch(said);
  expect(ran.code).toBe(code);
});

test.each(['doctor', 'hooks'])('what %s did not foresee is told without its stack', async (name) => {
  const ran = await run(name, name === 'hooks' ? ['gitee:a/b'] : [], new Error('the disk is full'));
  expect(ran).toEqual({ code: 1, said: 'opencharter: the disk is full' });
});
