// How far polling has come, as it is kept.
import { expect, test } from '@jest/globals';
import type { PollProgress } from '../../src/jobs/store.js';
import { createPollStore } from '../../src/storage/polls.js';
import { openTestDatabase } from '../support/database.js';

const [before, due, after] = ['2026-03-01T00:00:00.000Z', '2026-03-08T00:00:00.000Z', '2026-03-08T00:02:00.000Z'];
const repo = 'openclaw/models';

function progress(change: Partial<PollProgress>): PollProgress {
  return {
    startedAt: before,
    subjectsSince: before,
    commentsSince: before,
    reached: before,
    left: [],
    goneSince: null,
    ...change,
  };
}

test('progress is kept by repository, in any letter case, and the last whole poll by forge', async () => {
  const polls = createPollStore(await openTestDatabase());
  expect(await polls.get('gitee', repo)).toBeNull();
  await polls.put(
    'gitee',
    'OpenClaw/Models',
    progress({ reached: due, left: [{ number: 'I4CF12', writtenAt: before }] }),
  );
  expect(await polls.get('gitee', repo)).toEqual(
    progress({ reached: due, left: [{ number: 'I4CF12', writtenAt: before }] }),
  );
  expect(await polls.get('github', repo)).toBeNull();
  expect(await polls.wholeAt('gitee')).toBeNull();
  await polls.putWhole('gitee', due);
  await polls.putWhole('gitee', after);
  expect(await polls.wholeAt('gitee')).toBe(after);
});
