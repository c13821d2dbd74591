// Who may use the console: browsers on this machine, unless HOST says otherwise, and only from the console's own pages.
import type { Request, RequestHandler } from 'express';

const loopbackNames = ['localhost', '127.0.0.1', '[::1]'];

/** Whether a listening address is reached from this machine only. */
export function isLoopback(host: string): boolean {
  return /^(localhost|127(\.\d{1,3}){3}|\[?::1\]?|::ffff:127(\.\d{1,3}){3})$/i.test(host);
}

function hostnameOf(host: string): string | null {
  const url = `http://${host}`;
  return /^[\w.[\]:-]+$/.test(host) && URL.canParse(url) ? new URL(url).hostname : null;
}

/**
 * Whether a request's peer and `Host` fit an app that listens on the loopback interface. The name is looked at too: a page elsewhere can have
 * its own name resolve to 127.0.0.1, and would then count as same-origin.
 */
function comesFromHere(req: Request): boolean {
  const named = hostnameOf(req.headers.host ?? '');
  return named !== null && loopbackNames.includes(named) && isLoopback(req.socket.remoteAddress ?? '');
}

/**
 * Why a request may not see the console; null when it may. Where PUBLIC_URL names another machine than this one, a proxy stands before the
 * app, and everybody's requests come from here.
 */
function reasonAgainst(req: Request, host: string, publicUrl: string): string | null {
  if (!isLoopback(host)) return null;
  if (!isLoopback(new URL(publicUrl).hostname)) {
    return 'The console is closed: PUBLIC_URL names another machine than this one. Set HOST to open it to whoever reaches the app.';
  }
  return comesFromHere(req) ? null : 'The console is only for browsers on this machine, at localhost.';
}

/** Whether a request that changes something was sent by a page of this very site. Without `Sec-Fetch-Site` and `Origin` it is not. */
export function isSameOrigin(req: Request, publicUrl: string): boolean {
  const { origin, host = '', 'sec-fetch-site': site } = req.headers;
  if (origin === undefined && site === undefined) return false;
  const own = [`http://${host}`, `https://${host}`, new URL(publicUrl).origin];
  return (site ?? 'same-origin') === 'same-origin' && (origin === undefined || own.includes(origin));
}

/** What every request must be, before anything else is done for it. */
export function guard(host: string, publicUrl: string): RequestHandler {
  return (req, res, next) => {
    res.set('X-Robots-Tag', 'noindex, nofollow');
    const reason = reasonAgainst(req, host, publicUrl);
    if (reason !== null) res.status(403).type('text').send(`${reason}\n`);
    else if (req.method === 'GET' || req.method === 'HEAD') next();
    else if (req.method !== 'POST') res.status(405).set('Allow', 'GET, HEAD, POST').type('text').send('Not allowed.\n');
    else if (isSameOrigin(req, publicUrl)) next();
    else res.status(403).type('text').send('Only the pages of the console may change something here.\n');
  };
}
