// Bad input and bad faith, from outside.
import { describe, expect, test } from '@jest/globals';
import type { Ref } from '../../src/sandbox/gitee/ident.js';
import { members, shared, startOn, startWorld, type World } from '../support/app.js';
import { forges } from '../support/forges.js';

const repo = 'openclaw/models';
const second = 1000;

let called = 0;

/** A motion of the next member's: nobody may have many open at once. */
async function openMotion({ forge, settle }: World): Promise<Ref> {
  called += 1;
  const caller = forge.as(members[called % 6] ?? '');
  const { number } = caller.openIssue(repo, { title: 'Adopt safetensors', body: 'Text.' });
  caller.comment(repo, number, '/vote technical');
  await settle();
  return number;
}

async function tallyIn({ motionIn }: World, n: Ref) {
  return (await motionIn(n))?.tally;
}

describe.each(forges)('on %s', (on) => {
  const world = shared(() => startOn(on));

  test.each([
    ['in a fenced block', '```\n/yes\n```'],
    ['in a quotation', '> /yes'],
    ['in an HTML comment', '<!--\n/yes\n-->'],
    ['in inline code', 'I would say `\n/yes\n`'],
    ['indented', '    /yes'],
    ['in the middle of a line', 'so /yes'],
  ])('a ballot %s does not count', async (_where, body) => {
    const { forge, settle } = world();
    const n = await openMotion(world());
    forge.as('lin-mei').comment(repo, n, body);
    await settle();
    expect(await tallyIn(world(), n)).toMatchObject({ ballots: 0 });
  });

  test('an outsider who calls a motion is refused once, naming the clause, and the reply is edited in place', async () => {
    const { forge, settle, motionIn } = world();
    const { number: n } = forge.as('stranger').openIssue(repo, { title: 'Mine', body: '/vote technical' });
    forge.as('stranger').comment(repo, n, '/vote nonsense');
    forge.as('stranger').comment(repo, n, '/vote technical');
    await settle();
    const replies = forge.told(repo, n);
    expect(replies).toHaveLength(1);
    expect(replies[0]).toContain('motions.technical.callers');
    expect(await motionIn(n)).toBeNull();
  });

  test('an edit never changes a ballot; one that adds a ballot is told to its author', async () => {
    const { forge, clock, settle, notice, motionIn } = world();
    const n = await openMotion(world());
    const ballot = forge.as('lin-mei').comment(repo, n, '/yes');
    const plain = forge.as('chen-yu').comment(repo, n, 'Thinking.');
    await settle();
    clock.advance(second);
    forge.as('wang-bo').editComment(ballot, '/no');
    forge.as('chen-yu').editComment(plain, '/no after all');
    await settle();
    forge.as('lin-mei').deleteComment(ballot);
    await notice();
    const found = await motionIn(n);
    expect(found?.tally).toMatchObject({ yes: 1, no: 0, ballots: 1 });
    expect(found?.ballots).toHaveLength(1);
    expect(forge.told(repo, n).filter((body) => body.includes('@chen-yu'))).toHaveLength(1);
  });

  test('near misses of a ballot are told; other words are not', async () => {
    const { forge, settle } = world();
    const n = await openMotion(world());
    forge.as('lin-mei').comment(repo, n, '/yess');
    forge.as('chen-yu').comment(repo, n, '/deploy now');
    await settle();
    expect(forge.told(repo, n).filter((body) => body.includes('@lin-mei'))).toHaveLength(1);
    expect(forge.told(repo, n)).toHaveLength(2);
  });

  test('reordered, doubled and redelivered webhooks do not flip a vote', async () => {
    const { forge, settle, motionIn, clock } = world();
    const { webhooks } = forge;
    const n = await openMotion(world());
    webhooks.autoDeliver = false;
    forge.as('lin-mei').comment(repo, n, '/yes');
    forge.as('lin-mei').comment(repo, n, '/no');
    clock.advance(5 * 60_000);
    const ids = webhooks.pending().map(({ id }) => id);
    await webhooks.deliverInOrder([...ids].reverse());
    webhooks.autoDeliver = true;
    await settle();
    for (const id of ids) {
      expect(await webhooks.redeliver(id)).toMatchObject({ status: 202 });
      expect(await webhooks.redeliver(id, { newId: true })).toMatchObject({ status: 202 });
    }
    await settle();
    const found = await motionIn(n);
    expect(found?.tally).toMatchObject({ yes: 0, no: 1, ballots: 1 });
    expect(found?.ballots.map(({ choice, superseded }) => [choice, superseded])).toEqual([
      ['no', false],
      ['yes', true],
    ]);
  });

  test('a login taken over by a stranger has no rights; a member who renames the account keeps theirs', async () => {
    const { forge, settle } = world();
    const n = await openMotion(world());
    forge.as('ola-nowak').rename('ola-nowak-new');
    forge.addUser({ login: 'ola-nowak', id: 16_667 });
    forge.as('ola-nowak').comment(repo, n, '/no I am somebody else');
    forge.as('ola-nowak-new').comment(repo, n, '/yes');
    await settle();
    expect(await tallyIn(world(), n)).toMatchObject({ yes: 1, no: 0, advisory: { no: 1 } });
  });

  test('deliveries of a repository outside the foundation are taken and have no effect', async () => {
    const { forge, settle, motionIn } = world();
    const { number: n } = forge.as('stranger').openIssue('stranger/thing', { title: 'Mine', body: '/vote technical' });
    forge.as('wang-bo').comment('stranger/thing', n, '/vote technical');
    await settle();
    const statuses = forge.webhooks.sent().flatMap(({ attempts }) => attempts.map(({ status }) => status));
    expect(new Set(statuses)).toEqual(new Set([202]));
    expect(await motionIn(n, 'stranger/thing')).toBeNull();
    expect(forge.comments('stranger/thing', n)).toHaveLength(1);
  });

  test('two people who call a motion in one issue at the same time get one motion', async () => {
    const { forge, settle, app, startAnother } = world();
    const { number: n } = forge.as('wang-bo').openIssue(repo, { title: 'Adopt', body: '' });
    await settle();
    const before = (await app.stores.ledger.sync()).motions.size;
    const other = await startAnother();
    forge.as('maintainer-mo').comment(repo, n, '/vote technical');
    forge.as('maintainer-mi').comment(repo, n, '/vote technical');
    await settle();
    await other.idle();
    expect((await app.stores.ledger.sync()).motions.size).toBe(before + 1);
  });

  test('markup and mentions in titles and reasons are neutralised in what the bot writes', async () => {
    const { forge, settle, motionIn, url } = world();
    const { number: n } = forge.as('maintainer-mo').openIssue(repo, {
      title: '<img src=x onerror=alert(1)> @everyone **bold** [x](https://evil.example)',
      body: '/vote technical',
    });
    forge.as('lin-mei').comment(repo, n, '/yes @openclaw/tsc <script>alert(1)</script> #1 https://evil.example');
    await settle();
    const text = forge.told(repo, n).join('\n');
    expect(text).not.toMatch(/<img|<script|@everyone|@openclaw|\]\(https:\/\/evil|(?<![\w/])https:\/\/evil/);
    const page = await (await fetch(`${url}/motions/${(await motionIn(n))?.id ?? ''}`)).text();
    expect(page).toContain('onerror');
    expect(page).not.toMatch(/<img src=x|<script>alert/);
  });
});

// Gitee knows no bots, and no apps that write in a person's name.
test('on github bots and comments by way of an app are not read', async () => {
  const world = await startWorld();
  const n = await openMotion(world);
  world.forge.as('other-bot[bot]').comment(repo, n, '/yes');
  world.forge.as('lin-mei').comment(repo, n, '/yes', { viaApp: true });
  await world.settle();
  expect(await tallyIn(world, n)).toMatchObject({ ballots: 0, advisory: { yes: 0 } });
});
