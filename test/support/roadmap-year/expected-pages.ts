// What readers must see at the end of the year, in both languages.

/** On the board of each language. */
export const boards: readonly (readonly [string, readonly string[]])[] = [
  [
    '',
    [
      '2 items are planned: 2 in progress, 0 not begun, 0 on hold. 3 of the 5 that ever had a horizon have slipped.',
      '3/5 items have slipped, of all that ever had a horizon',
      '2026-Q1 2 0 0 2026-Q2 2 1 1 2026-Q3 3 1 1 2026-Q4 0 0 0',
      'Next review overdue since Sat 31 October 2026',
      '2026-Q3 over one item RM-2025-002 in progress overdue stale 可复现评测',
      'Later one item RM-2026-003 in progress Fields of a card',
      'Proposed one item RM-2026-002 proposed A model for phones',
      'Shipped on 22 June 2026.',
      'Declined on 17 April 2026: Split into RM-2026-003 and RM-2026-004.',
    ],
  ],
  [
    '/zh',
    [
      '计划中有 2 个条目：2 个进行中，0 个尚未开始，0 个搁置。曾列入阶段的 5 个条目中，有 3 个推迟过。',
      '2026-Q1 2 0 0 2026-Q2 2 1 1 2026-Q3 3 1 1 2026-Q4 0 0 0',
      '下次评审 已过期：2026年10月31日（周六）',
      '2026-Q3 已过 1 个条目 RM-2025-002 进行中 已逾期 久无进展 可复现评测',
      '以后 1 个条目 RM-2026-003 进行中 Fields of a card',
      '2026年6月22日交付。',
      '2026年4月17日决定不采纳：Split into RM-2026-003 and RM-2026-004。',
    ],
  ],
];

/** On the page of each item: in English, and the same in Chinese. */
export const itemPages: readonly (readonly [string, readonly (readonly [string, string])[]])[] = [
  [
    'RM-2025-001',
    [
      [
        'Shipped on 22 June 2026. Chen Yu led it. It has slipped once, by one quarter.',
        '2026年6月22日交付。原负责人：陈宇。共推迟 1 次，累计 1 个季度。',
      ],
      [
        'Anybody may download the weights of the small model, and fine-tune them. 任何人都可以',
        '任何人都可以下载小模型的权重。 Anybody',
      ],
      ['Technical Steering Committee review the licence', '技术指导委员会 review the licence'],
      [
        'Linked work github:openclaw/models#6 · pull request · open Publish the weights',
        '关联的工作 github:openclaw/models#6 · 合并请求',
      ],
      [
        'The licence takes longer than we thought Horizon: from 2026-Q1 → to 2026-Q2 slipped by one quarter after 124 days',
        '阶段：由 2026-Q1 → 改为 2026-Q2 推迟 1 个季度 此前持续 124 天',
      ],
      [
        'Issue: from github:openclaw/models#1 → to github:openclaw/docs#3',
        '议题：由 github:openclaw/models#1 → 改为 github:openclaw/docs#3',
      ],
    ],
  ],
  [
    'RM-2025-002',
    [
      [
        '2026-Q3 is over, and it is not done. Wang Bo leads it. It has slipped once, by 2 quarters.',
        '“2026-Q3”已过，仍未完成。负责人：王博。共推迟 1 次，累计 2 个季度。',
      ],
      [
        'Wang Bo · Mon 20 July 2026, 09:00 UTC 评测可在本地运行',
        '王博 · 2026年7月20日（周一）09:00 UTC 评测可在本地运行',
      ],
      ['Mo 数据尚未就绪', 'Mo 数据尚未就绪'],
      ['Issue: gitee:openclaw/models#I', '议题：gitee:openclaw/models#I'],
    ],
  ],
  [
    'RM-2025-003',
    [
      ['Declined on 9 December 2025. kofi-mensah led it.', '2025年12月9日决定不采纳。原负责人：kofi-mensah。'],
      ['Decided by M-2025-0003 lost', '决定依据 M-2025-0003 未通过'],
    ],
  ],
  [
    'RM-2026-001',
    [
      [
        'Declined on 17 April 2026: Split into RM-2026-003 and RM-2026-004.',
        '2026年4月17日决定不采纳：Split into RM-2026-003 and RM-2026-004。',
      ],
      [
        'Names RM-2026-003 Fields of a card RM-2026-004 数据来源检查',
        '提及 RM-2026-003 Fields of a card RM-2026-004 数据来源检查',
      ],
      ['Is named by RM-2026-003 Fields of a card RM-2026-004', '被提及于 RM-2026-003 Fields of a card RM-2026-004'],
    ],
  ],
  [
    'RM-2026-002',
    [
      ['Proposed on 3 February 2026 for Later, not decided yet.', '2026年2月3日提出，希望列入“以后”，尚未决定。'],
      ['Decided by Not decided yet.', '决定依据 尚未决定。'],
    ],
  ],
  [
    'RM-2026-003',
    [
      [
        'In progress since 12 May 2026. It is planned for Later. Ana Souza leads it. It has slipped once, by 2 horizons.',
        '自 2026年5月12日起进行中。计划阶段：以后。负责人：Ana Souza。共推迟 1 次，累计 2 个阶段。',
      ],
      ['Lead: from kofi-mensah → to Ana Souza after 41 days', '负责人：由 kofi-mensah → 改为 Ana Souza 此前持续 41 天'],
      ['1/2 steps done', '1/2'],
    ],
  ],
  [
    'RM-2026-004',
    [
      ['Shipped on 14 September 2026. Lin Mei led it.', '2026年9月14日交付。原负责人：林梅。'],
      ['158 days it was open', '158 天：开放的总时间'],
    ],
  ],
];

/** The entries of the feed, the newest first. */
export const news: readonly string[] = [
  'RM-2026-004 数据来源检查: shipped',
  'RM-2026-003 Fields of a card: slipped from 2026-Q3 to Later',
  'RM-2025-001 Open weights: shipped',
  'RM-2025-001 Open weights: another outcome',
  'RM-2025-001 Open weights: in progress',
  'RM-2025-002 可复现评测: in progress',
  'RM-2026-003 Fields of a card: in progress',
  'RM-2026-003 Fields of a card: Ana Souza leads it now',
  'RM-2026-001 A catalogue of datasets: declined',
  'RM-2026-004 数据来源检查: accepted',
  'RM-2026-003 Fields of a card: accepted',
  'RM-2026-004 数据来源检查: proposed',
  'RM-2026-003 Fields of a card: proposed',
  'RM-2025-002 可复现评测: slipped from 2026-Q1 to 2026-Q3',
  'RM-2025-001 Open weights: slipped from 2026-Q1 to 2026-Q2',
  'RM-2026-002 A model for phones: proposed',
  'RM-2026-001 A catalogue of datasets: accepted',
  'RM-2026-001 A catalogue of datasets: proposed',
  'RM-2025-003 Chips of our own: declined',
  'RM-2025-003 Chips of our own: proposed',
  'RM-2025-002 可复现评测: accepted',
  'RM-2025-002 可复现评测: proposed',
  'RM-2025-001 Open weights: accepted',
  'RM-2025-001 Open weights: proposed',
];
