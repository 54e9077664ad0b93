import type { Happening } from '../dialects/dialect.ts';
import type { Finding } from '../verdict.ts';
import { type Bench, type Check, failed, PASSED, type Shop, Untestable } from './check.ts';
import { isCapture } from './wire.ts';

/** Something that happens to a payment, and whether the history has to tell of it. */
type Step = Readonly<{ what: string; run: () => Promise<unknown>; isTold: boolean }>;

/**
 * A payment from its hold to its refund, with a capture whose answer is lost, the provider's notifications, a look-up and
 * a crash in between. After each, what was told at any time before is still told, word for word and in its order.
 */
export const check: Check = {
  requirement: 'OBS-01',
  needs: ['manual_capture', 'history'],
  async run(bench) {
    const shop = await bench.open();
    const paymentId = await shop.authorize({ units: 5 });
    let before = await toldOf(bench, paymentId);
    for (const { what, run, isTold } of await steps(bench, shop, paymentId)) {
      await run();
      const after = await toldOf(bench, paymentId);
      const found = edited(what, before, after);
      if (found) return found;
      if (isTold && after.length === before.length) return failed(`${what} is told`, 'it is not');
      before = after;
    }
    return PASSED;
  },
};

async function steps(bench: Bench, shop: Shop, paymentId: string): Promise<readonly Step[]> {
  const minor = BigInt((await bench.observe(paymentId)).amount) / 5n;
  const isRepeated = bench.can('multiple_capture');
  const part = () => bench.capture(paymentId, { minor, final: false });
  const step = (what: string, isTold: boolean, run: () => Promise<unknown>): Step => ({ what, run, isTold });
  const told = (type: Happening): readonly Step[] => {
    const isKnown = bench.can('notifications') && bench.dialect.notices.types[type] !== undefined;
    return isKnown
      ? [step(`the notification of what is ${type}`, false, () => delivered(bench, shop, paymentId, type))]
      : [];
  };
  const asked = bench.can('sync') ? [step('a look-up', false, () => bench.sync(paymentId))] : [];
  const crashed = bench.can('restart') ? [step('a crash', false, () => bench.restart(shop))] : [];
  return [
    ...told('authorized'),
    ...(isRepeated
      ? [step('a capture', true, part), step('a capture whose answer is lost', true, () => lost(bench, part)), ...asked]
      : []),
    ...crashed,
    step('a capture of the rest', true, () => bench.capture(paymentId)),
    ...told('captured'),
    ...(bench.can('refund') ? [step('a refund', true, () => bench.refund(paymentId)), ...told('refunded')] : []),
    ...asked,
  ];
}

async function delivered(bench: Bench, shop: Shop, paymentId: string, type: Happening): Promise<void> {
  await bench.deliver(shop, await bench.notification(shop.account('sandbox'), { type, paymentId }));
}

/** Done, and not told; whoever asks at once is not told either. */
async function lost(bench: Bench, capture: () => Promise<unknown>): Promise<void> {
  let isSent = false;
  bench.relay('sandbox').lose('answer', (request) => {
    isSent ||= isCapture(request);
    return isSent;
  });
  await capture();
  bench.relay('sandbox').clear();
}

function edited(what: string, before: readonly string[], after: readonly string[]): Finding | undefined {
  const gone = before.find((entry, index) => after[index] !== entry);
  return gone === undefined ? undefined : failed(`after ${what} it begins as before`, `"${gone}" is no longer there`);
}

async function toldOf(bench: Bench, paymentId: string): Promise<readonly string[]> {
  const history = await bench.call('history', { paymentId });
  if (history.outcome !== 'ok') throw new Untestable('there is no history of a payment');
  return history.entries.map(({ at, text }) => `${at} ${text}`);
}
