// Load on a server: connections that each send a request, a signed delivery or a reading, wait for its answer, and send the next.
import { createHmac, randomBytes } from 'node:crypto';
import { connect, type Socket } from 'node:net';
import { once } from 'node:events';
import { giteeSignature } from '../../src/inbox/gitee-signature.js';

/** What one run of load measured. */
export interface Load {
  readonly perSecond: number;
  /** Milliseconds of each answer, ascending. */
  readonly latencies: readonly number[];
}

export const secret = 'the secret of the benchmark';

const mark = '0123456789abcdef';

/** Bodies made from one payload, each another, with the id that makes it so. */
function createBodies(payload: object): () => { readonly id: string; readonly body: Buffer } {
  const template = Buffer.from(JSON.stringify({ ...payload, bench: mark }));
  const at = template.indexOf(mark);
  const run = randomBytes(4).toString('hex');
  let count = 0;
  return () => {
    count += 1;
    const id = run + count.toString(16).padStart(8, '0');
    const body = Buffer.from(template);
    body.write(id, at, 'latin1');
    return { id, body };
  };
}

function requestOf(path: string, headers: Readonly<Record<string, string>>, body: Buffer): Buffer {
  const all = {
    Host: 'localhost',
    'Content-Type': 'application/json',
    'Content-Length': String(body.length),
    Accept: '*/*',
    ...headers,
  };
  const lines = Object.entries(all).map(([name, value]) => `${name}: ${value}\r\n`);
  return Buffer.concat([Buffer.from(`POST ${path} HTTP/1.1\r\n${lines.join('')}\r\n`, 'latin1'), body]);
}

/** Makes complete signed requests from one payload, each with its own body and delivery id. */
export function createRequests(payload: object, path: string): () => Buffer {
  const next = createBodies(payload);
  return () => {
    const { id, body } = next();
    const headers = {
      'User-Agent': 'GitHub-Hookshot/bench',
      'X-GitHub-Event': 'issue_comment',
      'X-GitHub-Delivery': id,
      'X-Hub-Signature-256': `sha256=${createHmac('sha256', secret).update(body).digest('hex')}`,
    };
    return requestOf(path, headers, body);
  };
}

function giteeRequestsOf(payload: object, path: string, timestamp: string): () => Buffer {
  const sign = giteeSignature(secret, timestamp);
  const next = createBodies({ ...payload, timestamp, sign, password: '' });
  const headers = {
    'User-Agent': 'git-oschina-hook',
    'X-Gitee-Event': 'Note Hook',
    'X-Gitee-Timestamp': timestamp,
    'X-Gitee-Token': sign,
  };
  return () => requestOf(path, headers, next().body);
}

/** So many have the same signature. */
const ofOneTime = 50;

/** The same for Gitee, which signs the time alone: the times are those of a minute ago and later. */
export function createGiteeRequests(payload: object, path: string): () => Buffer {
  const first = Date.now() - 60_000;
  let made = 0;
  let next = giteeRequestsOf(payload, path, String(first));
  return () => {
    made += 1;
    if (made % ofOneTime === 0) next = giteeRequestsOf(payload, path, String(first + made / ofOneTime));
    return next();
  };
}

/** A request for a page, with more header lines. */
export function readingOf(path: string, headers: Readonly<Record<string, string>> = {}): Buffer {
  const lines = Object.entries({ Host: 'localhost', Accept: 'text/html', ...headers }).map(
    ([k, v]) => `${k}: ${v}\r\n`,
  );
  return Buffer.from(`GET ${path} HTTP/1.1\r\n${lines.join('')}\r\n`, 'latin1');
}

/** Whether the text is a whole answer; throws when it is neither a 2xx nor a 304. */
function isComplete(text: string): boolean {
  const end = text.indexOf('\r\n\r\n');
  if (end < 0) return false;
  if (!/^HTTP\/1\.1 (2\d\d|304) /.test(text)) throw new Error(`not accepted: ${text}`);
  if (text.startsWith('HTTP/1.1 304')) return true;
  const length = /\r\ncontent-length: (\d+)/i.exec(text);
  if (length) return text.length >= end + 4 + Number(length[1]);
  return text.endsWith('\r\n0\r\n\r\n');
}

function exchange(socket: Socket, request: Buffer): Promise<number> {
  return new Promise((resolve, reject) => {
    const began = performance.now();
    let text = '';
    function onData(data: Buffer): void {
      text += data.toString('latin1');
      try {
        if (!isComplete(text)) return;
        socket.off('data', onData).off('error', reject);
        resolve(performance.now() - began);
      } catch (error) {
        reject(error instanceof Error ? error : new Error(String(error)));
      }
    }
    socket.on('data', onData).once('error', reject);
    socket.write(request);
  });
}

/** Sends from so many connections for so many seconds. */
export async function load(port: number, connections: number, seconds: number, next: () => Buffer): Promise<Load> {
  const began = performance.now();
  const until = began + seconds * 1000;
  const latencies: number[] = [];
  async function connection(): Promise<void> {
    const socket = connect(port, '127.0.0.1').setNoDelay(true);
    await once(socket, 'connect');
    while (performance.now() < until) latencies.push(await exchange(socket, next()));
    socket.destroy();
  }
  await Promise.all(Array.from({ length: connections }, connection));
  const took = (performance.now() - began) / 1000;
  return { perSecond: latencies.length / took, latencies: latencies.sort((a, b) => a - b) };
}
