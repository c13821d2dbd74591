// /lgtm, /approve, /hold [cancel]: what a policy with OWNERS files asks of people.
import type { Approval } from '../contributions/facts.js';
import type { Command } from './command.js';
import { giveApproval } from './give-approval.js';
import type { CommandHelp } from './help.js';

function ownersCommand(kind: Approval['kind'], help: CommandHelp): Command {
  return { name: kind, aliases: [], help, run: (call) => giveApproval(call, kind, help) };
}

export const lgtm = ownersCommand('lgtm', {
  usage: '/lgtm [cancel]',
  who: {
    en: 'reviewers and approvers whom the OWNERS files above the changed files name, except the author',
    zh: '所改文件的上级 OWNERS 文件所列的评审人和批准人，作者除外',
  },
  what: {
    en: 'says that the pull request looks good as it is now; it falls with a push that changes a file. With “cancel” the writer takes it back',
    zh: '表示合并请求的现状没有问题；此后的推送若改动文件，即告失效。写“cancel”可收回',
  },
  examples: ['/lgtm', '/lgtm cancel'],
});

export const approve = ownersCommand('approve', {
  usage: '/approve [cancel]',
  who: {
    en: 'approvers whom the OWNERS files above the changed files name, except the author',
    zh: '所改文件的上级 OWNERS 文件所列的批准人，作者除外',
  },
  what: {
    en: 'approves the files that are the writer’s to approve, as they are now; it falls with a push that changes a file. With “cancel” the writer takes it back',
    zh: '按现状批准自己有权批准的文件；此后的推送若改动文件，即告失效。写“cancel”可收回',
  },
  examples: ['/approve', '/approve cancel'],
});

export const hold = ownersCommand('hold', {
  usage: '/hold [cancel]',
  who: {
    en: 'anyone; lifted by whoever placed it, or by an approver other than the author',
    zh: '任何人；由提出暂停的人，或作者以外的批准人解除',
  },
  what: {
    en: 'keeps the pull request from being merged until it is lifted with “cancel”',
    zh: '暂停合并，直至用“cancel”解除',
  },
  examples: ['/hold', '/hold cancel'],
});
