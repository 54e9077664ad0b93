import { afterEach, beforeEach, describe } from 'vitest';
import { virtualClock } from '../src/platform/clock.ts';
import { deliveryTests } from './store-suite/deliveries.ts';
import { directoryTests } from './store-suite/directory.ts';
import type { Given, Opened } from './store-suite/given.ts';
import { idempotencyTests } from './store-suite/idempotency.ts';
import { journalTests } from './store-suite/journal.ts';
import { lifeTests } from './store-suite/life.ts';
import { modelTests } from './store-suite/model.ts';
import { nonceTests } from './store-suite/nonces.ts';
import { objectTests } from './store-suite/objects.ts';
import { paymentTests } from './store-suite/payments.ts';
import { payoutTests } from './store-suite/payouts.ts';
import { START } from './store-suite/samples.ts';
import { settingTests } from './store-suite/settings.ts';
import { worldOn } from './world.ts';

/** What every store has to do. */
export function describeStore(name: string, open: () => Promise<Opened>): void {
  describe(`${name} as a store`, () => {
    let current: Given;

    beforeEach(async () => {
      const opened = await open();
      const { store } = opened;
      const clock = virtualClock(START);
      const elsewhere = async () => (await opened.again?.()) ?? store;
      current = { opened, store, clock, world: worldOn(store, clock), elsewhere };
    });
    afterEach(() => current.opened.dispose());

    const given = () => current;
    directoryTests(given);
    paymentTests(given);
    objectTests(given);
    deliveryTests(given);
    payoutTests(given);
    idempotencyTests(given);
    journalTests(given);
    settingTests(given);
    nonceTests(given);
    lifeTests(given);
    modelTests(given);
  });
}
