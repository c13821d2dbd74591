// `/sandbox`: what this is, how to try it in a minute, what there is.
import { electorateOn } from '../../../charter/electorate.js';
import type { MotionSummary } from '../../../motions/view.js';
import { dayOf } from '../../../shared/time.js';
import { fullName, type Repository } from '../../forge/state.js';
import { horizonOf } from '../drafts.js';
import { referenceOf, repositoryAddress } from '../forge.js';
import type { ConsolePage } from '../frame.js';
import { governed, isThere, motionsIn, placeOf, repositoryRow, rowOf, subjectsOf } from '../subjects.js';
import { visitOn, type Visit } from '../visit.js';

const recent = 12;

/** Who may call a motion of the usual kind, and where: the first step of the guide. */
function firstStep(visit: Visit, repositories: readonly Repository[]) {
  const { charter, now, source } = visit;
  const { github } = source.forges;
  const { cast } = visitOn(github, visit);
  const kind = charter?.motions.find(({ id }) => id === charter.defaultMotion) ?? charter?.motions[0];
  const [repository] = repositories;
  if (!charter || !kind || !repository) return null;
  const [caller] = electorateOn(charter, kind.callers, dayOf(now)).flatMap((id) => cast.person(id) ?? []);
  return caller ? { action: `${repositoryAddress(github, repository)}/issues`, caller, kind: kind.id } : null;
}

/** Who may add an item to the roadmap, for when, and where; null where there is no roadmap. */
function firstItem(visit: Visit, [repository]: readonly Repository[]) {
  const { charter, now, source } = visit;
  const { github } = source.forges;
  const { cast } = visitOn(github, visit);
  const horizon = horizonOf(visit);
  if (!charter?.roadmap || horizon === null || !repository) return null;
  const who = electorateOn(charter, charter.roadmap.who.add.bodies, dayOf(now));
  const [caller] = who.flatMap((id) => cast.person(id) ?? []);
  if (!caller) return null;
  const theme = charter.roadmap.themes[0]?.id ?? '';
  return { action: `${repositoryAddress(github, repository)}/issues`, caller, horizon, theme, lead: caller.login };
}

/** A newcomer, and a repository to open a pull request in without a sign-off; null where nobody is a stranger. */
function firstPull(visit: Visit, repositories: readonly Repository[]) {
  const { source } = visit;
  const { github } = source.forges;
  const outsider = source.sandbox.players().find(({ role, accounts }) => role === 'outsider' && accounts.github);
  const newcomer = visitOn(github, visit).cast.players.find(({ id }) => id === outsider?.id);
  const repository = repositories.find(({ name }) => name === 'docs') ?? repositories[0];
  if (!newcomer || !repository) return null;
  return { action: `${repositoryAddress(github, repository)}/pulls`, newcomer, repository: fullName(repository) };
}

/** A running motion, and where it is voted on. */
function motionRow({ source, words }: Visit, { id, title, state, closes_at, subjects }: MotionSummary) {
  const places = subjects.flatMap((one) => placeOf(source.forges, one) ?? []);
  const address = places[0]?.address ?? null;
  return { id, title, stands: words.t(`state.${state}`), closesAt: closes_at, address, places };
}

type Row = ReturnType<typeof motionRow>;

/** A running motion that is voted on on both forges; null where there is none. */
function firstAcross(rows: readonly Row[]) {
  const found = rows.find(({ places }) => new Set(places.map(({ forge }) => forge)).size > 1);
  return found ? { title: found.title, places: found.places } : null;
}

/** An open issue on Gitee in which no motion runs, to be joined to a motion on GitHub; null where there is none. */
function firstToLink({ source }: Visit, unfinished: readonly MotionSummary[]) {
  const { gitee } = source.forges;
  const free = governed(gitee)
    .flatMap(subjectsOf)
    .find((one) => !one.pull && one.state === 'open' && motionsIn(unfinished, gitee, one).length === 0);
  return free ? { reference: referenceOf(gitee, free) } : null;
}

export async function homePage(visit: Visit): Promise<ConsolePage> {
  const { cast, source, words } = visit;
  const forges = Object.values(source.forges);
  const motions = (await source.decided.motions()).filter(({ state }) => state !== 'closed');
  const running = motions.map((motion) => motionRow(visit, motion));
  const repositories = governed(source.forges.github);
  const first = firstStep(visit, repositories);
  const latest = forges
    .flatMap((forge) =>
      [...forge.world.repositories.values()].flatMap(({ subjects }) =>
        [...subjects.values()].filter(isThere).map((subject) => ({ forge, subject })),
      ),
    )
    .sort((a, b) => (a.subject.updatedAt < b.subject.updatedAt ? 1 : -1));
  return {
    template: 'home',
    title: words.t('console.home.title'),
    model: {
      first,
      firstItem: firstItem(visit, repositories),
      firstPull: firstPull(visit, repositories),
      across: firstAcross(running) ?? (first && firstToLink(visit, motions)),
      motions: running,
      forges: forges.map((forge) => ({
        id: forge.id,
        name: forge.name,
        repositories: governed(forge).map((repository) => repositoryRow(forge, repository)),
      })),
      rows: latest.slice(0, recent).map(({ forge, subject }) => rowOf(forge, subject, cast)),
    },
  };
}
