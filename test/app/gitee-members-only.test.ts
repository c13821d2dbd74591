// An issue for members only, in a repository that everybody may read, found by polling alone: nothing of it is shown to everybody.
import { expect, test } from '@jest/globals';
import { until } from '../support/app.js';
import { deafWorld, poll } from '../support/gitee-poll.js';
import { models } from '../support/gitee-world.js';

const hidden = (item: unknown) => (typeof item === 'object' && item !== null ? { ...item, security_hole: true } : item);

test('a vote called there by a comment is refused, and the mirror takes nothing in', async () => {
  const world = await deafWorld();
  const { gitee, openIssue, get, app } = world;
  const lie = (body: unknown) => (Array.isArray(body) ? body.map(hidden) : hidden(body));
  gitee.faults.fail({ path: /\/issues(\/I\w+)?$/, until: Date.now() + 3_600_000, mode: { lie } });
  const number = openIssue('linmei', 'Anybody can overwrite the weights.');
  gitee.as('wangbo').comment(models, number, '/vote technical');
  await poll(world);
  await until('its author is told', () => gitee.comments(models, number).some(({ body }) => body.includes('@wangbo')));
  expect(await get('/api/v1/motions')).toEqual([]);
  expect(await app.stores.mirror.subject({ forge: 'gitee', repo: models, number })).toBeNull();
  expect(await get('/api/v1/search?q=overwrite')).toEqual([]);
});
