// Pages served by one process show what another one did: its mirror, its index, its motions, though the pages before were kept.
import { expect, test } from '@jest/globals';
import { startWorld, until } from '../support/app.js';

const repo = 'openclaw/models';

test('with ROLE=web and ROLE=worker apart, kept pages and search follow within moments', async () => {
  const world = await startWorld();
  const { github, config, url } = world;
  await world.app.stop();
  world.app = await world.startAnother({ port: config.port, role: 'web' });
  const worker = await world.startAnother({ role: 'worker' });
  expect(worker.url).toBeNull();

  const text = async (path: string): Promise<string> => (await fetch(`${url}${path}`)).text();
  const shows = (path: string, pattern: RegExp) =>
    until(`${path} shows ${String(pattern)}`, async () => pattern.test(await text(path)));

  for (const path of ['/', '/contributions', '/motions', '/feeds/motions.atom']) {
    expect(await text(path)).not.toContain('Quantise the loader');
  }
  const { number } = github.as('lin-mei').openPull(repo, { title: 'Quantise the loader', body: '/vote technical' });
  await shows('/contributions', /Quantise the loader/);
  await shows('/motions', /Quantise the loader/);
  await shows('/feeds/motions.atom', /Quantise the loader/);
  await shows('/api/v1/search?q=quantise', /"kind":"motion"/);
  await shows('/api/v1/search?q=quantise', /"kind":"pull"/);
  const page = `/contributions/github/${repo}/${String(number)}`;
  expect(await text(page)).not.toContain('regrettable');
  const comment = github.as('wang-bo').comment(repo, number, 'A regrettable sentence');
  await shows(page, /regrettable/);
  await shows('/api/v1/search?q=regrettable', /"kind":"comment"/);
  github.as('wang-bo').deleteComment(comment.id);
  await shows(page, /^(?![\s\S]*regrettable)/);
  await shows('/api/v1/search?q=regrettable', /^\[\]$/);
  github.as('wang-bo').comment(repo, number, '/yes');
  await shows('/api/v1/motions', /"yes":1/);
});
