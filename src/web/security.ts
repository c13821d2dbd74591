// What a browser may do with our pages: nothing from elsewhere, no inline style, scripts only by the nonce of the answer.
import { randomBytes } from 'node:crypto';
import type { RequestHandler, Response } from 'express';
import helmet from 'helmet';
import { z } from 'zod';

const year = 365 * 24 * 3600;
const locals = z.object({ nonce: z.string() });

/** Stands in rendered pages where the nonce of each answer goes; unknown outside this process, so no text can hold it. */
export const noncePlaceholder = randomBytes(16).toString('hex');

/** The headers. `publicUrl` decides whether browsers are told to stay with HTTPS. */
export function security(publicUrl: string): RequestHandler {
  const headers = helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'none'"],
        scriptSrc: [(_req, res) => `'nonce-${locals.parse('locals' in res ? res.locals : {}).nonce}'`],
        styleSrc: ["'self'"],
        imgSrc: ["'self'"],
        formAction: ["'self'"],
        baseUri: ["'none'"],
        frameAncestors: ["'none'"],
      },
    },
    strictTransportSecurity: publicUrl.startsWith('https:') ? { maxAge: year } : false,
  });
  return (req, res, next) => {
    res.locals['nonce'] = randomBytes(16).toString('base64');
    headers(req, res, next);
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
