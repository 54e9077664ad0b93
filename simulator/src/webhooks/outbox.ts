import type { Place } from '../accounts/environment.ts';
import { type Instant, later } from '../engine/ids.ts';
import { after } from '../platform/clock.ts';
import type { Delivery } from './delivery.ts';
import type { DeliveryStore, Waiting } from './delivery-store.ts';

/** Sends what is owed to webhook endpoints, many at once, and lets nobody wait for anybody else. */
export interface Outbox {
  /** Something is owed to these endpoints since now. */
  owed(endpoints: readonly EndpointOf[]): void;
  /** Begins with everything that is due, and does not wait for it. */
  begin(): Promise<void>;
  /**
   * Sends everything that is due, in a place or everywhere; resolves when nothing of it is left, and nothing on its way
   * but what has stepped aside. Tells how many attempts began.
   */
  drain(place?: Place): Promise<number>;
  /** Takes nothing new, and waits no longer than `graceMs` for what is on its way. */
  close(graceMs: number): Promise<void>;
}

/** An endpoint and whose it is. */
export type EndpointOf = Pick<Waiting, 'endpointId' | 'environment' | 'merchantId'>;

/** A delivery's place among those that are sent at the same time. */
export type Slot<Passage> = Readonly<{
  passage: Passage;
  /** Waits for something without taking up the place: others of the endpoint, and of the payment, go ahead. */
  aside: <T>(until: () => Promise<T>) => Promise<T>;
}>;

/** How an attempt ended. A receiver that lets the time run out gets one attempt at a time until it does not. */
export type Sent = 'ended' | 'timed_out' | 'nothing_sent';

/** What an outbox works with. */
export type OutboxOptions<Passage extends Readonly<{ leave(): void }>> = Readonly<{
  store: DeliveryStore;
  /** The clock of the merchant account tells what is due, the machine's which claims have ended. */
  now: (place: Place) => Instant;
  machineNow: () => Instant;
  send: (delivery: Delivery, slot: Slot<Passage>) => Promise<Sent>;
  /** What is looked for and what is sent is on its way from `enter` until it leaves. */
  enter: (of: EndpointOf) => Passage;
  failed: (error: unknown) => void;
  /** As soon as something is owed, or only when drained. */
  sends: 'at_once' | 'when_drained';
}>;

// A receiver that lets the time run out takes up one of these all the while, one that does not a few for a moment.
const SENDING_MAX = 256;
const SENDING_PER_ENDPOINT_MAX = 8;
// Longer than any attempt, since what is claimed twice is sent twice.
const LEASE_MS = 60_000;
// A drain that finds work this often is fed as fast as it sends.
const DRAIN_ROUNDS_MAX = 100_000;

/** A delivery on its way; `out` resolves when it has ended or stepped aside. */
type OnTheWay = {
  readonly of: EndpointOf;
  readonly sent: Promise<void>;
  out: PromiseWithResolvers<void>;
  aside: boolean;
};

type Lane = {
  readonly of: EndpointOf;
  sending: number;
  aside: number;
  inTime: boolean;
  /** Payments that something is being sent about, which has to arrive first. */
  readonly payments: Map<string, number>;
  filling: Promise<void> | undefined;
  refill: boolean;
};

/** An outbox that has sent nothing yet. */
export function openOutbox<Passage extends Readonly<{ leave(): void }>>(options: OutboxOptions<Passage>): Outbox {
  const { store, now, machineNow, send, enter, sends } = options;
  const lanes = new Map<string, Lane>();
  /** Lanes that want more places than there are, in the order in which they came. */
  const queue = new Set<Lane>();
  const onTheWay = new Map<string, OnTheWay>();
  let taken = 0;
  let begun = 0;
  let draining = 0;
  let closed = false;

  const failed = (error: unknown) => {
    // What fails while everything closes is sent again at the next start.
    if (!closed) options.failed(error);
  };
  const laneOf = ({ endpointId, environment, merchantId }: EndpointOf): Lane => {
    const known = lanes.get(endpointId);
    if (known !== undefined) return known;
    const of = { endpointId, environment, merchantId };
    const lane = { of, sending: 0, aside: 0, inTime: true, payments: new Map(), filling: undefined, refill: false };
    lanes.set(endpointId, lane);
    return lane;
  };

  /** Fills the free places of a lane with what is due: one filling at a time, and one more when it is asked meanwhile. */
  const fill = (lane: Lane): Promise<void> => {
    lane.refill = true;
    lane.filling ??= filling(lane);
    return lane.filling;
  };
  const filling = async (lane: Lane): Promise<void> => {
    const passage = enter(lane.of);
    try {
      while (lane.refill && !closed) {
        lane.refill = false;
        await claim(lane);
      }
    } catch (error) {
      failed(error);
    } finally {
      lane.filling = undefined;
      const idle = lane.sending === 0 && lane.aside === 0 && !queue.has(lane);
      // That it lets the time run out is all that is worth remembering of a lane.
      if (idle && lane.inTime) lanes.delete(lane.of.endpointId);
      passage.leave();
    }
  };
  const claim = async (lane: Lane): Promise<void> => {
    const free = SENDING_MAX - taken;
    const wanted = (lane.inTime ? SENDING_PER_ENDPOINT_MAX : 1) - lane.sending;
    const limit = Math.min(free, wanted);
    if (free < wanted) queue.add(lane);
    if (limit < 1) return;
    // Taken before the store is asked, so that no two lanes count on the same places.
    taken += limit;
    try {
      const claimed = await store.claimDeliveries({
        endpointId: lane.of.endpointId,
        now: now(lane.of),
        limit,
        machineNow: machineNow(),
        leaseEndsAt: later(machineNow(), LEASE_MS),
        except: { deliveryIds: new Set(onTheWay.keys()), paymentIds: new Set(lane.payments.keys()) },
      });
      for (const delivery of claimed) start(lane, delivery);
      if (claimed.length < limit) queue.delete(lane);
    } finally {
      taken -= limit;
      serveQueue();
    }
  };

  const start = (lane: Lane, delivery: Delivery): void => {
    const { id, paymentId } = delivery;
    const passage = enter(lane.of);
    const count = (by: 1 | -1) => {
      taken += by;
      lane.sending += by;
      if (paymentId === undefined) return;
      const about = (lane.payments.get(paymentId) ?? 0) + by;
      if (about === 0) lane.payments.delete(paymentId);
      else lane.payments.set(paymentId, about);
    };
    const aside: Slot<Passage>['aside'] = async (until) => {
      const entry = onTheWay.get(id);
      lane.aside += 1;
      count(-1);
      if (entry !== undefined) {
        entry.aside = true;
        entry.out.resolve();
      }
      goOn(lane);
      try {
        return await until();
      } finally {
        lane.aside -= 1;
        count(1);
        if (entry !== undefined) {
          entry.aside = false;
          entry.out = Promise.withResolvers();
        }
      }
    };
    count(1);
    begun += 1;
    const sent = send(delivery, { passage, aside })
      .then((what) => {
        if (what !== 'nothing_sent') lane.inTime = what === 'ended';
      })
      // The claim stays, so that what cannot be sent is not tried again at once and for ever.
      .catch(failed)
      .finally(() => {
        count(-1);
        onTheWay.get(id)?.out.resolve();
        onTheWay.delete(id);
        goOn(lane);
        passage.leave();
      });
    onTheWay.set(id, { of: lane.of, sent, out: Promise.withResolvers(), aside: false });
  };

  /** A place of this lane has become free: it goes to whoever has waited longest, which may be the lane itself. */
  const goOn = (lane: Lane): void => {
    if (closed || (sends === 'when_drained' && draining === 0)) return;
    queue.add(lane);
    serveQueue();
  };
  const serveQueue = (): void => {
    for (const lane of queue) {
      if (taken >= SENDING_MAX || closed) return;
      queue.delete(lane);
      void fill(lane);
    }
  };

  const isIn = (place: Place | undefined) => (of: EndpointOf) =>
    place === undefined ||
    (place.environment === of.environment && (place.merchantId ?? of.merchantId) === of.merchantId);
  const due = async (place?: Place): Promise<readonly Lane[]> => {
    const waiting = await store.waitingEndpoints(machineNow());
    return waiting
      .filter(isIn(place))
      .filter(({ nextAttemptAt, environment, merchantId }) => nextAttemptAt <= now({ environment, merchantId }))
      .map(laneOf);
  };
  const drain = async (place: Place | undefined): Promise<void> => {
    for (let round = 0; round < DRAIN_ROUNDS_MAX && !closed; round += 1) {
      const before = begun;
      await Promise.all((await due(place)).map(fill));
      // Those as well that began to look by themselves, when something had stepped aside.
      await Promise.all([...lanes.values()].map(({ filling }) => filling));
      const moving = [...onTheWay.values()].filter((entry) => !entry.aside && isIn(place)(entry.of));
      if (moving.length === 0 && begun === before) return;
      await Promise.all(moving.map(({ out }) => out.promise));
    }
  };

  return {
    owed: (endpoints) => {
      if (sends === 'when_drained' || closed) return;
      for (const of of endpoints) void fill(laneOf(of));
    },
    begin: async () => {
      if (closed) return;
      for (const lane of await due()) void fill(lane);
    },
    drain: async (place) => {
      draining += 1;
      const before = begun;
      try {
        await drain(place);
        return begun - before;
      } finally {
        draining -= 1;
      }
    },
    close: async (graceMs) => {
      closed = true;
      const all = Promise.all([...onTheWay.values()].map(({ sent }) => sent));
      await new Promise<void>((resolve) => {
        const cancel = after(graceMs, resolve);
        void all.then(() => {
          cancel();
          resolve();
        });
      });
    },
  };
}
