// Commits, trees and blobs as GraphQL objects, and the checks of commits.
import { isBinary } from '../../forge/diff.js';
import { blobSha, treeSha, type Commit, type Files, type GitPerson } from '../../forge/git.js';
import { filesBelow } from '../../forge/objects.js';
import { nodeId } from '../shapes/account.js';
import { repositoryPage } from '../shapes/repository.js';
import { accountById } from '../../forge/world.js';
import type { CheckRun, Repository } from '../../forge/state.js';
import { actorObject } from './accounts.js';
import { connection, type PageArguments, type View } from './view.js';

/** GitHub cuts longer texts. */
const longestText = 512 * 1024;

function gitObject(kind: string, repository: Repository, oid: string) {
  const id = nodeId(`${kind}:${repository.id}`, parseInt(oid.slice(0, 8), 16));
  return { __typename: kind, id, oid, abbreviatedOid: oid.slice(0, 7) };
}

export function blobObject(view: View, repository: Repository, content: string): object {
  const bytes = Buffer.from(content);
  view.spend(Math.ceil(bytes.length / 200));
  return {
    ...gitObject('Blob', repository, blobSha(content)),
    byteSize: bytes.length,
    isBinary: isBinary(content),
    isTruncated: bytes.length > longestText,
    text: isBinary(content) ? null : bytes.subarray(0, longestText).toString('utf8'),
  };
}

/** `folder`: where it is in the whole tree; `''` is the root. */
export function treeObject(view: View, repository: Repository, files: Files, folder: string): object {
  view.spend(Math.ceil(files.size / 10));
  const names = new Set([...files.keys()].map((path) => path.split('/')[0] ?? ''));
  function entry(name: string): object {
    const content = files.get(name);
    const path = folder === '' ? name : `${folder}/${name}`;
    view.spend(1);
    if (content !== undefined) {
      const object = () => blobObject(view, repository, content);
      return { name, path, mode: 0o100644, type: 'blob', oid: blobSha(content), object };
    }
    const inside = filesBelow(files, name);
    view.spend(Math.ceil(files.size / 10));
    const object = () => treeObject(view, repository, inside, path);
    return { name, path, mode: 0o40000, type: 'tree', oid: treeSha(inside), object };
  }
  return { ...gitObject('Tree', repository, treeSha(files)), entries: () => [...names].sort().map(entry) };
}

function gitActor(view: View, { name, email, date }: GitPerson, accountId: number | null): object {
  const account = accountById(view.world, accountId);
  return { name, email, date, user: account?.type === 'User' ? actorObject(view.world, account) : null };
}

interface Filter {
  readonly appId?: number | null;
  readonly checkName?: string | null;
  readonly status?: string | null;
}

function runObject({ world }: View, run: CheckRun): object {
  return {
    id: nodeId('CheckRun', run.id),
    databaseId: run.id,
    name: run.name,
    status: run.status.toUpperCase(),
    conclusion: run.conclusion?.toUpperCase() ?? null,
    title: run.output.title,
    summary: run.output.summary,
    externalId: run.externalId,
    detailsUrl: run.detailsUrl,
    url: `${repositoryPage(world, run.repository)}/runs/${run.id}`,
  };
}

function fits(view: View, run: CheckRun, { appId, checkName, status }: Filter): boolean {
  return (
    (appId ?? view.world.app.id) === view.world.app.id &&
    (checkName ?? run.name) === run.name &&
    (status ?? run.status.toUpperCase()) === run.status.toUpperCase()
  );
}

function suiteObject(view: View, commit: Commit, runs: readonly CheckRun[]): object {
  const [first] = runs;
  const { app } = view.world;
  const open = runs.find(({ status }) => status !== 'completed');
  const failed = runs.find(({ conclusion }) => conclusion !== null && conclusion !== 'success');
  return {
    id: nodeId('CheckSuite', first?.suiteId ?? 0),
    databaseId: first?.suiteId ?? null,
    app: { id: nodeId('App', app.id), databaseId: app.id, slug: app.slug, name: app.slug },
    commit: () => (first ? commitObject(view, first.repository, commit) : null),
    status: (open?.status ?? 'completed').toUpperCase(),
    conclusion: open ? null : (failed?.conclusion ?? 'success').toUpperCase(),
    checkRuns: ({ filterBy, ...page }: PageArguments & { filterBy?: Filter | null }) => {
      const found = runs.filter((run) => fits(view, run, filterBy ?? {}));
      return connection(view, 'checkRuns', found, page, (run) => runObject(view, run));
    },
  };
}

export function commitObject(view: View, repository: Repository, commit: Commit): object {
  return {
    ...gitObject('Commit', repository, commit.sha),
    message: commit.message,
    author: gitActor(view, commit.author, commit.authorId),
    committer: gitActor(view, commit.committer, commit.committerId),
    authoredDate: commit.author.date,
    committedDate: commit.committer.date,
    tree: () => treeObject(view, repository, commit.files, ''),
    parents: (page: PageArguments) =>
      connection(view, 'parents', commit.parents, page, (parent) => commitObject(view, repository, parent)),
    checkSuites: ({ filterBy, ...page }: PageArguments & { filterBy?: Filter | null }) => {
      view.require('checks');
      const runs = [...view.world.checkRuns.values()].filter(
        (run) => run.repository === repository && run.headSha === commit.sha,
      );
      const suites = new Map<number, CheckRun[]>();
      for (const run of runs) suites.set(run.suiteId, [...(suites.get(run.suiteId) ?? []), run]);
      const found = [...suites.values()].filter((suite) => suite.some((run) => fits(view, run, filterBy ?? {})));
      return connection(view, 'checkSuites', found, page, (suite) => suiteObject(view, commit, suite));
    },
  };
}
