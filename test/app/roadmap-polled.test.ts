// The roadmap on Gitee where no webhook reaches us.
import { describe, expect, test } from '@jest/globals';
import { itemOf } from '../../src/roadmap/fold.js';
import { identOf } from '../../src/sandbox/gitee/ident.js';
import { shared, until } from '../support/app.js';
import { deafWorld, poll } from '../support/gitee-poll.js';
import { thanks } from '../support/roadmap-issues.js';
import { form, models, quarterlyRoadmap } from '../support/roadmap-talk.js';

describe('Gitee found by polling alone', () => {
  const start = () => deafWorld({ roadmap: quarterlyRoadmap });
  type DeafWorld = Awaited<ReturnType<typeof start>>;
  const common = shared(start);

  async function itemIn({ app }: DeafWorld, number: string) {
    const { roadmap } = await app.stores.ledger.sync();
    return itemOf(roadmap, { forge: 'gitee', repo: models, number });
  }

  function toldIn({ gitee }: DeafWorld, number: string): readonly string[] {
    return gitee.comments(models, number).flatMap(({ author, body }) => (author.id === 900 ? [body] : []));
  }

  function open({ gitee, clock }: DeafWorld, login: string): string {
    clock.advance(1000);
    return identOf(gitee.as(login).openIssue(models, { title: 'T', body: form, labels: ['roadmap'] }).id);
  }

  test('an issue that was opened with the label and not changed since was labelled by who opened it', async () => {
    const world = common();
    const [byMember, byOther, changed] = [open(world, 'wangbo'), open(world, 'luren'), open(world, 'wangbo')];
    world.clock.advance(1000);
    world.gitee.as('luren').editBody(models, changed, 'Moon.');
    await poll(world);
    expect(await itemIn(world, byMember)).toMatchObject({ status: 'proposed', theme: 'open-weights' });
    for (const number of [byOther, changed]) {
      expect(await itemIn(world, number)).toBeUndefined();
      expect(toldIn(world, number)).toHaveLength(1);
      expect(toldIn(world, number)[0]).toContain(thanks);
    }
    await poll(world);
    await poll(world);
    expect([byMember, byOther, changed].map((number) => toldIn(world, number).length)).toEqual([1, 1, 1]);
  });

  test('an item whose label was taken off gets it back; its text is kept, and taken over from nobody', async () => {
    const world = common();
    const { gitee, clock } = world;
    const number = open(world, 'wangbo');
    await poll(world);
    const before = await itemIn(world, number);
    clock.advance(1000);
    gitee.as('luren').unlabel(models, number, 'roadmap');
    gitee.as('luren').editBody(models, number, '### Outcome\n\nMoon.');
    await poll(world);
    await until('the label is back', () => gitee.labels(models, number).includes('roadmap'));
    const after = await itemIn(world, number);
    expect(after).toMatchObject({ outcome: before?.outcome, lead: before?.lead, status: 'proposed' });
    expect(after?.text).not.toBe(before?.text);
    await until('both are told', () => {
      const told = toldIn(world, number).join('\n');
      return told.includes('Not taken over') && told.includes('The label `roadmap` is back');
    });
  });
});
