// What a sandbox begins with under a charter that is not the story's: one issue that says what to try.
import type { Charter } from '../../charter/charter.js';
import { text, type Thread } from './scene.js';

/** One issue, by the first person of the charter with an account; nothing when there is none. */
export function welcome({ people, motions, defaultMotion }: Charter, repo: string): readonly Thread[] {
  const host = people.find(({ accounts }) => accounts.github);
  if (!host) return [];
  const kind = defaultMotion ?? motions[0]?.id ?? 'technical';
  const body = text(
    'This is a sandbox: a simulated forge under your own charter. Nothing here reaches anybody outside.',
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
  return [{ repo, at: '0 00:00', by: host.id, title: 'Welcome to the sandbox · 欢迎使用沙盒', body, acts: [] }];
}
