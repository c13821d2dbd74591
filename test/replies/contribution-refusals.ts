// One refusal of each sort that a command on a contribution can meet.
import type { ContributionRefusal } from '../../src/contributions/refusal.js';

type Code = ContributionRefusal['code'];

const head = 'c1d2e3f4a5b6c7d8e9f0a1b2c3d4e5f6a7b8c9d0';
const files = ['OWNERS', 'src/OWNERS'];

export const contributionRefusals: {
  readonly [Each in Code]: Extract<ContributionRefusal, { readonly code: Each }>;
} = {
  'only-in-a-pull-request': { code: 'only-in-a-pull-request', command: 'approve' },
  'contribution-ended': { code: 'contribution-ended', command: 'approve', state: 'merged' },
  'owners-not-in-force': { code: 'owners-not-in-force', command: 'lgtm' },
  'contribution-new': { code: 'contribution-new', command: 'approve' },
  'contribution-unreadable': { code: 'contribution-unreadable', command: 'approve' },
  'own-contribution': { code: 'own-contribution', command: 'approve', files },
  'not-a-reviewer': { code: 'not-a-reviewer', command: 'lgtm', files },
  'not-an-approver': { code: 'not-an-approver', command: 'approve', files },
  'nothing-to-cancel': { code: 'nothing-to-cancel', command: 'lgtm', files },
  'not-your-hold': { code: 'not-your-hold', command: 'hold', files },
  'head-moved': { code: 'head-moved', command: 'override', head },
  'evaluated-lately': { code: 'evaluated-lately' },
  'no-policies': { code: 'no-policies', command: 'recheck' },
  'unknown-policy': { code: 'unknown-policy', policy: 'dcoo', nearest: 'dco', known: ['dco', 'title', 'owners'] },
  'policy-not-in-force': { code: 'policy-not-in-force', policy: 'title' },
  'policy-file-stands': { code: 'policy-file-stands', file: '.github/opencharter.yml' },
  'private-override': { code: 'private-override' },
  'own-override': { code: 'own-override', policy: 'dco', clause: 'dco.override' },
  'not-an-overrider': {
    code: 'not-an-overrider',
    policy: 'dco',
    bodies: ['tsc', 'maintainers'],
    clause: 'dco.override',
  },
  'nothing-to-override': { code: 'nothing-to-override', policy: 'dco', head },
  'already-overridden': { code: 'already-overridden', policy: 'dco', head },
};
