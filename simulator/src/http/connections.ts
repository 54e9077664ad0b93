import type { Server } from 'node:http';
import type { Connections, Refusing } from '../operations/outages.ts';
import { after } from '../platform/clock.ts';

// A port that was closed a moment ago may be somebody else's by now; whoever borrowed it gives it back soon.
const ATTEMPTS_MAX = 50;
const PAUSE_MS = 100;

/**
 * Lets a server refuse whoever connects: everybody, by closing its port, or the next few, by a reset, since what is
 * never taken cannot be counted. `lastAnswers` is told that connections in use are to end with their answer.
 */
export function connectionsOf(
  server: Server,
  options: Readonly<{ bind: () => Promise<void>; lastAnswers: () => void }>,
): Connections {
  let next = 0;
  server.on('connection', (socket) => {
    if (next === 0) return;
    next -= 1;
    socket.resetAndDestroy();
  });
  const refuse = async (whom: Refusing): Promise<void> => {
    next = typeof whom === 'object' ? whom.next : 0;
    if (whom !== 'everybody' && !server.listening) await bindAgain(options.bind);
    if (whom === 'nobody') return;
    // A connection that is kept alive would let its owner in all the same.
    options.lastAnswers();
    if (whom === 'everybody' && server.listening) server.close();
    server.closeIdleConnections();
  };
  return { refuse, refusesNext: () => next };
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
