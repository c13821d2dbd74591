// What is to be read for a contribution: the parts that its policies need, and the files of the base and the head that have a say.
import { dayOf } from '../shared/time.js';
import type { ForgeId, SubjectRef } from '../shared/refs.js';
import type { Instant } from '../shared/time.js';
import type { Rules } from './evaluate.js';
import { levelOf } from './enforcement.js';
import type { ChangedFile, PartName } from './facts.js';
import { policyFileOf, tightened } from './floor.js';
import { isOwnersPath } from './owners/tree.js';
import { isTemplate } from './policies/description.js';

const templates: Readonly<Record<ForgeId, readonly string[]>> = {
  github: ['.github/', '', 'docs/'].flatMap((folder) =>
    ['pull_request_template.md', 'PULL_REQUEST_TEMPLATE.md'].map((name) => `${folder}${name}`),
  ),
  gitee: ['.gitee/PULL_REQUEST_TEMPLATE.md', '.gitee/PULL_REQUEST_TEMPLATE.zh-CN.md', 'PULL_REQUEST_TEMPLATE.md'],
};

/** The files of the base that are read for every contribution: the repository's own policy file and the template of pull requests. */
export function basePaths(forge: ForgeId): readonly string[] {
  return [policyFileOf(forge), ...templates[forge]];
}

/** The files that a contribution brings or changes, and whose text policies read at its head. */
export function headPaths(forge: ForgeId, files: readonly ChangedFile[]): readonly string[] {
  const own = policyFileOf(forge);
  const there = files.filter(({ status }) => status !== 'removed').map(({ path }) => path);
  return there.filter((path) => path === own || isOwnersPath(path) || isTemplate(path));
}

/** What is known before the rest is read. `ownFile`: the text of the repository's own policy file at the base; null when there is none. */
export interface Beginning {
  readonly subject: SubjectRef;
  readonly createdAt: Instant;
  readonly ownFile: string | null;
}

/** The parts that the policies in force for a contribution read. */
export function neededParts(
  { floor, policies, names }: Rules,
  { subject, createdAt, ownFile }: Beginning,
): Set<PartName> {
  const { settings } = tightened(floor, ownFile, policies, { names, subject });
  const inForce = settings.filter(({ steps }) => levelOf(steps, subject, dayOf(createdAt)) !== 'off');
  return new Set(inForce.flatMap(({ needs }) => needs));
}
