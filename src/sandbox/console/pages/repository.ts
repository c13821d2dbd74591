// `/sandbox/OWNER/NAME`: its issues and pull requests, and the forms for new ones.
import { fullName } from '../../forge/state.js';
import type { ConsolePage } from '../frame.js';
import { repositoryAddress } from '../forge.js';
import { repositoryAt, rowOf, subjectsOf } from '../subjects.js';
import { pageOf, type ForgeVisit } from '../visit.js';
import { signOffOf } from './code.js';

const states = ['open', 'closed', 'all'] as const;
const kinds = ['all', 'issues', 'pulls'] as const;

/** Null where there is nothing. */
export function repositoryPage(visit: ForgeVisit): ConsolePage | null {
  const { cast, forge, query, words } = visit;
  const repository = repositoryAt(forge, visit.params);
  const state = states.find((one) => one === (query.get('state') ?? 'open'));
  const kind = kinds.find((one) => one === (query.get('kind') ?? 'all'));
  if (!repository || !state || !kind) return null;
  const fitting = subjectsOf(repository).filter(
    (subject) =>
      (state === 'all' || subject.state === state) &&
      (kind === 'all' || (subject.pull === null) === (kind === 'issues')),
  );
  const page = pageOf(visit, fitting);
  if (!page) return null;
  const address = repositoryAddress(forge, repository);
  function links(name: string, chosen: string, values: readonly string[], address_: (value: string) => string) {
    return values.map((value) => {
      return { label: words.t(`console.${name}.${value}`), href: address_(value), chosen: value === chosen };
    });
  }
  return {
    template: 'repository',
    title: fullName(repository),
    model: {
      address,
      forge: forge.name,
      description: repository.description,
      states: links('states', state, states, (value) => `${address}?state=${value}&kind=${kind}`),
      kinds: links('kinds', kind, kinds, (value) => `${address}?state=${state}&kind=${value}`),
      count: fitting.length,
      rows: page.items.map((subject) => rowOf(forge, subject, cast)),
      links: page.links,
      signOff: signOffOf(visit),
      newFile: `docs/note-${String(repository.lastNumber + 1)}.md`,
    },
  };
}
