// What a browser may do with our pages: nothing from elsewhere, no inline style, scripts only by the nonce of the answer.
import { randomBytes } from 'node:crypto';
import { IncomingMessage, ServerResponse } from 'node:http';
import { Socket } from 'node:net';
import type { RequestHandler, Response } from 'express';
import helmet, { type HelmetOptions } from 'helmet';
import { z } from 'zod';

const year = 365 * 24 * 3600;
const locals = z.object({ nonce: z.string() });

/** Stands in rendered pages where the nonce of each answer goes; unknown outside this process, so no text can hold it. */
export const noncePlaceholder = randomBytes(16).toString('hex');

/** The content policy of a static copy, where no answer has headers or a nonce of its own: it goes into the pages. */
export const copyPolicy =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; form-action 'none'; base-uri 'none'";

/** What helmet sets, asked once: it would work out the same dozen headers for each answer. */
function headersOf(options: HelmetOptions): readonly (readonly [name: string, value: string])[] {
  const response = new ServerResponse(new IncomingMessage(new Socket()));
  helmet(options)(response.req, response, (error) => {
    if (error !== undefined) throw new Error('the security headers are malformed', { cause: error });
  });
  return Object.entries(response.getHeaders()).map(([name, value]) => [name, String(value)]);
}

/** The headers. `publicUrl` decides whether browsers are told to stay with HTTPS. */
export function security(publicUrl: string): RequestHandler {
  const headers = headersOf({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'none'"],
        scriptSrc: [`'nonce-${noncePlaceholder}'`],
        styleSrc: ["'self'"],
        imgSrc: ["'self'"],
        formAction: ["'self'"],
        baseUri: ["'none'"],
        frameAncestors: ["'none'"],
      },
    },
    strictTransportSecurity: publicUrl.startsWith('https:') ? { maxAge: year, includeSubDomains: false } : false,
  });
  const constant = headers.filter(([, value]) => !value.includes(noncePlaceholder));
  const varying = headers.filter(([, value]) => value.includes(noncePlaceholder));
  return (_req, res, next) => {
    const nonce = randomBytes(16).toString('base64');
    res.locals['nonce'] = nonce;
    for (const [name, value] of constant) res.setHeader(name, value);
    for (const [name, value] of varying) res.setHeader(name, value.replace(noncePlaceholder, nonce));
    next();
  };
}

/** The nonce of this answer. */
export function nonceOf(res: Response): string {
  return locals.parse(res.locals).nonce;
}

/** Sends a rendered page with the nonce of this answer in it. */
export function sendHtml(res: Response, html: string): void {
  res.type('html').send(html.replaceAll(noncePlaceholder, nonceOf(res)));
}
