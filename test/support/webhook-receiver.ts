// A plain HTTP server that takes webhooks and answers as it is told.
import { createServer, type IncomingHttpHeaders } from 'node:http';
import { text } from 'node:stream/consumers';

interface ReceivedWebhook {
  readonly id: string;
  readonly event: string;
  readonly signature: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

export interface WebhookReceiver {
  readonly url: string;
  readonly received: readonly ReceivedWebhook[];
  /** The status of the next answers; 202 at first. */
  answerWith(status: number): void;
  stop(): Promise<void>;
}

export async function startReceiver(): Promise<WebhookReceiver> {
  const received: ReceivedWebhook[] = [];
  let status = 202;
  const server = createServer((request, response) => {
    const { headers } = request;
    void text(request).then((body) => {
      const [id, event, signature] = ['x-github-delivery', 'x-github-event', 'x-hub-signature-256'].map((name) =>
        String(headers[name]),
      );
      received.push({ id: id ?? '', event: event ?? '', signature: signature ?? '', headers, body });
      response.writeHead(status).end('noted');
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  return {
    url: `http://127.0.0.1:${port}/hooks`,
    received,
    answerWith(next) {
      status = next;
    },
    stop: () =>
      new Promise((resolve) => {
        server.close(() => {
          resolve();
        });
        server.closeAllConnections();
      }),
  };
}
