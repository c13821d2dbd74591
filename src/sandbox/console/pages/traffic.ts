// The webhooks that a forge sent and the calls it was asked, newest first, without secrets; and how to let it fail.
import { z } from 'zod';
import type { Call } from '../../forge/calls.js';
import type { Delivery } from '../../forge/webhooks.js';
import type { ConsolePage } from '../frame.js';
import { prettyJson, strike } from '../strike.js';
import { pageOf, type ForgeVisit } from '../visit.js';

/** Of Gitee's issues the number is a text. */
const subjectSchema = z.object({ number: z.union([z.number(), z.string()]) });
const aboutSchema = z.object({
  repository: z.object({ full_name: z.string() }).optional(),
  issue: subjectSchema.nullish(),
  pull_request: subjectSchema.nullish(),
  sender: z.object({ login: z.string() }).optional(),
});

/** Links to the same page of each forge. */
function tabsOf({ source, forge }: ForgeVisit, page: string) {
  return Object.values(source.forges).map((one) => {
    return { label: one.name, href: `${one.base}/${page}`, chosen: one === forge };
  });
}

function rowOf({ id, at, event, action, body, attempts }: Delivery, { words }: ForgeVisit) {
  const about = aboutSchema.parse(JSON.parse(body));
  const number = (about.issue ?? about.pull_request)?.number;
  const last = attempts.at(-1);
  return {
    id,
    at,
    what: action === null ? event : event.includes(' ') ? `${event} · ${action}` : `${event}.${action}`,
    subject: `${about.repository?.full_name ?? ''}${number === undefined ? '' : `#${String(number)}`}`,
    sender: about.sender?.login ?? '',
    answer: last ? (last.status === null ? words.t('console.traffic.none') : String(last.status)) : '',
    attempts: attempts.length,
  };
}

export function webhooksPage(visit: ForgeVisit): ConsolePage | null {
  const { webhooks, base, losing, name } = visit.forge;
  const sent = new Set(webhooks.sent());
  const page = pageOf(visit, [...sent, ...webhooks.pending().filter((one) => !sent.has(one))].reverse());
  return (
    page && {
      template: 'webhooks',
      title: visit.words.t('console.webhooks.title'),
      model: {
        tabs: tabsOf(visit, 'webhooks'),
        base,
        sentence: visit.words.t('console.webhooks.sentence', { name }),
        mayLose: losing === false,
        rows: page.items.map((delivery) => rowOf(delivery, visit)),
        links: page.links,
      },
    }
  );
}

export function webhookPage(visit: ForgeVisit): ConsolePage | null {
  const { forge, params, words } = visit;
  const found = [...forge.webhooks.sent(), ...forge.webhooks.pending()].find(({ id }) => id === params['id']);
  if (!found) return null;
  const row = rowOf(found, visit);
  const secrets = forge.secrets();
  return {
    template: 'webhook',
    title: row.what,
    model: {
      ...row,
      base: forge.base,
      idName: forge.id === 'github' ? 'X-GitHub-Delivery' : words.t('console.webhooks.id'),
      again: words.t(forge.id === 'github' ? 'console.webhooks.againAs' : 'console.webhooks.again'),
      tries: found.attempts.map(({ delivery, status, answer, error }) => ({
        delivery,
        status: status === null ? words.t('console.traffic.none') : String(status),
        answer: strike(error ?? answer, secrets),
      })),
      payload: prettyJson(JSON.parse(found.body), secrets),
    },
  };
}

function callRow(visit: ForgeVisit, secrets: readonly string[], call: Call) {
  const { seq, at, method, path, query, status, fault, requestBody, responseBody } = call;
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
}

const kinds = ['all', 'changes'] as const;

/** With `kind=changes` only what was asked to be changed: polls and other readings are many. */
export function callsPage(visit: ForgeVisit): ConsolePage | null {
  const { forge, query, words } = visit;
  const kind = kinds.find((one) => one === (query.get('kind') ?? 'all'));
  if (!kind) return null;
  const calls = forge.calls.all({ tokens: true }).filter(({ method }) => kind === 'all' || method !== 'GET');
  const page = pageOf(visit, calls.reverse());
  if (!page) return null;
  const secrets = forge.secrets();
  return {
    template: 'calls',
    title: words.t('console.calls.title'),
    model: {
      tabs: tabsOf(visit, 'calls'),
      sentence: words.t('console.calls.sentence', { name: forge.name }),
      kinds: kinds.map((one) => {
        const label = words.t(`console.calls.kinds.${one}`);
        return { label, href: `${forge.base}/calls?kind=${one}`, chosen: one === kind };
      }),
      rows: page.items.map((call) => callRow(visit, secrets, call)),
      links: page.links,
    },
  };
}

export function failuresPage(visit: ForgeVisit): ConsolePage {
  const { forge, words } = visit;
  return {
    template: 'failures',
    title: words.t('console.failures.title'),
    model: {
      tabs: tabsOf(visit, 'failures'),
      base: forge.base,
      sentence: words.t('console.failures.sentence', { name: forge.name }),
    },
  };
}
