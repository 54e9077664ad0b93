import type { Event } from './event.ts';
import type { Rejection } from './rejection.ts';

/** What became of a command: at least one event, or the reason why nothing happened. */
export type Decision = Readonly<{ ok: true; events: readonly Event[] }> | Readonly<{ ok: false; rejection: Rejection }>;

/** The command is allowed and leads to these events. */
export function accept(...events: readonly [Event, ...Event[]]): Decision {
  return { ok: true, events };
}

/** The command is not allowed. */
export function reject(rejection: Rejection): Decision {
  return { ok: false, rejection };
}
