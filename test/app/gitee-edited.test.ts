// Ballots edited after they were counted, on a forge that does not tell what they said before.
import { expect, test } from '@jest/globals';
import { until } from '../support/app.js';
import { poll } from '../support/gitee-poll.js';
import { models, startGiteeWorld } from '../support/gitee-world.js';

test('who mends the reason of a counted ballot is not told that it does not count; who changes the choice is, and it stays', async () => {
  const world = await startGiteeWorld();
  const { gitee, openIssue, settle, clock, motion } = world;
  const number = openIssue('linmei', '/vote technical');
  await settle();
  const binding = gitee.as('wangbo').comment(models, number, '/yes it is saefr');
  const advisory = gitee.as('luren').comment(models, number, '/no becuase');
  await settle();
  const told = () =>
    gitee.comments(models, number).flatMap(({ author, body }) => (author.id === 900 ? (/@\w+/.exec(body) ?? []) : []));

  clock.advance(5000);
  gitee.as('wangbo').editComment(binding.id, '/yes it is safer');
  gitee.as('luren').editComment(advisory.id, '/no because');
  await settle();
  await poll(world);
  expect(told()).toEqual([]);

  clock.advance(5000);
  gitee.as('wangbo').editComment(binding.id, '/no it is not');
  gitee.as('luren').editComment(advisory.id, '/yes');
  await settle();
  await poll(world);
  await until('both are told', () => told().length === 2);
  expect(told().sort()).toEqual(['@luren', '@wangbo']);
  expect(await motion('M-2026-0001')).toMatchObject({ tally: { yes: 1, no: 0, advisory: { yes: 0, no: 1 } } });
});
