// What judging a contribution costs: the CPU of all five policies on one of 250 commits, 3,000 files and 300 OWNERS files, in a new process
// (cold: nothing compiled, nothing kept) and again and again (warm).
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { evaluate } from '../src/contributions/evaluate.js';
import { namedLogins } from '../src/contributions/owners/tree.js';
import { fiveRules, largeContribution } from './support/contribution.js';
import { median, table } from './support/report.js';

const aimMs = 150;
const [coldRuns, warmRuns] = [5, 40];

interface Cost {
  /** Reading the OWNERS files for the logins in them, as is done before anything is judged, in ms. */
  readonly owners: number;
  /** Judging everything, in ms. */
  readonly judging: number;
}

/** CPU time, of garbage collection and compilation too. */
function cpuOf(task: () => void): number {
  const before = process.cpuUsage();
  task();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}

/** `round`: OWNERS files of another round are other files. */
function costOf(flawed: boolean, round: number): Cost {
  const [facts, rules] = [largeContribution(flawed, round), fiveRules()];
  const owners = cpuOf(() => {
    if (facts.baseFiles.complete) namedLogins(facts.baseFiles.value);
  });
  const judging = cpuOf(() => {
    const { verdict, findings } = evaluate(facts, rules, []);
    const failing = findings.filter((finding) => finding.verdict === 'fail').length;
    if (verdict === (flawed ? 'fail' : 'pass') && failing === (flawed ? 4 : 0)) return;
    throw new Error(`it is judged otherwise: ${JSON.stringify(findings).slice(0, 500)}`);
  });
  return { owners, judging };
}

const cost = z.object({ owners: z.number(), judging: z.number() });

function coldCosts(kind: string): readonly Cost[] {
  const loader = fileURLToPath(new URL('support/register.mjs', import.meta.url));
  const args = ['--no-warnings', '--import', loader, fileURLToPath(import.meta.url), kind];
  return Array.from({ length: coldRuns }, () => {
    const { stdout, stderr } = spawnSync(process.execPath, args, { encoding: 'utf8' });
    if (stdout === '') throw new Error(`a cold run failed: ${stderr}`);
    return cost.parse(JSON.parse(stdout));
  });
}

function medians(costs: readonly Cost[]): readonly string[] {
  return [median(costs.map(({ owners }) => owners)), median(costs.map(({ judging }) => judging))].map((ms) =>
    ms.toFixed(0),
  );
}

/** `round` tells which OWNERS files each of the runs meets. */
function warmCosts(flawed: boolean, round: (run: number) => number): readonly Cost[] {
  return Array.from({ length: warmRuns }, (_, run) => costOf(flawed, round(run))).slice(warmRuns / 4);
}

const only = process.argv[2];
if (only === 'passes' || only === 'fails') {
  console.log(JSON.stringify(costOf(only === 'fails', 0)));
} else {
  console.log(`CPU of five policies on 250 commits, 3,000 files, 300 OWNERS files; the aim is ${String(aimMs)} ms\n`);
  const rows = (['passes', 'fails'] as const).flatMap((kind) => {
    const flawed = kind === 'fails';
    return [
      [`everything ${kind}, cold`, ...medians(coldCosts(kind))],
      [`everything ${kind}, warm, other OWNERS files each time`, ...medians(warmCosts(flawed, (run) => run))],
      [`everything ${kind}, warm, the same OWNERS files`, ...medians(warmCosts(flawed, () => 0))],
    ];
  });
  table([['', 'reading OWNERS, ms', 'judging, ms'], ...rows]);
}
