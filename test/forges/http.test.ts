// Outgoing HTTP: the time limit, and the way through a proxy.
import { createServer, type RequestListener, type Server } from 'node:http';
import { connect, type Socket } from 'node:net';
import { afterEach, describe, expect, test } from '@jest/globals';
import { createFetch } from '../../src/forges/http.js';

const servers: Server[] = [];

async function listen(handler: RequestListener): Promise<{ url: string; server: Server }> {
  const server = createServer(handler);
  servers.push(server);
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return { url: `http://127.0.0.1:${address.port}`, server };
}

afterEach(() => {
  for (const server of servers.splice(0)) {
    server.close();
    server.closeAllConnections();
  }
});

describe('the time limit', () => {
  test('ends a call that is not answered', async () => {
    const { url } = await listen(() => undefined);
    await expect(createFetch({ timeoutMs: 100, proxy: null })(url)).rejects.toMatchObject({ name: 'TimeoutError' });
  });

  test('holds through a proxy too', async () => {
    const { url } = await listen(() => undefined);
    await expect(createFetch({ timeoutMs: 100, proxy: url })('http://forge.test/')).rejects.toThrow();
  });
});

describe('by way of a proxy', () => {
  test('the whole address, the body and the credentials go to the proxy', async () => {
    const seen: unknown[] = [];
    const { url } = await listen((request, response) => {
      let body = '';
      request.on('data', (chunk: Buffer) => (body += chunk.toString()));
      request.on('end', () => {
        const { host, 'proxy-authorization': proxyAuthorization } = request.headers;
        seen.push([request.method, request.url, host, proxyAuthorization, body]);
        response.writeHead(201, { 'content-type': 'application/json' }).end('{"id":1}');
      });
    });
    const viaProxy = createFetch({ timeoutMs: 60_000, proxy: url.replace('//', '//user:p%40ss@') });
    const answer = await viaProxy('http://forge.test/api/v3/x?y=1', { method: 'POST', body: '{"a":1}' });
    expect([answer.status, await answer.json()]).toEqual([201, { id: 1 }]);
    const credentials = `Basic ${Buffer.from('user:p@ss').toString('base64')}`;
    expect(seen).toEqual([['POST', 'http://forge.test/api/v3/x?y=1', 'forge.test', credentials, '{"a":1}']]);
  });

  test('an answer without a body, and a redirect on the same host, are understood', async () => {
    const { url } = await listen((request, response) => {
      if (request.url === 'http://forge.test/old') response.writeHead(307, { location: '/new' }).end();
      else response.writeHead(204).end();
    });
    const answer = await createFetch({ timeoutMs: 60_000, proxy: url })('http://forge.test/old');
    expect(answer.status).toBe(204);
  });

  test('a redirect to another host is not followed', async () => {
    const { url } = await listen((_request, response) => {
      response.writeHead(302, { location: 'http://elsewhere.test/' }).end();
    });
    const call = createFetch({ timeoutMs: 60_000, proxy: url })('http://forge.test/');
    await expect(call).rejects.toThrow('another host');
  });

  test('an https address is reached through a tunnel, which the proxy may refuse', async () => {
    const asked: (string | undefined)[] = [];
    const { url, server } = await listen(() => undefined);
    server.on('connect', (request, socket: Socket) => {
      asked.push(request.url);
      socket.end('HTTP/1.1 403 Forbidden\r\n\r\n');
    });
    const call = createFetch({ timeoutMs: 60_000, proxy: url })('https://forge.test/api');
    await expect(call).rejects.toThrow('403');
    expect(asked).toEqual(['forge.test:443']);
  });

  test('what speaks no TLS behind the tunnel is an error, not a hang', async () => {
    const { url: plain } = await listen((_request, response) => response.end('hello'));
    const { url, server } = await listen(() => undefined);
    server.on('connect', (_request, socket: Socket) => {
      const upstream = connect(Number(new URL(plain).port), '127.0.0.1');
      socket.write('HTTP/1.1 200 OK\r\n\r\n');
      socket.pipe(upstream).pipe(socket);
      for (const end of [socket, upstream]) end.on('error', () => socket.destroy());
    });
    await expect(createFetch({ timeoutMs: 60_000, proxy: url })('https://forge.test/api')).rejects.toThrow();
  });
});
