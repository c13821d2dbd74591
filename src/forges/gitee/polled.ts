// What Gitee is asked for now and then: it promises no webhook.
import { ok } from '../../shared/result.js';
import { instant } from '../../shared/time.js';
import type { TextCreated } from '../event.js';
import type { ForgeLists, PolledForge } from '../forge.js';
import { accountOf } from './account.js';
import type { Client } from './client.js';
import { isPull } from './see.js';
import type { Subjects } from './subjects.js';

export function createPolled(client: Client, subjects: Subjects, lists: ForgeLists): PolledForge {
  return {
    lists,
    textOf: ({ id, number }) => ({ kind: isPull({ number }) ? 'pull-comment' : 'comment', id }),
    openingOf: ({ number, isPull: onPull }) => (onPull ? null : { kind: 'issue', id: number }),
    async opened(subject) {
      const me = await client.me();
      if (!me.ok) return me;
      const onPull = isPull(subject);
      const { repo, number } = subject;
      const found = onPull ? await subjects.pull(repo, number) : await subjects.issue(repo, number);
      if (!found.ok) return found;
      const { answer, facts } = found.value;
      const createdAt = instant(answer.created_at);
      if (!answer.user) return ok(null);
      const event: TextCreated = {
        kind: 'text-created',
        subject: facts,
        text: onPull ? { kind: 'pull', id: String(answer.id) } : { kind: 'issue', id: number },
        author: accountOf(answer.user, me.value),
        viaApp: false,
        body: answer.body ?? '',
        createdAt,
        url: facts.url,
        issueText: null,
      };
      return ok({ event, changed: createdAt !== instant(answer.updated_at) });
    },
  };
}
