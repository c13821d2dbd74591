// Gitee in the contract suite: the adapter as the app makes it, on the simulated Gitee, with hooks that sign.
import { createGitee } from '../../../../src/forges/gitee/app.js';
import { giteeIntake } from '../../../../src/inbox/http.js';
import { identOf, type Ref } from '../../../../src/sandbox/gitee/ident.js';
import { isPull } from '../../../../src/sandbox/forge/pull.js';
import { giteeViolations } from '../../../support/gitee-description.js';
import { giteeSecret, startGitee } from '../../../support/simulated-gitee.js';
import { contractSeed, elsewhere, models, type ForgeDriver } from '../driver.js';
import { historyOf, personOf } from './person.js';

const bot = { login: 'opencharter-bot', id: 7100 };
const nothing = () => undefined;

/** Issues have names that begin with a letter, pull requests numbers. */
function refOf(number: string): Ref {
  return /^\d+$/.test(number) ? Number(number) : number;
}

export const gitee: ForgeDriver = {
  forge: 'gitee',
  differs: {
    reactions: 'There are none on Gitee, and no endpoint for them.',
    signedBodies: 'Gitee signs the time of a delivery, and nothing else of it.',
    actors:
      'Only the body of a delivery names who acted, which anybody may have written; the API does not tell, nor what a text was before.',
    editedBodies: 'Gitee lists no trigger for the text of an issue that was edited, and none was ever recorded.',
    oneRowOfComments: 'Gitee numbers comments on issues and on pull requests apart.',
    transfers: 'Gitee has no endpoint for it, and no delivery tells of it.',
    counts: 'A pull request of Gitee’s does not tell them.',
    reviewedHeads: 'Gitee keeps who has passed a pull request, not for which commit; there is nothing but passing.',
    listedChecks: 'Gitee has no list with the checks on each head.',
    checks: 'Gitee describes nowhere who may write checks, so it is tried.',
    polling: null,
    checkedSignatures: 'Gitee shows no sign of it on a commit.',
  },
  housekeeping: /^GET \/api\/v5\/user$/,
  mostFiles: 300,
  async run({ clock, hook, mayCheck }) {
    const now = () => Date.parse(clock.now());
    const server = await startGitee({
      clock,
      realNow: now,
      bot,
      checks: mayCheck ? 'allowed' : 'refused',
      webhook: { mode: 'signature', secret: giteeSecret, url: hook },
      seed: { ...contractSeed, collaborators: [{ repository: elsewhere, login: bot.login, role: 'read' }] },
    });
    return {
      url: server.url,
      secrets: [server.token, giteeSecret],
      connect: (connection) =>
        createGitee({
          ...connection,
          token: server.token,
          clock,
          proxy: null,
          log: { info: nothing, warn: nothing, error: nothing },
          limits: null,
        }),
      intake: giteeIntake({ secret: giteeSecret, mode: 'signature', now }),
      as(login) {
        const actor = server.as(login);
        return personOf<Ref>(actor, {
          refOf,
          numberOf: (subject) => (isPull(subject) ? String(subject.number) : identOf(subject.id)),
          editComment: (number, id, body) => {
            if (typeof refOf(number) === 'number') actor.editPullComment(Number(id), body);
            else actor.editComment(Number(id), body);
          },
          deleteComment: (number, id) => {
            if (typeof refOf(number) === 'number') actor.deletePullComment(Number(id));
            else actor.deleteComment(Number(id));
          },
          approve: (number) => {
            actor.approve(models, number);
          },
          disapprove: (number) => {
            actor.resetReview(models, number);
          },
        });
      },
      newcomer: (login) => server.addUser({ login }).id,
      idle: () => server.webhooks.idle(),
      comments: (number) =>
        server
          .comments(models, refOf(number))
          .map(({ id, body, author }) => ({ id: String(id), body, author: author.login })),
      labels: (number) => server.labels(models, refOf(number)),
      checks: (head) => server.checkRuns(models, head),
      reactions: () => [],
      transfer() {
        throw new Error('issues of Gitee are not moved');
      },
      unsigned: (headers) => ({ ...headers, 'x-gitee-token': Buffer.alloc(32).toString('base64') }),
      history: (branch) => historyOf(server.world, branch),
      violations: () => giteeViolations(server.calls.all()),
      stop: () => server.stop(),
    };
  },
};
