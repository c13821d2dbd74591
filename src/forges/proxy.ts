// Whether an outgoing proxy is there at all.
import { connect } from 'node:net';

const timeoutMs = 3000;

function codeOf(error: Error): string {
  return 'code' in error ? String(error.code) : error.message;
}

/** Null when somebody listens at the address of an `http://` proxy; else why not, as a code such as ECONNREFUSED. */
export function proxyFault(proxy: string): Promise<string | null> {
  const { hostname, port } = new URL(proxy);
  return new Promise((resolve) => {
    const socket = connect({ host: hostname.replace(/^\[|\]$/g, ''), port: port === '' ? 80 : Number(port) });
    function end(fault: string | null): void {
      socket.destroy();
      resolve(fault);
    }
    socket.setTimeout(timeoutMs, () => {
      end('ETIMEDOUT');
    });
    socket.once('connect', () => {
      end(null);
    });
    socket.once('error', (error) => {
      end(codeOf(error));
    });
  });
}
