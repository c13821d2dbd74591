// A little HTTP proxy that counts what goes through it: plain addresses are fetched, CONNECT opens a tunnel.
import { createServer, request as httpRequest, type Server } from 'node:http';
import { connect, type Socket } from 'node:net';

export interface TestProxy {
  /** `http://127.0.0.1:PORT` */
  readonly url: string;
  /** Hosts with ports that were asked for, one for each request. */
  readonly hosts: readonly string[];
  stop(): Promise<void>;
}

function listen(server: Server): Promise<number> {
  return new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      resolve(typeof address === 'object' && address !== null ? address.port : 0);
    });
  });
}

/** Starts one and resolves when it listens. */
export async function startProxy(): Promise<TestProxy> {
  const hosts: string[] = [];
  const server = createServer((asked, answer) => {
    const { host, href } = new URL(asked.url ?? '');
    hosts.push(host);
    const onward = httpRequest(href, { method: asked.method, headers: asked.headers }, (got) => {
      answer.writeHead(got.statusCode ?? 502, got.headers);
      got.pipe(answer);
    });
    onward.once('error', () => answer.writeHead(502).end());
    asked.pipe(onward);
  });
  server.on('connect', ({ url = '' }, socket: Socket) => {
    hosts.push(url);
    const [host = '', port = ''] = url.split(':');
    const upstream = connect(Number(port), host, () => {
      socket.write('HTTP/1.1 200 OK\r\n\r\n');
      socket.pipe(upstream).pipe(socket);
    });
    for (const end of [socket, upstream]) end.on('error', () => socket.destroy());
  });
  const port = await listen(server);
  return {
    url: `http://127.0.0.1:${String(port)}`,
    hosts,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => {
          resolve();
        });
        server.closeAllConnections();
      }),
  };
}
