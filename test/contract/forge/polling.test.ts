// The forge contract: what is found by polling has the names that deliveries give it, so that it is done once.
import { describe, expect, test } from '@jest/globals';
import { models } from './driver.js';
import { forges } from './forges.js';
import { startWorld, valueOf } from './world.js';

describe.each(forges)('on $forge', (driver) => {
  const { differs } = driver;

  test(`it is polled, unless: ${String(differs.polling)}`, async () => {
    const world = await startWorld(driver);
    const lin = world.as('lin-mei');
    const numbers = [lin.openIssue('T', '/propose'), lin.openPull({ title: 'T', body: '/vote' })];
    for (const number of numbers) lin.comment(number, '/yes');
    const created = (await world.arrived()).events.flatMap((event) => (event.kind === 'text-created' ? [event] : []));
    const { polled } = world.forge;
    expect(polled === undefined).toBe(differs.polling !== null);
    if (!polled) return;
    const since = '2026-01-01T00:00:00.000Z';
    const { items } = valueOf(await polled.lists.comments(models, { since, next: null }));
    const listed = items.map((item) => polled.textOf(item));
    const delivered = created.filter(({ text }) => text.kind.endsWith('comment')).map(({ text }) => text);
    expect(new Set(listed.map(({ kind, id }) => `${kind}:${id}`))).toEqual(
      new Set(delivered.map(({ kind, id }) => `${kind}:${id}`)),
    );
    for (const number of numbers) {
      const opened = valueOf(await polled.opened(world.on(number)));
      const same = created.find(({ text, subject }) => subject.ref.number === number && !text.kind.endsWith('comment'));
      expect(opened).toMatchObject({ changed: false, event: { ...same, subject: { ref: world.on(number) } } });
      world.wait(5000);
      lin.editBody(number, '/yes');
      expect(valueOf(await polled.opened(world.on(number)))).toMatchObject({ changed: true });
    }
  });
});
