// Real input: every payload GitHub publishes as an example, signed and posted to the running app.
import { createHmac, randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { expect, test } from '@jest/globals';
import { z } from 'zod';
import { startWorld } from '../support/app.js';

const examplesOfEvent = z.object({ name: z.string(), examples: z.array(z.looseObject({})) });

function examples(): readonly { readonly event: string; readonly payload: object }[] {
  const file = createRequire(import.meta.url).resolve('@octokit/webhooks-examples');
  const events = z.array(examplesOfEvent).parse(JSON.parse(readFileSync(file, 'utf8')));
  return events.flatMap(({ name, examples: payloads }) => payloads.map((payload) => ({ event: name, payload })));
}

const ours = `
version: 1
foundation: { id: openclaw, name: OpenClaw Foundation, license: Apache-2.0 }
repositories: ["github:Codertocat/*", "github:octokit/*", "github:openclaw/*"]
bodies: { tsc: { name: TSC, seats: [lin-mei] } }
motions: { technical: { title: Technical, scope: technical, electorate: [tsc], period: P7D, passes_when: ["yes > no"] } }
`;

test("all example payloads are accepted, durable and processed without an error, also as the foundation's own", async () => {
  const { url, github, app, get, settle } = await startWorld({ charter: ours });
  const all = examples();
  expect(all.length).toBeGreaterThanOrEqual(329);
  const answers: number[] = [];
  const ids: string[] = [];
  for (const { event, payload } of all) {
    const body = JSON.stringify({ ...payload, installation: { id: 1 }, unique: randomUUID() });
    const id = randomUUID();
    ids.push(id);
    const response = await fetch(`${url}/api/github/webhooks`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        'x-github-delivery': id,
        'x-github-event': event,
        'x-hub-signature-256': `sha256=${createHmac('sha256', github.webhookSecret).update(body).digest('hex')}`,
      },
      body,
    });
    answers.push(response.status);
  }
  expect(new Set(answers)).toEqual(new Set([202]));
  await settle();
  const states = await Promise.all(ids.map((id) => app.stores.deliveries.find(id)));
  expect(states.filter((found) => found?.state !== 'done')).toEqual([]);
  expect(await get(`/api/v1/deliveries/${ids[0] ?? ''}`)).toMatchObject({ state: 'done', attempts: 0 });
  expect(github.calls.all()).toEqual([]);
}, 120_000);
