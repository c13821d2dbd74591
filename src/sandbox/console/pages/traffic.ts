// `/sandbox/webhooks` and `/sandbox/calls`: what the forge sent and what it was asked, newest first, without secrets.
import { z } from 'zod';
import type { Delivery } from '../../forge/webhooks.js';
import type { ConsolePage } from '../frame.js';
import { prettyJson, strike } from '../strike.js';
import { pageOf, type Visit } from '../visit.js';

const subjectSchema = z.object({ number: z.number() });
const aboutSchema = z.object({
  repository: z.object({ full_name: z.string() }).optional(),
  issue: subjectSchema.optional(),
  pull_request: subjectSchema.optional(),
  sender: z.object({ login: z.string() }).optional(),
});

function secretsOf({ source }: Visit): readonly string[] {
  const { webhookSecret, privateKey } = source.sandbox.github;
  return [webhookSecret, privateKey];
}

function rowOf({ id, at, event, action, body, attempts }: Delivery, { words }: Visit) {
  const about = aboutSchema.parse(JSON.parse(body));
  const number = (about.issue ?? about.pull_request)?.number;
  const last = attempts.at(-1);
  return {
    id,
    at,
    what: action === null ? event : `${event}.${action}`,
    subject: `${about.repository?.full_name ?? ''}${number === undefined ? '' : `#${String(number)}`}`,
    sender: about.sender?.login ?? '',
    answer: last ? (last.status === null ? words.t('console.traffic.none') : String(last.status)) : '',
    attempts: attempts.length,
  };
}

export function webhooksPage(visit: Visit): ConsolePage | null {
  const { webhooks } = visit.source.sandbox.github;
  const sent = new Set(webhooks.sent());
  const page = pageOf(visit, [...sent, ...webhooks.pending().filter((one) => !sent.has(one))].reverse());
  return (
    page && {
      template: 'webhooks',
      title: visit.words.t('console.webhooks.title'),
      model: { rows: page.items.map((delivery) => rowOf(delivery, visit)), links: page.links },
    }
  );
}

export function webhookPage(visit: Visit): ConsolePage | null {
  const { webhooks } = visit.source.sandbox.github;
  const found = [...webhooks.sent(), ...webhooks.pending()].find(({ id }) => id === visit.params['id']);
  if (!found) return null;
  const row = rowOf(found, visit);
  const secrets = secretsOf(visit);
  return {
    template: 'webhook',
    title: row.what,
    model: {
      ...row,
      tries: found.attempts.map(({ delivery, status, answer, error }) => ({
        delivery,
        status: status === null ? visit.words.t('console.traffic.none') : String(status),
        answer: strike(error ?? answer, secrets),
      })),
      payload: prettyJson(JSON.parse(found.body), secrets),
    },
  };
}

export function callsPage(visit: Visit): ConsolePage | null {
  const page = pageOf(visit, [...visit.source.sandbox.github.calls.all({ tokens: true })].reverse());
  if (!page) return null;
  const secrets = secretsOf(visit);
  return {
    template: 'calls',
    title: visit.words.t('console.calls.title'),
    model: {
      rows: page.items.map(({ seq, at, method, path, query, status, fault, requestBody, responseBody }) => {
        const asked = new URLSearchParams(query).toString();
        return {
          seq,
          at,
          method,
          path: strike(asked === '' ? path : `${path}?${asked}`, secrets),
          status: status === null ? visit.words.t('console.traffic.none') : String(status),
          fault: fault ?? '',
          request: prettyJson(requestBody, secrets),
          response: prettyJson(responseBody, secrets),
        };
      }),
      links: page.links,
    },
  };
}

export function failuresPage({ words }: Visit): ConsolePage {
  return { template: 'failures', title: words.t('console.failures.title'), model: {} };
}
