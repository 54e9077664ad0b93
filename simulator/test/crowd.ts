import { createServer, type Server, type ServerResponse } from 'node:http';

/** One of several receivers: the ids that have arrived there, however often. */
export type Member = Readonly<{ url: string; ids: ReadonlySet<string> }>;

/** Several receivers of notifications: those that answer at once, a slow one, and one that is not there at all. */
export type Crowd = AsyncDisposable &
  Readonly<{
    fast: readonly Member[];
    /** It answers when so many more have arrived at the fast ones since it was asked. */
    slow: Member;
    dead: Member;
    /** How many have arrived at the fast ones, copies included. */
    count: () => number;
    /** How many the slow one has answered. */
    slowAnswers: () => number;
    /** From now on the slow one answers at once. */
    hurry: () => void;
    /** Resolves as soon as this is true, asked whenever something arrives. */
    until: (isTrue: () => boolean) => Promise<void>;
  }>;

/** Starts so many fast receivers and the other two. */
export async function crowd(fastCount: number, slowBy: number): Promise<Crowd> {
  const servers: Server[] = [];
  const listeners = new Set<() => void>();
  const held: { response: ServerResponse; since: number }[] = [];
  let [count, slowAnswers, hurried] = [0, 0, false];

  const answerHeld = () => {
    while (held[0] !== undefined && (hurried || count - held[0].since >= slowBy)) {
      held.shift()?.response.writeHead(204).end();
      slowAnswers += 1;
    }
  };
  const member = async (arrived: (response: ServerResponse) => void): Promise<Member> => {
    const ids = new Set<string>();
    const server = createServer((request, response) => {
      request.resume().on('end', () => {
        ids.add(String(request.headers['webhook-id']));
        arrived(response);
        answerHeld();
        for (const listener of listeners) listener();
      });
    });
    servers.push(server);
    return { url: await listening(server), ids };
  };

  const fast = [];
  for (let index = 0; index < fastCount; index += 1) {
    fast.push(
      await member((response) => {
        count += 1;
        response.writeHead(204).end();
      }),
    );
  }
  const slow = await member((response) => held.push({ response, since: count }));
  const gone = createServer();
  const dead = { url: await listening(gone), ids: new Set<string>() };
  await new Promise((resolve) => gone.close(resolve));
  return {
    fast,
    slow,
    dead,
    count: () => count,
    slowAnswers: () => slowAnswers,
    hurry: () => {
      hurried = true;
      answerHeld();
    },
    until: (isTrue) =>
      new Promise((resolve) => {
        const look = () => {
          if (!isTrue()) return;
          listeners.delete(look);
          resolve();
        };
        listeners.add(look);
        look();
      }),
    [Symbol.asyncDispose]: async () => {
      for (const server of servers) {
        server.closeAllConnections();
        await new Promise((resolve) => server.close(resolve));
      }
    },
  };
}

async function listening(server: Server): Promise<string> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return `http://127.0.0.1:${address.port}/hooks`;
}
