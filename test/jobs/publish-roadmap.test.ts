// The clock of ROADMAP.md: where nothing is to be written to forges, none is asked.
import { expect, test } from '@jest/globals';
import { createRoadmapPublishing } from '../../src/jobs/publish-roadmap.js';
import { now as yearEnd, view } from '../roadmap/year.js';
import { openTestDatabase } from '../support/database.js';
import { scriptedGitHub } from '../support/scripted-github.js';
import { governanceOn } from './support.js';

const roadmap = 'version: 1\npublish: github:example/models\n';

test.each(['on', 'off'] as const)('with FORGE_WRITES=%s the forge is asked, if it is on', async (writes) => {
  const { github, calls } = await scriptedGitHub({});
  const change = { forges: { github }, clock: { now: () => yearEnd } };
  const governance = await governanceOn(await openTestDatabase(), { roadmap }, change);
  const shown = { roadmap: () => Promise.resolve({ plan: null, view }), changesOf: () => Promise.resolve(null) };
  const publish = createRoadmapPublishing({ governance, roadmap: shown, holder: 'one', writes });
  if (writes === 'on') await expect(publish()).rejects.toThrow(/could not be proposed to github:example\/models/);
  else await publish();
  expect(calls().length > 0).toBe(writes === 'on');
});
