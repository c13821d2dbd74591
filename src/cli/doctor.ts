// `opencharter doctor`: looks at everything the app needs, says in words what is well and what is to be mended, and changes nothing.
import type { Charter } from '../charter/charter.js';
import type { Say } from '../replies/say.js';
import { ok, type Result } from '../shared/result.js';
import type { CommandOutput } from './check.js';
import type { Finding, Group, GroupName, Level } from './doctor-finding.js';
import { giteeFindings, type GiteeAccess } from './doctor-gitee.js';
import { githubFindings, type GitHubAccess } from './doctor-github.js';
import {
  charterFindings,
  databaseFindings,
  settingFindings,
  type DatabaseFacts,
  type SettingFacts,
} from './doctor-ground.js';
import { placesOn } from './places.js';

/** What it looks at. Whatever goes wrong on the way is an error in words. */
export interface DoctorSession {
  readonly settings: SettingFacts;
  database(): Promise<Result<DatabaseFacts, string>>;
  /** The governance files; the errors are lines for people. */
  charter(): Promise<Result<Charter, readonly string[]>>;
  readonly github: GitHubAccess | null;
  readonly gitee: GiteeAccess | null;
  /** What keeps one from reaching a proxy; null when it can be reached. */
  proxyFault(proxy: string): Promise<string | null>;
}

export interface DoctorOptions {
  readonly say: Say;
  readonly json: boolean;
}

const marks: Readonly<Record<Level, string>> = { ok: '✔', warning: '!', mend: '✘' };

/** Looks at everything, group by group. Without good settings there is nothing else to look at. */
async function examine(session: Result<DoctorSession, readonly string[]>): Promise<readonly Group[]> {
  if (!session.ok) return [{ name: 'settings', findings: settingFindings(session) }];
  const { settings, github, gitee } = session.value;
  const proxyFault = (proxy: string) => session.value.proxyFault(proxy);
  const database = await session.value.database();
  const charter = await session.value.charter();
  const patterns = charter.ok ? charter.value.repositories : null;
  const groups: readonly (readonly [GroupName, readonly Finding[] | null])[] = [
    ['settings', settingFindings(ok(settings))],
    ['database', databaseFindings(database, settings)],
    ['charter', charterFindings(charter, settings, database.ok ? database.value : null)],
    ['github', github && (await githubFindings(github, patterns && placesOn('github', patterns), proxyFault))],
    ['gitee', gitee && (await giteeFindings(gitee, patterns && placesOn('gitee', patterns), proxyFault))],
  ];
  return groups.flatMap(([name, findings]) => (findings ? [{ name, findings }] : []));
}

function sentenceOf({ code, values }: Finding, say: Say): string {
  return say(`doctor.${code}`, values);
}

function print(groups: readonly Group[], io: CommandOutput, say: Say): void {
  for (const { name, findings } of groups) {
    io.out(say(`doctor.groups.${name}`));
    for (const finding of findings) io.out(`  ${marks[finding.level]} ${sentenceOf(finding, say)}`);
  }
}

function printJson(groups: readonly Group[], worst: Level, io: CommandOutput, say: Say): void {
  const told = groups.map(({ name, findings }) => ({
    name,
    findings: findings.map((one) => ({ level: one.level, code: one.code, text: sentenceOf(one, say) })),
  }));
  io.out(JSON.stringify({ result: worst, groups: told }, null, 2));
}

/** The exit code: 1 when something must be mended. `open`: its errors are those of the settings. */
export async function doctorCommand(
  open: () => Promise<Result<DoctorSession, readonly string[]>>,
  io: CommandOutput,
  { say, json }: DoctorOptions,
): Promise<0 | 1> {
  const groups = await examine(await open());
  const levels = groups.flatMap(({ findings }) => findings.map(({ level }) => level));
  const count = (wanted: Level): number => levels.filter((level) => level === wanted).length;
  const [mends, warnings] = [count('mend'), count('warning')];
  if (json) printJson(groups, mends > 0 ? 'mend' : warnings > 0 ? 'warning' : 'ok', io, say);
  else {
    print(groups, io, say);
    const both = {
      mends: say('doctor.mends', { count: mends }),
      warnings: say('doctor.warnings', { count: warnings }),
    };
    io.out(mends + warnings === 0 ? say('doctor.well') : say('doctor.end', both));
  }
  return mends > 0 ? 1 : 0;
}
