import { createServer, type RequestListener, type Server } from 'node:http';

/** A server on a free port of the loopback interface. */
export type Served = Readonly<{ url: string; close(): Promise<void> }>;

/** Listens on a free loopback port until it is closed; closing ends what is still open. */
export async function serveOnLoopback(answer: RequestListener): Promise<Served> {
  const server = createServer(answer);
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', resolve);
  });
  return {
    url: `http://127.0.0.1:${portOf(server)}`,
    async close() {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      server.closeAllConnections();
      await closed;
    },
  };
}

function portOf(server: Server): number {
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the server has no TCP address');
  return address.port;
}
