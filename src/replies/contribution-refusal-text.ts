// Each refusal of a command on a contribution as a sentence or two, naming the clause of policy.yml or the OWNERS files that decide.
import type { ContributionRefusal } from '../contributions/refusal.js';
import { codeSpan } from '../shared/neutralise.js';
import type { RefusalTelling } from './refusal-telling.js';

/** So many OWNERS files are named. */
const mostFiles = 5;

function short(head: string): string {
  return codeSpan(head.slice(0, 7));
}

/** Says why a command on a contribution was not carried out, in one language. */
export function contributionRefusalInWords(refusal: ContributionRefusal, telling: RefusalTelling): string {
  const { tell, bodies, command, codes } = telling;

  function byPolicy(sentence: string, clause: string): string {
    return tell('clause-policy', { sentence, clause: codeSpan(clause) });
  }
  function byOwners(sentence: string, files: readonly string[]): string {
    if (files.length === 0) return byPolicy(sentence, 'owners');
    return tell('clause-owners', { sentence, files: codes(files.slice(0, mostFiles)) });
  }

  const { code } = refusal;
  switch (code) {
    case 'only-in-a-pull-request':
    case 'no-policies':
    case 'contribution-unreadable':
    case 'contribution-new':
    case 'nothing-to-cancel':
      return tell(code, { command: command(refusal.command) });
    case 'contribution-ended':
      return tell(code, { command: command(refusal.command), state: tell(`ended.${refusal.state}`) });
    case 'owners-not-in-force':
    case 'own-contribution':
      return byPolicy(tell(code, { command: command(refusal.command) }), 'owners');
    case 'not-a-reviewer':
    case 'not-an-approver':
      return byOwners(tell(code, { command: command(refusal.command) }), refusal.files);
    case 'not-your-hold':
      return byOwners(tell(code), refusal.files);
    case 'head-moved':
      return tell(code, { command: command(refusal.command), head: short(refusal.head) });
    case 'evaluated-lately':
    case 'private-override':
      return tell(code);
    case 'unknown-policy': {
      const { policy, nearest, known } = refusal;
      const key = nearest === null ? code : 'unknown-policy-near';
      return tell(key, { policy: codeSpan(policy), nearest: codeSpan(nearest ?? ''), known: codes(known) });
    }
    case 'policy-not-in-force':
      return tell(code, { policy: codeSpan(refusal.policy) });
    case 'policy-file-stands':
      return tell(code, { file: codeSpan(refusal.file) });
    case 'own-override':
      return byPolicy(tell(code), refusal.clause);
    case 'not-an-overrider': {
      const key = refusal.bodies.length === 0 ? 'no-overriders' : code;
      const values = { policy: codeSpan(refusal.policy), bodies: bodies(refusal.bodies) };
      return byPolicy(tell(key, values), refusal.clause);
    }
    case 'nothing-to-override':
    case 'already-overridden':
      return tell(code, { policy: codeSpan(refusal.policy), head: short(refusal.head) });
  }
}
