// What policies read of a pull request on GitHub: itself, its commits, files and reviews. One call each for an ordinary one.
import { z } from 'zod';
import { complete, incomplete, type Part } from '../../contributions/facts.js';
import { ok } from '../../shared/result.js';
import type { Answer } from '../answer.js';
import type { ForgePulls, PullNow, ReadCommit } from '../forge.js';
import type { RepoClient } from './client.js';
import { createGraphql, noGraphql } from './graphql.js';
import { allPages, pageSize } from './pages.js';
import { createAccounts } from './pull-accounts.js';
import { createPullLists } from './pull-lists.js';
import {
  commitOf,
  commitShape,
  fileOf,
  fileShape,
  listedAt,
  pullOf,
  pullShape,
  reviewOf,
  reviewShape,
} from './pull-shape.js';
import { createTexts } from './pull-texts.js';

/** GitHub lists so many commits of a pull request, and no more; a comparison lists all of them. */
const listedCommits = 250;
/** GitHub lists so many files of a pull request, and no more anywhere. */
const listedFiles = 3000;
/** Our own limits: fifty and thirty calls are enough for one contribution. */
const [mostCommits, mostReviews] = [5000, 3000];

const comparison = z.object({ total_commits: z.int().nonnegative(), commits: z.array(commitShape) });

function counted<T>(items: readonly T[], reported: number): Part<readonly T[]> {
  if (items.length === reported) return complete(items);
  return incomplete({ code: 'fewer-than-reported', read: items.length, reported });
}

/** Of as many commits as the pull request reports, with its head among them: a push between the two reads may leave the number as it was. */
function ofPull(commits: readonly ReadCommit[], pull: PullNow): Part<readonly ReadCommit[]> {
  const part = counted(commits, pull.commits);
  if (!part.complete || commits.length === 0 || commits.some(({ sha }) => sha === pull.head)) return part;
  return incomplete({
    code: 'forge-failed',
    detail: `the commits listed do not have the head ${pull.head} among them`,
  });
}

/** `appId`: whose checks a list of open pull requests looks for; null to read as nobody, to whom GraphQL is shut. `now`: ms since 1970. */
export function createPulls(client: RepoClient, appId: number | null, now: () => number): ForgePulls {
  const graphql = appId === null ? noGraphql : createGraphql(client, now);

  function listed<T>(repo: string, list: string, number: string, shape: z.ZodType<T>, enough: number) {
    return allPages(
      (page) =>
        client.inRepo(repo, {
          route: `GET /repos/{owner}/{repo}/pulls/{pull_number}/${list}`,
          params: { pull_number: number, per_page: pageSize, page },
          shape: z.array(shape),
        }),
      () => enough,
    );
  }

  async function between(repo: string, base: string, head: string): Answer<Part<readonly ReadCommit[]>> {
    let reported = 0;
    const read = await allPages(
      async (page) => {
        const answer = await client.inRepo(repo, {
          route: 'GET /repos/{owner}/{repo}/compare/{basehead}',
          params: { basehead: `${base}...${head}`, per_page: pageSize, page },
          shape: comparison,
        });
        if (!answer.ok) return answer;
        reported = answer.value.total_commits;
        return ok(answer.value.commits);
      },
      () => (reported > mostCommits ? 0 : reported),
    );
    if (!read.ok) return read;
    if (reported > mostCommits) return ok(incomplete({ code: 'over-the-cap', cap: mostCommits }));
    return ok(counted(read.value.map(commitOf), reported));
  }

  return {
    async pull({ repo, number }) {
      const found = await client.inRepo(repo, {
        route: 'GET /repos/{owner}/{repo}/pulls/{pull_number}',
        params: { pull_number: number },
        shape: pullShape,
      });
      return found.ok ? ok(pullOf(found.value)) : found;
    },

    async commits({ repo, number }, pull) {
      if (pull.commits > listedCommits) {
        const compared = await between(repo, pull.base.sha, pull.head);
        return compared.ok && compared.value.complete ? ok(ofPull(compared.value.value, pull)) : compared;
      }
      const read = await listed(repo, 'commits', number, commitShape, pull.commits);
      return read.ok ? ok(ofPull(read.value.map(commitOf), pull)) : read;
    },

    async files({ repo, number }, pull) {
      if (pull.files > listedFiles) return ok(incomplete({ code: 'over-the-cap', cap: listedFiles }));
      const read = await listed(repo, 'files', number, fileShape, pull.files);
      if (!read.ok) return read;
      // A push between two calls may keep the number of files and change which they are.
      const moved = read.value.some((file) => (listedAt(file) ?? pull.head) !== pull.head);
      if (moved) return ok(incomplete({ code: 'forge-failed', detail: 'the head moved while its files were read' }));
      return ok(counted(read.value.map(fileOf), pull.files));
    },

    async reviews({ repo, number }) {
      const read = await listed(repo, 'reviews', number, reviewShape, mostReviews);
      if (!read.ok) return read;
      if (read.value.length >= mostReviews) return ok(incomplete({ code: 'over-the-cap', cap: mostReviews }));
      return ok(complete(read.value.flatMap(reviewOf)));
    },

    between,
    texts: createTexts(client, graphql),
    accounts: createAccounts(client, graphql),
    ...createPullLists(client, graphql, appId),
  };
}
