// What must have happened in the year, worked out by hand from its story.
import type { Places } from './story.js';

/** Every act on the roadmap: its day, item, person, motion, what it changed, and why. */
export function history({ bench, sources }: Places): readonly (readonly string[])[] {
  const [benchAt, sourcesAt] = [bench, sources].map(({ number }) => `gitee:openclaw/models#${number.toLowerCase()}`);
  const asked = 'text, status proposed, pending add';
  return [
    [
      '2025-11-04 RM-2025-001 wang-bo M-2025-0001',
      `subject github:openclaw/models#1, outcome, theme open-weights, body tsc, lead chen-yu, ${asked} 2026-Q1`,
      '',
    ],
    [
      '2025-11-12 RM-2025-001 wang-bo M-2025-0001',
      'horizon 2026-Q1, status proposed → accepted, pending add 2026-Q1 → nothing',
      '',
    ],
    [
      '2025-11-17 RM-2025-002 lin-mei M-2025-0002',
      `subject ${benchAt ?? ''}, outcome, theme open-weights, lead wang-bo, ${asked} 2026-Q1`,
      '',
    ],
    [
      '2025-11-26 RM-2025-002 lin-mei M-2025-0002',
      'horizon 2026-Q1, status proposed → accepted, pending add 2026-Q1 → nothing',
      '',
    ],
    [
      '2025-12-01 RM-2025-003 kofi-mensah M-2025-0003',
      `subject github:openclaw/models#2, outcome, lead kofi-mensah, ${asked} later`,
      '',
    ],
    ['2025-12-09 RM-2025-003 kofi-mensah M-2025-0003', 'status proposed → declined, pending add later → nothing', ''],
    [
      '2026-01-12 RM-2026-001 kofi-mensah M-2026-0001',
      `subject github:openclaw/models#3, outcome, theme data, lead kofi-mensah, ${asked} 2026-Q2`,
      '',
    ],
    [
      '2026-01-20 RM-2026-001 kofi-mensah M-2026-0001',
      'horizon 2026-Q2, status proposed → accepted, pending add 2026-Q2 → nothing',
      '',
    ],
    ['2026-02-03 RM-2026-002 lin-mei', 'subject github:openclaw/docs#2, outcome, text, status proposed', ''],
    [
      '2026-03-16 RM-2025-001 chen-yu',
      'horizon 2026-Q1 → 2026-Q2 (slipped by 1)',
      'The licence takes longer than we thought',
    ],
    ['2026-03-20 RM-2025-002 maintainer-mo', 'horizon 2026-Q1 → 2026-Q3 (slipped by 2)', '数据尚未就绪'],
    [
      '2026-04-01 RM-2026-003 lin-mei M-2026-0002',
      `subject github:openclaw/models#4, outcome, theme data, lead kofi-mensah, ${asked} 2026-Q3`,
      '',
    ],
    [
      '2026-04-01 RM-2026-004 lin-mei M-2026-0003',
      `subject ${sourcesAt ?? ''}, outcome, theme data, lead lin-mei, ${asked} 2026-Q3`,
      '',
    ],
    [
      '2026-04-09 RM-2026-003 lin-mei M-2026-0002',
      'horizon 2026-Q3, status proposed → accepted, pending add 2026-Q3 → nothing',
      '',
    ],
    [
      '2026-04-09 RM-2026-004 lin-mei M-2026-0003',
      'horizon 2026-Q3, status proposed → accepted, pending add 2026-Q3 → nothing',
      '',
    ],
    ['2026-04-09 RM-2026-001 ana-souza M-2026-0004', 'pending drop', 'Split into RM-2026-003 and RM-2026-004'],
    [
      '2026-04-17 RM-2026-001 ana-souza M-2026-0004',
      'status accepted → declined, pending drop → nothing',
      'Split into RM-2026-003 and RM-2026-004',
    ],
    ['2026-05-11 RM-2026-003', 'text -1 +1', ''],
    ['2026-05-12 RM-2026-003 lin-mei', 'lead kofi-mensah → ana-souza, status accepted → in-progress', 'Ana takes over'],
    ['2026-05-18 RM-2025-002', 'status accepted → in-progress', ''],
    ['2026-05-19 RM-2025-001', 'status accepted → in-progress', ''],
    ['2026-05-25 RM-2025-001', 'subject github:openclaw/models#1 → github:openclaw/docs#3', ''],
    ['2026-06-01 RM-2025-001 chen-yu', 'outcome -1 +1, text -1 +1', ''],
    ['2026-06-22 RM-2025-001', 'status in-progress → shipped', ''],
    ['2026-08-24 RM-2026-003 ana-souza M-2026-0005', 'pending move later', 'The partner who checks them has left'],
    [
      '2026-09-01 RM-2026-003 ana-souza M-2026-0005',
      'horizon 2026-Q3 → later (slipped by 2), pending move later → nothing',
      'The partner who checks them has left',
    ],
    ['2026-09-14 RM-2026-004 lin-mei', 'status accepted → shipped', '检查已上线'],
  ];
}
