import { createServer, type Server } from 'node:http';
import { type AddressInfo, connect } from 'node:net';

/** A port at which nobody is. */
export async function closedPort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

/** A second proxy, which leads to one place whatever it is asked for. */
export async function anotherProxy(
  to: URL,
): Promise<Readonly<{ url: string; asked: readonly string[]; server: Server }>> {
  const asked: string[] = [];
  const server = createServer().on('connect', (request, socket, head) => {
    asked.push(request.url ?? '');
    const onwards = connect(Number(to.port), to.hostname, () => {
      socket.write('HTTP/1.1 200 OK\r\n\r\n');
      onwards.write(head);
      socket.pipe(onwards).pipe(socket);
    });
    for (const end of [socket, onwards]) end.on('error', () => end.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, asked, server };
}
