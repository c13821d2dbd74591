// Comments on lines of files, among those of pull requests: they are not listed, so that no poll takes them for words to the app.
import { afterEach, expect, test } from '@jest/globals';
import { part } from '../../support/gitee-truth.js';
import { recorded } from '../../support/gitee-recorded.js';
import { scriptedGitee, type Script, type ScriptedGitee } from '../../support/scripted-gitee.js';

let server: ScriptedGitee | null = null;

afterEach(async () => {
  await server?.close();
  server = null;
});

const at = '/repos/person-01/drone-yml-test';
const plain = part(recorded('api/pr_comment'));
const comments = [
  plain,
  { ...plain, id: 2, comment_type: 'diff_comment' },
  { ...plain, id: 3, path: 'src/index.ts', position: '7' },
];
const listed: Script = { [`GET ${at}/pulls/comments`]: { body: comments } };
const gathered: Script = {
  [`GET ${at}/pulls`]: { body: [part(recorded('api/pr'))] },
  [`GET ${at}/pulls/${String(part(recorded('api/pr'))['number'])}/comments`]: { body: comments },
};

test.each([
  ['where the server lists those of the repository', listed],
  ['where they are read from each pull request', gathered],
])('are left out %s', async (_, script) => {
  server = await scriptedGitee({ ...script, [`GET ${at}/issues/comments`]: { body: [] } });
  const since = '2021-01-01T00:00:00.000Z';
  const page = await server.gitee.lists.comments('person-01/drone-yml-test', { since, next: null });
  expect(page.ok && page.value.items.map(({ id }) => id)).toEqual([String(plain['id'])]);
});
