import type { ServerResponse } from 'node:http';
import { firstHalf, inPieces } from '../faults/spoil.ts';
import type { FaultyDelivery, NoDelivery } from './exchange.ts';

/** Ends the connection without an answer: by a reset, as of a machine that has crashed, or by a silence. */
export function leaveUnanswered(delivery: NoDelivery, response: ServerResponse): void {
  switch (delivery.how) {
    case 'reset':
      response.socket?.resetAndDestroy();
      return;
    case 'silence':
      delivery.over().finally(() => response.destroy());
      return;
  }
}

/** Sends the body of an answer whose head has been written, in a way that it should not be sent. */
export function sendFaultily(delivery: FaultyDelivery, body: string, response: ServerResponse): void {
  switch (delivery.how) {
    case 'half':
      // Destroyed only once it is written, or the half would not arrive either.
      response.write(firstHalf(body), () => response.destroy());
      return;
    case 'pieces':
      sendInPieces(inPieces(body, delivery.count), delivery.pause, response);
      return;
  }
}

function sendInPieces(pieces: readonly Buffer[], pause: () => Promise<void>, response: ServerResponse): void {
  response.flushHeaders();
  const sending = async () => {
    for (const piece of pieces) {
      await pause();
      if (response.destroyed) return;
      response.write(piece);
    }
    response.end();
  };
  sending().catch(() => response.destroy());
}
