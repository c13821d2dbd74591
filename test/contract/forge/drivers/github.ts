// GitHub in the contract suite: the adapter as it is made for a GitHub Enterprise Server, on the simulated GitHub.
import { githubIntake } from '../../../../src/inbox/http.js';
import { githubApp } from '../../../support/github-app.js';
import { violations } from '../../../support/github-openapi.js';
import { startGitHub } from '../../../support/simulated-github.js';
import { contractSeed, models, secret, type ForgeDriver } from '../driver.js';
import { historyOf, personOf } from './person.js';

export const github: ForgeDriver = {
  forge: 'github',
  differs: {
    reactions: null,
    signedBodies: null,
    actors: null,
    editedBodies: null,
    oneRowOfComments: null,
    transfers: null,
    counts: null,
    reviewedHeads: null,
    listedChecks: null,
    checks: null,
    polling: 'GitHub keeps deliveries that failed, and sends them again when it is asked to.',
    checkedSignatures: null,
  },
  housekeeping: /\/(access_tokens|installation|installations|app)$/,
  mostFiles: 3000,
  async run({ clock, hook }) {
    const server = await startGitHub({
      clock,
      webhookUrl: hook,
      seed: { ...contractSeed, installedOn: ['openclaw'] },
    });
    return {
      url: server.url,
      secrets: [server.privateKey, server.webhookSecret, 'ghs_'],
      connect: ({ url, ...connection }) => githubApp(server, { ...connection, baseUrl: `${url}/api/v3`, limits: null }),
      intake: githubIntake(server.webhookSecret),
      as(login) {
        const actor = server.as(login);
        return personOf(actor, {
          refOf: Number,
          numberOf: ({ number }) => String(number),
          editComment: (_, id, body) => {
            actor.editComment(Number(id), body);
          },
          deleteComment: (_, id) => {
            actor.deleteComment(Number(id));
          },
          approve: (number) => {
            actor.review(models, number, 'approve');
          },
          disapprove: (number) => {
            for (const { id } of server.pull(models, number).pull.reviews) actor.dismissReview(models, number, id);
          },
        });
      },
      newcomer: (login) => server.addUser({ login }).id,
      idle: () => server.webhooks.idle(),
      comments: (number) =>
        server
          .comments(models, Number(number))
          .map(({ id, body, author }) => ({ id: String(id), body, author: author.login })),
      labels: (number) => server.labels(models, Number(number)),
      checks: (head) => server.checkRuns(models, head),
      reactions: (comment) => server.reactions(Number(comment)).map(({ content }) => content),
      transfer: (number) => String(server.as('lin-mei').transferIssue(models, Number(number), secret).number),
      unsigned: (headers) => ({ ...headers, 'x-hub-signature-256': `sha256=${'0'.repeat(64)}` }),
      history: (branch) => historyOf(server.state, branch),
      violations: () => violations(server.calls.all({ tokens: true })),
      stop: () => server.stop(),
    };
  },
};
