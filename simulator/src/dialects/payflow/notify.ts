import type { DialectNotifications } from '../../operations/world.ts';
import { standardWebhooks } from '../../webhooks/signature.ts';
import { ladder } from './policy.ts';

/** There are no webhooks here: merchants are told by the answer, or ask. */
export const notifications: DialectNotifications = {
  types: [],
  toldOf: () => [],
  dataOf: () => ({}),
  body: ({ data }) => JSON.stringify(data),
  ladder: { test: ladder, live: ladder },
  sign: standardWebhooks,
};
