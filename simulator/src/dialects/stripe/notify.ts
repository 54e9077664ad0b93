import type { DialectNotifications } from '../../operations/world.ts';
import { standardWebhooks } from '../../webhooks/signature.ts';
import { retryLadder } from './policy.ts';

/** How merchants are told what happened. */
export const notifications: DialectNotifications = {
  types: [],
  typeOf: () => undefined,
  dataOf: () => ({}),
  body: ({ id, type }) => JSON.stringify({ id, type }),
  ladder: retryLadder,
  sign: standardWebhooks,
};
