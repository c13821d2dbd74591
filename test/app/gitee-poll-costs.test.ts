// What polling costs: a call for each hundred objects of a list, and one for each pull request that was changed.
import { expect, test } from '@jest/globals';
import { deafWorld, poll } from '../support/gitee-poll.js';
import { models } from '../support/gitee-world.js';

test('the comments of two issues and three pull requests are found with a call for each hundred, and each pull request once', async () => {
  const world = await deafWorld();
  const { gitee, clock, openIssue } = world;
  const issues = [openIssue('linmei', 'One.'), openIssue('linmei', 'Another.')];
  const pulls = [1, 2, 3].map(
    () => gitee.as('luren').openPull(models, { title: 'Add things', body: 'Because.' }).number,
  );
  await poll(world);
  for (let n = 0; n < 420; n += 1) {
    clock.advance(1000);
    gitee.as('luren').comment(models, issues[n % 2] ?? '', `Thought ${String(n)}`);
  }
  for (const pull of pulls) gitee.as('luren').comment(models, pull, 'And another thing');
  const mark = gitee.calls.mark();
  await poll(world);
  expect(gitee.calls.countByTemplate(mark)).toEqual({
    'GET /repos/{owner}/{repo}': 1,
    'GET /repos/{owner}/{repo}/issues': 1,
    'GET /repos/{owner}/{repo}/issues/comments': 5,
    'GET /repos/{owner}/{repo}/pulls': 2,
    'GET /repos/{owner}/{repo}/pulls/{number}/comments': 3,
  });
});
