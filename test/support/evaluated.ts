// A portal with contributions in every standing: blocked, waiting, on hold, passing with a warning, overridden, merged, not evaluated, private.
import { fail, pass, skip, words, type Finding } from '../../src/contributions/finding.js';
import type { ContributionDraft } from '../../src/evaluation/store.js';
import type { SubjectSnapshot } from '../../src/forges/sighting.js';
import { draftOf, evaluated, failingDco, passingTitle, pullRef } from './contributions.js';
import { openPortal, type TestPortal } from './portal.js';
import { minute, pull, sighting } from './sightings.js';

const head = 'a'.repeat(40);

function finding(policy: string, judged: ReturnType<typeof fail>, parts: Partial<Finding> = {}): Finding {
  return { policy, enforce: 'block', override: null, ...judged, ...parts };
}

export function unapproved(files: number): Finding {
  const paths = Array.from({ length: files }, (_, i) => `src/part-${String(i)}/load.ts`);
  const details = paths.map((file) => ({
    ...words('owners.waiting', { paths: 1, file, owners: 'src/OWNERS', approvers: 'kofi-mensah, ana-souza' }),
    file,
  }));
  const mend = {
    what: words('owners.mend.approve', { logins: 'kofi-mensah' }),
    commandLine: null,
    web: { where: words('owners.mend.comment'), text: '/approve' },
  };
  const logins = ['kofi-mensah', 'ana-souza', 'ola-nowak', 'chen-yu', 'wang-bo'];
  const summary = words('owners.unapproved', { paths: files, logins: 'kofi-mensah, ana-souza' });
  return finding('owners', fail(summary, details, mend, { role: 'approvers', logins }));
}

const titleWarning = finding(
  'title',
  fail(words('title.fail', { title: 'add loader' }), [words('title.no-space')], null, { role: 'author' }),
  { enforce: 'warn' },
);
const noPaths = finding('paths', skip(words('paths.skip')));
const signed = finding(
  'dco',
  pass(words('dco.pass', { commits: 3 }), [words('dco.exempt.merge', { title: 'Merge main' })]),
);
const missing = finding('owners', {
  ...skip(words('pending.forge-failed', { part: 'files', detail: '502 Bad Gateway' })),
  verdict: 'pending',
  actor: { role: 'app' },
});

type Scene = readonly [snapshot: Partial<SubjectSnapshot>, kept: Partial<ContributionDraft> | null];

const override = {
  policy: 'dco',
  head,
  person: 'wang-bo',
  reason: 'The author has left; the project wrote these lines itself.',
  at: '2026-03-02T09:30:00.000Z',
};

/** By number: what the forge shows, and what was found. */
export const scenes: Readonly<Record<number, Scene>> = {
  1: [
    { title: 'feat: load safetensors by default' },
    {
      evaluated: evaluated({
        verdict: 'fail',
        findings: [
          failingDco(),
          unapproved(14),
          titleWarning,
          passingTitle({ policy: 'description', ...pass(words('description.pass', { sections: 2 })) }),
          noPaths,
        ],
        waitsFor: { role: 'author' },
      }),
    },
  ],
  2: [
    { title: 'fix(eval): count every example once' },
    { evaluated: evaluated({ verdict: 'fail', findings: [unapproved(2), signed], waitsFor: unapproved(2).actor }) },
  ],
  3: [
    { title: 'docs: say how models are released' },
    { evaluated: evaluated({ findings: [titleWarning, signed, noPaths] }) },
  ],
  4: [
    { title: 'chore: bring the old converter back' },
    { evaluated: evaluated({ findings: [failingDco({ override }), passingTitle()] }) },
  ],
  5: [
    { title: 'feat: a faster tokenizer' },
    { evaluated: evaluated({ verdict: 'pending', findings: [missing, signed], waitsFor: { role: 'app' } }) },
  ],
  6: [{ title: 'feat: not seen by any policy yet' }, null],
  7: [
    { title: 'feat: merged long ago', state: 'merged', closedAt: minute(50) },
    { state: 'merged', evaluated: evaluated({ verdict: 'pass', findings: [signed] }) },
  ],
  8: [
    { title: 'feat: pushed to a moment ago', head: 'b'.repeat(40) },
    { evaluated: evaluated({ verdict: 'pass', findings: [signed] }) },
  ],
  9: [{ title: 'docs: closed before', state: 'closed', closedAt: minute(50) }, null],
};

/** Opens a portal in which all of it has happened. */
export async function openEvaluated(): Promise<TestPortal> {
  const portal = await openPortal();
  const subjects = Object.entries(scenes).map(([number, [snapshot]]) => pull(Number(number), { head, ...snapshot }));
  await portal.mirror.see(sighting({ subjects }), minute(59));
  for (const subject of subjects) {
    const kept = scenes[Number(subject.number)]?.[1];
    if (!kept) continue;
    const ref = pullRef(Number(subject.number));
    const earlier = evaluated({
      head: 'e'.repeat(40),
      verdict: 'fail',
      findings: [failingDco()],
      at: '2026-03-01T12:00:00.000Z',
    });
    const facts = { title: subject.title, createdAt: subject.createdAt };
    await portal.contributions.put(draftOf(ref, { ...facts, evaluated: earlier }), null);
    await portal.contributions.put(draftOf(ref, { ...facts, ...kept }), 1);
  }
  portal.overrides['github:openclaw/models#4'] = [{ ...override, seq: 0 }];
  return portal;
}
