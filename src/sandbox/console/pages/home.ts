// `/sandbox`: what this is, how to try it in a minute, what there is.
import { electorateOn } from '../../../charter/electorate.js';
import { dayOf } from '../../../shared/time.js';
import type { ConsolePage } from '../frame.js';
import { governed, isThere, repositoryAddress, rowOf, subjectAddress, subjectsOf } from '../subjects.js';
import { fullName, type Repository } from '../../forge/state.js';
import type { Visit } from '../visit.js';

const recent = 12;

/** Who may call a motion of the usual kind, and where: the first step of the guide. */
function firstStep({ charter, cast, now }: Visit, repositories: readonly Repository[]) {
  const kind = charter?.motions.find(({ id }) => id === charter.defaultMotion) ?? charter?.motions[0];
  const [repository] = repositories;
  if (!charter || !kind || !repository) return null;
  const [caller] = electorateOn(charter, kind.callers, dayOf(now)).flatMap((id) => cast.person(id) ?? []);
  return caller ? { action: `${repositoryAddress(repository)}/issues`, caller, kind: kind.id } : null;
}

/** A newcomer, and a repository to open a pull request in without a sign-off; null where nobody is a stranger. */
function firstPull({ cast, source }: Visit, repositories: readonly Repository[]) {
  const outsider = source.sandbox.players().find(({ role }) => role === 'outsider');
  const newcomer = cast.players.find(({ login }) => login === outsider?.login);
  const repository = repositories.find(({ name }) => name === 'docs') ?? repositories[0];
  if (!newcomer || !repository) return null;
  return { action: `${repositoryAddress(repository)}/pulls`, newcomer, repository: fullName(repository) };
}

export async function homePage(visit: Visit): Promise<ConsolePage> {
  const { cast, source, words } = visit;
  const { state } = source.sandbox.github;
  const motions = await source.decided.motions();
  const repositories = governed(state);
  const all = [...state.repositories.values()].flatMap((repository) => [...repository.subjects.values()]);
  const latest = all.filter(isThere).sort((a, b) => (a.updatedAt < b.updatedAt ? 1 : -1));
  const running = motions.filter((motion) => motion.state !== 'closed');
  return {
    template: 'home',
    title: words.t('console.home.title'),
    model: {
      first: firstStep(visit, repositories),
      firstPull: firstPull(visit, repositories),
      motions: running.map(({ id, title, state: motionState, closes_at, subjects }) => {
        const [where] = subjects;
        const subject = all.find(
          (one) =>
            fullName(one.repository) === where?.repo && String(one.number) === where.number && !one.transferredTo,
        );
        const stands = words.t(`state.${motionState}`);
        return { id, title, stands, closesAt: closes_at, address: subject ? subjectAddress(subject) : null };
      }),
      repositories: repositories.map((repository) => {
        const open = subjectsOf(repository).filter((subject) => subject.state === 'open');
        return {
          name: fullName(repository),
          address: repositoryAddress(repository),
          description: repository.description,
          issues: open.filter(({ pull }) => pull === null).length,
          pulls: open.filter(({ pull }) => pull !== null).length,
        };
      }),
      rows: latest.slice(0, recent).map((subject) => rowOf(subject, cast)),
    },
  };
}
