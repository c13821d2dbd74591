// Help as data: how each command is written, who may give it, what it does. Comments, pages and docs/commands.md are made from it.
import type { CommandNames } from './words.js';

/** A text in both languages of the app. */
interface BothLanguages {
  readonly en: string;
  readonly zh: string;
}

export interface CommandHelp {
  /** `/extend DURATION REASON`: capitals stand for what the writer puts in, brackets for what may be left out. */
  readonly usage: string;
  readonly who: BothLanguages;
  readonly what: BothLanguages;
  readonly examples: readonly string[];
}

export type CommandName =
  'propose' | 'second' | 'vote' | 'yes' | 'no' | 'abstain' | 'recuse' | 'check-vote' | 'withdraw' | 'extend' | 'help';

/** Every command with its other names. */
export const commandNames = {
  propose: ['提案'],
  second: ['附议'],
  vote: ['投票'],
  yes: ['赞成'],
  no: ['反对'],
  abstain: ['弃权'],
  recuse: ['回避'],
  'check-vote': ['计票'],
  withdraw: ['cancel-vote', '撤回'],
  extend: ['延期'],
  help: ['帮助'],
} as const satisfies CommandNames<CommandName>;

const callers: BothLanguages = {
  en: 'those whom the charter names as callers of the kind',
  zh: '章程规定可以发起该类动议的人',
};
const ballotWho: BothLanguages = {
  en: 'anyone; binding from the electorate, advisory from others',
  zh: '任何人；有表决权的人所投为正式票，其他人所投为意见票',
};

/** The help of every command, in the order in which a motion meets them. */
export const commandHelp: Readonly<Record<CommandName, CommandHelp>> = {
  propose: {
    usage: '/propose KIND [title]',
    who: callers,
    what: {
      en: 'proposes a motion here; it opens when it has its seconds and its notice is over',
      zh: '在此提出动议；附议人数达到要求且公示期满后开始投票',
    },
    examples: ['/propose governance Elect two new members of the board', '/提案 governance 增选两名理事'],
  },
  second: {
    usage: '/second',
    who: { en: 'the electorate, except the proposer', zh: '有表决权的人，提案人除外' },
    what: { en: 'seconds the motion proposed here', zh: '附议此处提出的动议' },
    examples: ['/second', '/附议'],
  },
  vote: {
    usage: '/vote [KIND]',
    who: callers,
    what: {
      en: 'calls a motion like /propose; where the kind asks for neither seconds nor notice it opens at once. Without KIND it is of the default kind',
      zh: '与 /propose 相同；若该类动议无需附议和公示，则立即开始投票。不写 KIND 时采用默认类别',
    },
    examples: ['/vote', '/vote technical', '/vote-technical', '/投票 technical'],
  },
  yes: {
    usage: '/yes [reason]',
    who: ballotWho,
    what: { en: 'a ballot for the motion; the latest ballot counts', zh: '投赞成票；以最后一次投票为准' },
    examples: ['/yes', '/yes The benchmark results convinced me', '/赞成 基准测试结果令人信服'],
  },
  no: {
    usage: '/no [reason]',
    who: ballotWho,
    what: { en: 'a ballot against the motion; the latest ballot counts', zh: '投反对票；以最后一次投票为准' },
    examples: ['/no', '/no It breaks the old file format', '/反对 会破坏旧的文件格式'],
  },
  abstain: {
    usage: '/abstain [reason]',
    who: ballotWho,
    what: {
      en: 'a ballot that counts for the quorum, but neither for nor against; the latest ballot counts',
      zh: '投弃权票：计入法定人数，但不计为赞成或反对；以最后一次投票为准',
    },
    examples: ['/abstain', '/弃权'],
  },
  recuse: {
    usage: '/recuse REASON',
    who: { en: 'the electorate', zh: '有表决权的人' },
    what: {
      en: 'takes the writer out of this motion for good; a ballot already given is void, a later one is refused',
      zh: '退出本动议的表决，不可恢复；已投的票作废，此后也不能再投',
    },
    examples: ['/recuse My employer sells this product', '/回避 我的雇主销售该产品'],
  },
  'check-vote': {
    usage: '/check-vote',
    who: { en: 'anyone, once an hour in each issue or pull request', zh: '任何人；每个议题或合并请求每小时一次' },
    what: { en: 'brings the motion comment up to date', zh: '刷新动议评论' },
    examples: ['/check-vote', '/计票'],
  },
  withdraw: {
    usage: '/withdraw [reason]',
    who: {
      en: 'the proposer, while nobody else has cast a binding ballot',
      zh: '提案人，且尚无他人投出正式票',
    },
    what: { en: 'ends the motion as withdrawn', zh: '撤回动议，动议随即结束' },
    examples: ['/withdraw', '/cancel-vote', '/撤回 需要先补充资料'],
  },
  extend: {
    usage: '/extend DURATION REASON',
    who: { en: 'the proposer or an elector, once, before closing', zh: '提案人或有表决权的人；截止前，仅一次' },
    what: {
      en: "moves the closing time by the duration, at most by the kind's period",
      zh: '将截止时间推迟指定的时长，不得超过该类动议的投票期',
    },
    examples: ['/extend P3D Two members are travelling', '/extend 2 days Public holidays', '/延期 3天 适逢假期'],
  },
  help: {
    usage: '/help [command]',
    who: { en: 'anyone', zh: '任何人' },
    what: { en: 'says what the writer may do here, now', zh: '说明您此时在此可以做什么' },
    examples: ['/help', '/help extend', '/帮助'],
  },
};
