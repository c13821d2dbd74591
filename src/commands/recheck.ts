// /recheck: evaluates the policies again, with everything read anew.
import { subjectKey } from '../shared/refs.js';
import { plus } from '../shared/time.js';
import { badArguments, refused } from './apply.js';
import type { Command } from './command.js';
import { openContribution } from './contribution.js';
import type { CommandHelp } from './help.js';

const help: CommandHelp = {
  usage: '/recheck',
  who: { en: 'anyone, once a minute in each pull request', zh: '任何人；每个合并请求每分钟一次' },
  what: {
    en: 'evaluates the contribution policies again, with everything read anew',
    zh: '重新读取全部内容，再次检查贡献政策',
  },
  examples: ['/recheck', '/重新检查'],
};
const oncePer = 60_000;

export const recheck: Command = {
  name: 'recheck',
  aliases: ['重新检查'],
  help,
  async run(call) {
    if (call.args !== '') return badArguments('recheck', 'unexpected-words', help);
    const { governance, source, key } = call;
    if (!source.subject.isPull) return refused({ code: 'only-in-a-pull-request', command: 'recheck' });
    const now = source.receivedAt;
    const mark = `recheck ${subjectKey(source.origin)}`;
    if (!(await governance.marks.claim(mark, key, now, plus(now, oncePer))))
      return refused({ code: 'evaluated-lately' });
    const open = await openContribution(call, 'recheck', true);
    return open.ok ? { kind: 'contribution-changed', again: true } : refused(open.error);
  },
};
