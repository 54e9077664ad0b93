import type { Server } from 'node:http';
import { TLSSocket } from 'node:tls';
import type { Connections, Refusing } from '../operations/outages.ts';
import { after } from '../platform/clock.ts';

// A port that was closed a moment ago may be somebody else's by now; whoever borrowed it gives it back soon.
const ATTEMPTS_MAX = 50;
const PAUSE_MS = 100;

/**
 * Lets a server refuse whoever connects: everybody, by closing its port, or the next few, by a reset, since what is
 * never taken cannot be counted. `lastAnswers` is told that connections in use are to end with their answer; `admits`
 * says, and counts, whether somebody who comes by another way would be let in.
 */
export function connectionsOf(
  server: Server,
  options: Readonly<{ bind: () => Promise<void>; lastAnswers: () => void }>,
): Readonly<{ connections: Connections; admits: () => boolean }> {
  let next = 0;
  let closed = false;
  const admits = () => {
    if (closed) return false;
    if (next === 0) return true;
    next -= 1;
    return false;
  };
  server.on('connection', (socket) => {
    // What comes by TLS was let in before it was made secure.
    if (socket instanceof TLSSocket || admits()) return;
    socket.resetAndDestroy();
  });
  const refuse = async (whom: Refusing): Promise<void> => {
    closed = whom === 'everybody';
    next = typeof whom === 'object' ? whom.next : 0;
    if (whom !== 'everybody' && !server.listening) await bindAgain(options.bind);
    if (whom === 'nobody') return;
    // A connection that is kept alive would let its owner in all the same.
    options.lastAnswers();
    if (whom === 'everybody' && server.listening) server.close();
    server.closeIdleConnections();
  };
  return { connections: { refuse, refusesNext: () => next }, admits };
}

async function bindAgain(bind: () => Promise<void>): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await bind();
    } catch (error) {
      if (attempt === ATTEMPTS_MAX) throw error;
      await new Promise<void>((resolve) => after(PAUSE_MS, resolve));
    }
  }
}
