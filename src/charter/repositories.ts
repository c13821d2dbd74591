// Which repositories are the foundation's.
import type { ForgeId } from '../shared/refs.js';
import type { Charter } from './charter.js';

/** Whether `owner/repo` on a forge matches a pattern of `repositories`: exactly, or by `owner/*`; letter case does not matter. */
export function isFoundationRepository(charter: Pick<Charter, 'repositories'>, forge: ForgeId, repo: string): boolean {
  const [owner = '', name = '', ...more] = `${forge}:${repo}`.toLowerCase().split('/');
  if (name === '' || more.length > 0) return false;
  return charter.repositories.some((pattern) => {
    const wanted = pattern.toLowerCase();
    return wanted === `${owner}/${name}` || wanted === `${owner}/*`;
  });
}
