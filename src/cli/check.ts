// `opencharter check [DIR]`: reads the governance files and says what is wrong with them, or what they hold.
import type { Step } from '../contributions/enforcement.js';
import { policyProblems } from '../contributions/policies/index.js';
import type { Setting } from '../contributions/setting.js';
import type { Charter, MotionKind } from '../charter/charter.js';
import { electorateOn, seatedOn } from '../charter/electorate.js';
import { formatCharterError, parseCharter } from '../charter/parse.js';
import { rulesOf } from '../evaluation/rules.js';
import { readGovernanceFiles } from '../jobs/governance-files.js';
import { sha256Hex } from '../jobs/sha256.js';
import { formatDuration } from '../shared/duration.js';
import type { Day } from '../shared/time.js';

/** Where the lines of a command go, each given without its line end. */
export interface CommandOutput {
  out(text: string): void;
  err(text: string): void;
}

function describeKind(charter: Charter, kind: MotionKind, today: Day): string {
  const people = electorateOn(charter, kind.electorate, today).length;
  const quorum = kind.quorum.map(({ text }) => text).join(', ');
  const passes = kind.passesWhen.map(({ text }) => text).join(', ');
  const rule = `${formatDuration(kind.period)}, passes when ${passes}`;
  const voters = `${kind.electorate.join(' + ')} (${String(people)})`;
  return `  ${kind.id}: ${kind.scope}, ${voters}, ${rule}${quorum === '' ? '' : `, quorum ${quorum}`}`;
}

function describeStep({ level, from, repositories }: Step): string {
  return [level, repositories && `in ${repositories.join(', ')}`, from && `from ${from}`].filter(Boolean).join(' ');
}

function describePolicy({ policy, steps, override }: Setting): string {
  const overridden = override.length === 0 ? '' : `; overridden by ${override.join(', ')}`;
  return `  ${policy}: ${steps.map(describeStep).join(', then ')}${overridden}`;
}

function summary(charter: Charter, today: Day): string[] {
  const bodies = charter.bodies.map((body) => `${body.id} (${String(seatedOn(body, today).length)} seated)`);
  return [
    `${charter.foundation.id}: the charter is good on ${today}`,
    `version: ${charter.version}`,
    `repositories: ${charter.repositories.join(', ')}`,
    `people: ${String(charter.people.length)}, organizations: ${String(charter.organizations.length)}`,
    `bodies: ${bodies.join(', ')}`,
    'motions:',
    ...charter.motions.map((kind) => describeKind(charter, kind, today)),
    ...(charter.policy === null ? ['policies: none, without a policy.yml'] : ['policies:']),
    ...rulesOf(charter).floor.map(describePolicy),
  ];
}

/** Checks the governance files in a folder as of a day; 0 with a summary, or 1 with every error on a line. */
export async function checkCommand(dir: string, io: CommandOutput, today: Day): Promise<0 | 1> {
  const files = await readGovernanceFiles(dir);
  const parsed = files.ok ? parseCharter(files.value, { today, sha256Hex, policyProblems }) : files;
  const lines = parsed.ok ? summary(parsed.value, today) : parsed.error.map(formatCharterError);
  for (const line of lines) {
    if (parsed.ok) io.out(line);
    else io.err(line);
  }
  return parsed.ok ? 0 : 1;
}
