import type { DatabaseSync } from 'node:sqlite';
import { type Instant, instant } from '../engine/ids.ts';
import type { Attempt, Delivery, Owed, Progress } from '../webhooks/delivery.ts';
import type { DeliveryStore } from '../webhooks/delivery-store.ts';
import { decode, encode } from './codec.ts';
import { Filter, integer, type Row, Statements, seqOf, text } from './sqlite-rows.ts';
import type { TurnWriter } from './turn-writer.ts';

/** What a commit writes beside the payment, and what is forgotten with a merchant account. */
export type DeliveryWriter = Readonly<{
  insert: (deliveries: readonly Delivery[]) => void;
  forgetMerchant: (merchantId: string) => void;
}>;

// How many of what is due are looked at for one claim: more than one payment has waiting at once.
const LOOK_AHEAD = 64;

/** What is owed to webhook endpoints, in SQLite. The whole file belongs to one process, which ends every earlier claim. */
export function sqliteDeliveries(database: DatabaseSync, writer: TurnWriter): DeliveryStore {
  database.exec(
    'update deliveries set claimed_until = null where next_attempt_at is not null and claimed_until is not null',
  );
  const statements = new Statements(database);
  const deliverySeq = statements.one('select seq from deliveries where id = ?');
  const findDelivery = statements.one('select * from deliveries where id = ?');
  // Endpoint by endpoint, not delivery by delivery: there may be many of these.
  const waiting = statements.all(
    `with recursive endpoints (id) as (
       select min(endpoint_id) from deliveries where next_attempt_at is not null
       union all
       select (select min(endpoint_id) from deliveries where next_attempt_at is not null and endpoint_id > endpoints.id)
       from endpoints where endpoints.id is not null
     )
     select deliveries.endpoint_id, deliveries.environment, deliveries.merchant_id, deliveries.next_attempt_at
     from endpoints join deliveries on deliveries.seq = (
       select seq from deliveries
       where endpoint_id = endpoints.id and next_attempt_at is not null
         and (claimed_until is null or claimed_until <= ?)
       order by next_attempt_at, seq limit 1
     )`,
  );
  const lastDue = statements.one(
    'select max(next_attempt_at) as at from deliveries where endpoint_id = ? and next_attempt_at < ?',
  );
  const due = statements.all(
    `select seq, id, payment_id from deliveries
     where endpoint_id = ? and next_attempt_at <= ? and (claimed_until is null or claimed_until <= ?)
     order by next_attempt_at, seq limit ?`,
  );
  const claim = statements.one('update deliveries set claimed_until = ? where seq = ? returning *');
  const record = statements.run(
    `update deliveries set status = ?, next_attempt_at = ?, waits_for_next = ?, progress = ?, claimed_until = null,
                           attempt_count = attempt_count + ?
     where id = ?`,
  );
  const insertAttempt = statements.run(
    `insert into attempts (delivery_seq, number, document)
     select seq, attempt_count, ? from deliveries where id = ?`,
  );
  const held = statements.all(
    `select * from deliveries where waits_for_next = 1 and endpoint_id = (select endpoint_id from deliveries where id = ?)
     and seq < (select seq from deliveries where id = ?)`,
  );
  const oneHeld = statements.one('select seq from deliveries where waits_for_next = 1 and endpoint_id = ? limit 1');
  const waitingOf = statements.all(
    `select id from deliveries where endpoint_id = ? and next_attempt_at is not null and claimed_until is null`,
  );
  const attempts = statements.documents<Attempt>(
    `select document from attempts where delivery_seq = (select seq from deliveries where id = ?) order by number`,
  );

  const write = (id: string, progress: Progress, attemptsMore: number) =>
    record(...columns(progress), encode(progress), attemptsMore, id);

  return {
    findDelivery: async (id) => {
      const row = findDelivery(id);
      return row === undefined ? undefined : delivery(row);
    },
    attemptsOf: attempts,
    listDeliveries: async (query) => {
      const filter = new Filter();
      const { environment, merchantId, endpointId, paymentId, notificationId, type, status, before } = query;
      if (environment !== undefined) filter.and('environment = ?', environment);
      if (merchantId !== undefined) filter.and('merchant_id = ?', merchantId);
      if (endpointId !== undefined) filter.and('endpoint_id = ?', endpointId);
      if (paymentId !== undefined) filter.and('payment_id = ?', paymentId);
      if (notificationId !== undefined) filter.and('notification_id = ?', notificationId);
      if (type !== undefined) filter.and('type = ?', type);
      if (status !== undefined) filter.and('status = ?', status);
      if (before !== undefined) filter.and('seq < ?', seqOf(deliverySeq(before)));
      const sql = `select * from deliveries ${filter.where()} order by seq desc limit ?`;
      return statements
        .all(sql)(...filter.values, query.limit)
        .map(delivery);
    },
    waitingEndpoints: async (machineNow) => {
      writer.flush();
      return waiting(machineNow).map((row) => ({
        endpointId: text(row, 'endpoint_id'),
        environment: text(row, 'environment'),
        merchantId: text(row, 'merchant_id'),
        nextAttemptAt: instant(integer(row, 'next_attempt_at')),
      }));
    },
    claimDeliveries: ({ endpointId, now, limit, machineNow, leaseEndsAt, except }) =>
      writer.write(() => {
        const claimed: Delivery[] = [];
        const busy = new Set<unknown>(except.paymentIds);
        for (const { id, seq, payment_id: about } of due(endpointId, now, machineNow, LOOK_AHEAD)) {
          if (claimed.length >= limit) break;
          if (except.deliveryIds.has(String(id)) || busy.has(about)) continue;
          if (about !== null) busy.add(about);
          claimed.push(delivery(claim(leaseEndsAt, Number(seq)) ?? {}));
        }
        return claimed;
      }),
    recordDelivery: ({ id, attempt, progress }) =>
      writer.write(() => {
        if (write(id, progress, attempt === undefined ? 0 : 1) === 0) return 'gone';
        if (attempt === undefined) return 'recorded';
        insertAttempt(encode(attempt), id);
        for (const row of held(id, id)) write(text(row, 'id'), dueNow(delivery(row), attempt.at), 0);
        return 'recorded';
      }),
    redeliver: (id, progress) => writer.write(() => (write(id, progress, 0) === 1 ? 'changed' : 'gone')),
    lastDueBefore: async (endpointId, before) => {
      const at = lastDue(endpointId, before)?.at;
      return typeof at === 'number' ? instant(at) : undefined;
    },
    holdsBack: async (endpointId) => {
      writer.flush();
      return oneHeld(endpointId) !== undefined;
    },
    parkDeliveries: (endpointId, progress) =>
      writer.write(() => {
        const rows = waitingOf(endpointId);
        for (const row of rows) write(text(row, 'id'), progress, 0);
        return rows.length;
      }),
  };
}

/** Writes what a commit owes, inside its transaction. */
export function deliveryWriter(statements: Statements): DeliveryWriter {
  const insert = statements.run(
    `insert into deliveries (id, environment, merchant_id, payment_id, endpoint_id, notification_id, type, status,
                             next_attempt_at, waits_for_next, claimed_until, attempt_count, owed, progress)
     values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, null, ?, ?, ?)`,
  );
  const forgetAttempts = statements.run(
    'delete from attempts where delivery_seq in (select seq from deliveries where merchant_id = ?)',
  );
  const forgetDeliveries = statements.run('delete from deliveries where merchant_id = ?');
  return {
    insert: (deliveries) => {
      for (const { attemptCount, progress, ...owed } of deliveries) {
        const { id, environment, merchantId, paymentId, endpointId, notificationId, type } = owed;
        insert(
          id,
          environment,
          merchantId,
          paymentId ?? null,
          endpointId,
          notificationId,
          type,
          ...columns(progress),
          attemptCount,
          encode(owed),
          encode(progress),
        );
      }
    },
    forgetMerchant: (merchantId) => {
      forgetAttempts(merchantId);
      forgetDeliveries(merchantId);
    },
  };
}

function columns(progress: Progress): [status: string, nextAttemptAt: number | null, waitsForNext: number] {
  if (progress.status !== 'pending') return [progress.status, null, 0];
  return [progress.status, progress.nextAttemptAt, progress.waitsFor === 'next_delivery' ? 1 : 0];
}

function dueNow({ progress }: Delivery, at: Instant): Progress {
  return progress.status === 'pending' ? { ...progress, nextAttemptAt: at, waitsFor: 'time' } : progress;
}

function delivery(row: Row): Delivery {
  return {
    ...decode<Owed>(text(row, 'owed')),
    attemptCount: integer(row, 'attempt_count'),
    progress: decode<Progress>(text(row, 'progress')),
  };
}
