// What a sandbox begins with under a charter that is not the story's: one issue that says what to try.
import type { Charter } from '../../charter/charter.js';
import { forgeIds, repositoriesOf } from './cast.js';
import { text, type Thread } from './scene.js';

/** One issue, on the first forge where the charter has a repository and a person; nothing when there is none. */
export function welcome(charter: Charter): readonly Thread[] {
  const { people, motions, defaultMotion } = charter;
  const kind = defaultMotion ?? motions[0]?.id ?? 'technical';
  const body = text(
    'This is a sandbox: simulated forges under your own charter. Nothing here reaches anybody outside.',
    '本站为沙盒：在您自己的章程之下模拟的代码托管平台，任何操作都不会影响外部。',
    [
      'To try a vote, act as somebody who may call one, open an issue, and write in it:',
      '',
      '```',
      `/vote ${kind}`,
      '```',
      '',
      'Then act as others and write `/yes`, `/no` or `/abstain`, each with a reason, and move the clock.',
    ].join('\n'),
  );
  return forgeIds
    .flatMap((on): readonly Thread[] => {
      const host = people.find(({ accounts }) => accounts[on]);
      const [, repo] = repositoriesOf(charter, on)[0]?.split('/') ?? [];
      if (!host || repo === undefined) return [];
      return [{ on, repo, at: '0 00:00', by: host.id, title: 'Welcome to the sandbox · 欢迎使用沙盒', body, acts: [] }];
    })
    .slice(0, 1);
}
