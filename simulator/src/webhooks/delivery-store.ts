import type { Instant, PaymentId } from '../engine/ids.ts';
import type { Attempt, Delivery, DeliveryStatus, Parked, Pending, Progress } from './delivery.ts';

/** Which deliveries, newest first. `before` is the id of the last one already seen. */
export type DeliveryQuery = Readonly<{
  environment?: string;
  merchantId?: string;
  endpointId?: string;
  paymentId?: PaymentId;
  notificationId?: string;
  type?: string;
  status?: DeliveryStatus;
  before?: string;
  limit: number;
}>;

/** An endpoint with deliveries that wait and that nobody has claimed, and when the first of them is due. */
export type Waiting = Readonly<{ endpointId: string; environment: string; merchantId: string; nextAttemptAt: Instant }>;

/**
 * Which deliveries to take: of one endpoint, due at `now` by the clock of its merchant account. Until `leaseEndsAt`
 * nobody else takes them; `machineNow` tells which earlier claims have ended. Both are by the machine's own time, since a
 * process can die while the clock of an environment stands still.
 */
export type Claim = Readonly<{
  endpointId: string;
  now: Instant;
  limit: number;
  machineNow: Instant;
  leaseEndsAt: Instant;
  /** What this process is at: those deliveries, and whatever else concerns those payments. */
  except: Readonly<{ deliveryIds: ReadonlySet<string>; paymentIds: ReadonlySet<string> }>;
}>;

/** What becomes of a delivery: an attempt more, or none where nothing was sent. */
export type Recorded = Readonly<{ id: string; attempt?: Attempt; progress: Progress }>;

/** Keeps what is owed to webhook endpoints. Every store implements it. */
export interface DeliveryStore {
  findDelivery(id: string): Promise<Delivery | undefined>;
  /** Oldest first. */
  attemptsOf(deliveryId: string): Promise<readonly Attempt[]>;
  listDeliveries(query: DeliveryQuery): Promise<readonly Delivery[]>;
  /** Every endpoint for which something waits that nobody has claimed. */
  waitingEndpoints(machineNow: Instant): Promise<readonly Waiting[]>;
  /**
   * Takes what is due, the longest overdue first, and of one payment one at a time, so that a receiver hears about a
   * payment in order as long as nothing fails.
   */
  claimDeliveries(claim: Claim): Promise<readonly Delivery[]>;
  /**
   * Writes what became of a claimed delivery and ends the claim; deliveries to the same endpoint that waited for this one
   * to be attempted are due at once. A delivery that is gone stays gone.
   */
  recordDelivery(recorded: Recorded): Promise<'recorded' | 'gone'>;
  /** Makes a delivery wait again, whatever has become of it. */
  redeliver(id: string, progress: Pending): Promise<'changed' | 'gone'>;
  /** The last instant before this one at which something is due to be sent to the endpoint. */
  lastDueBefore(endpointId: string, before: Instant): Promise<Instant | undefined>;
  /** Whether a delivery to the endpoint waits for another one to be attempted. */
  holdsBack(endpointId: string): Promise<boolean>;
  /** Parks everything that waits for an endpoint and that nobody has claimed; tells how many. */
  parkDeliveries(endpointId: string, progress: Parked): Promise<number>;
}
