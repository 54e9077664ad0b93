import { type Check, failed, PASSED, Untestable } from './check.ts';
import { throughDoor } from './tls-01-the-right-host.ts';

/** The other side speaks nothing newer than TLS 1.1. There is no handshake with it. */
export const check: Check = {
  requirement: 'TLS-04',
  needs: [],
  alone: true,
  async run(bench) {
    const door = await bench.badDoor('sandbox', 'tls_1_1');
    const told = await throughDoor(bench, door);
    const { connections, open, completed } = await door.close();
    if (connections === 0) throw new Untestable('nothing came to the address that speaks TLS 1.1');
    if (completed > 0 || open > 0) return failed('TLS 1.1 is refused in the handshake', 'the handshake was completed');
    return told === undefined ? PASSED : failed('TLS 1.1 is no success', told);
  },
};
