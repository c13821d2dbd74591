// A simulated GitHub in a process of its own, with a repository to sync. Says where it is in one line of JSON; for each line it reads it says
// how many calls it answered. Arguments: issues, comments on each.
import { createInterface } from 'node:readline';
import { startSimulatedGitHub } from '../../src/sandbox/github/index.js';
import { instant } from '../../src/shared/time.js';
import { secret } from './load.js';

const [issues = 0, each = 0] = process.argv.slice(2).map(Number);
let time = Date.now() - 1000 * 60 * 60 * 24 * 365;
const words = 'the proposed format keeps weights and metadata apart 提案将权重与元数据分开保存 ';

const github = await startSimulatedGitHub({
  clock: { now: () => instant(time) },
  // Subscribed to nothing: the mirror is filled by the sync alone.
  app: { id: 4711, slug: 'opencharter', webhookSecret: secret, events: [] },
  seed: {
    users: Array.from({ length: 200 }, (_, i) => ({ login: `person-${String(i)}`, id: 1001 + i })),
    organizations: [{ login: 'openclaw', id: 900, members: [] }],
    repositories: [{ name: 'openclaw/models', id: 3001 }],
    installedOn: ['openclaw'],
  },
  remember: 10,
});
for (let i = 0; i < issues; i += 1) {
  time += 7000;
  const person = github.as(`person-${String(i % 200)}`);
  const { number } = person.openIssue('openclaw/models', {
    title: `Issue ${String(i)}`,
    body: words.repeat(1 + (i % 40)),
  });
  for (let c = 0; c < each; c += 1) {
    time += 1000;
    github
      .as(`person-${String((i + c) % 200)}`)
      .comment('openclaw/models', number, `/yes ${words.repeat(1 + (i % 20))}`);
  }
}
time = Date.now();

const { hostAndPort, appId, privateKey } = github;
console.log(JSON.stringify({ hostAndPort, appId, privateKey }));
const input = createInterface({ input: process.stdin });
input.on('line', () => {
  console.log(JSON.stringify({ calls: github.calls.mark() }));
});
input.once('close', () => void github.stop());
