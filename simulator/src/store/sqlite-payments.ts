import type { DatabaseSync } from 'node:sqlite';
import type { Event } from '../engine/event.ts';
import { decode, encode, encodeJson } from './codec.ts';
import { type DeliveryWriter, deliveryWriter } from './sqlite-deliveries.ts';
import { type Elsewhere, Kept } from './sqlite-kept.ts';
import { type ObjectWriter, objectWriter } from './sqlite-objects.ts';
import { payoutForgetter, payoutWriter } from './sqlite-payouts.ts';
import { Filter, integer, type Row, Statements, seqOf, text } from './sqlite-rows.ts';
import { storedPayment } from './sqlite-stored-payment.ts';
import type { Batch, CommitResult, IdempotencyRecord, Ownership, PaymentStore, StoredPayment } from './store.ts';
import type { TurnWriter } from './turn-writer.ts';

// Whoever has just made a payment is the likeliest to ask for it; a few megabytes.
const KEPT_MAX = 1000;

/** Payments, their events and the memory of idempotent requests in SQLite. */
export function sqlitePayments(database: DatabaseSync, writer: TurnWriter, elsewhere: Elsewhere): PaymentStore {
  const statements = new Statements(database);
  const paymentSeq = statements.one('select seq from payments where id = ? and environment = ?');
  const paymentById = statements.one('select * from payments where id = ? and environment = ?');
  const paymentByPage = statements.one('select * from payments where page_token = ? and environment = ?');
  const dueInEnvironment = statements.all(
    `select * from payments where environment = ? and next_due_at <= ?
     and merchant_id not in (select merchant_id from settings where environment = payments.environment and kind = 'clock')
     order by next_due_at, seq limit ?`,
  );
  const dueOfMerchant = statements.all(
    `select * from payments where merchant_id = ? and environment = ? and next_due_at <= ?
     order by next_due_at, seq limit ?`,
  );
  const eventsOf = statements.all(
    `select number, document from events
     where payment_id = (select id from payments where id = ? and environment = ?) order by number`,
  );
  const kept = new Kept<StoredPayment | undefined>(elsewhere, KEPT_MAX);
  const deliveries = deliveryWriter(statements);
  const objects = objectWriter(statements);
  const writeBatch = batchWriter(statements, deliveries, objects);
  const forgetEvents = statements.run(
    'delete from events where payment_id in (select id from payments where merchant_id = ?)',
  );
  const forgetKeys = statements.run('delete from idempotency where merchant_id = ?');
  const forgetPayments = statements.run('delete from payments where merchant_id = ?');
  const forgetPayouts = payoutForgetter(statements);
  const forgetEntries = statements.run('delete from journal where merchant_id = ?');

  return {
    findPayment: async (environment, paymentId) => {
      const stored = kept.get(paymentId, () => storedOrNone(paymentById(paymentId, environment)));
      return stored?.environment === environment ? stored : undefined;
    },
    findPaymentByPage: async (environment, pageToken) => storedOrNone(paymentByPage(pageToken, environment)),
    listPayments: async ({ environment, merchantId, dialect, reference, before, limit }) => {
      const filter = new Filter();
      filter.and('environment = ?', environment);
      if (merchantId !== undefined) filter.and('merchant_id = ?', merchantId);
      if (dialect !== undefined) filter.and('dialect = ?', dialect);
      if (reference !== undefined) filter.and('reference = ?', reference);
      if (before !== undefined) filter.and('seq < ?', seqOf(paymentSeq(before, environment)));
      const sql = `select * from payments ${filter.where()} order by seq desc limit ?`;
      return statements
        .all(sql)(...filter.values, limit)
        .map(storedPayment);
    },
    readEvents: async (environment, paymentId) =>
      eventsOf(paymentId, environment).map((row) => ({
        number: integer(row, 'number'),
        event: decode<Event>(text(row, 'document')),
      })),
    duePayments: async ({ environment, merchantId }, now, limit) => {
      const rows =
        merchantId === undefined
          ? dueInEnvironment(environment, now, limit)
          : dueOfMerchant(merchantId, environment, now, limit);
      return rows.map(storedPayment);
    },
    findIdempotency: statements.document<IdempotencyRecord>(
      'select document from idempotency where scope = ? and key = ? and expires_at > ?',
    ),
    commit: (batch) =>
      writer
        .write(
          () => {
            const result = writeBatch(batch);
            // A conflict has to leave no trace of what was written before it was found.
            if (result !== 'committed') throw new Conflict(result);
            return result;
          },
          () => {
            if (batch.payment !== undefined) kept.put(batch.payment.owner.paymentId, asStored(batch.payment));
          },
        )
        .catch((error: unknown) => {
          if (error instanceof Conflict) return error.result;
          throw error;
        }),
    forgetMerchant: (merchantId) =>
      writer.write(
        () => {
          forgetPayouts(merchantId);
          forgetEvents(merchantId);
          forgetKeys(merchantId);
          deliveries.forgetMerchant(merchantId);
          objects.forgetMerchant(merchantId);
          return { payments: forgetPayments(merchantId), journalEntries: forgetEntries(merchantId) };
        },
        () => kept.forgetAll(),
      ),
  };
}

type PaymentWrite = NonNullable<Batch['payment']>;

class Conflict extends Error {
  readonly result: CommitResult;
  constructor(result: CommitResult) {
    super(result);
    this.result = result;
  }
}

function batchWriter(statements: Statements, owed: DeliveryWriter, kept: ObjectWriter): (batch: Batch) => CommitResult {
  const insertPayment = statements.run(
    `insert into payments (id, environment, merchant_id, dialect, reference, page_token, owner,
                           version, event_count, next_due_at, unsettled_since, state, details)
     values (?, ?, ?, ?, ?, ?, ?, 1, ?, ?, ?, ?, ?) on conflict (id) do nothing`,
  );
  const updatePayment = statements.one(
    `update payments set version = version + 1, event_count = event_count + ?, next_due_at = ?, unsettled_since = ?,
                         state = ?, details = ? where id = ? and version = ? returning event_count`,
  );
  const writePayout = payoutWriter(statements);
  const insertEvent = statements.run('insert into events (payment_id, number, document) values (?, ?, ?)');
  const insertKey = statements.run(
    `insert into idempotency (scope, key, merchant_id, expires_at, document) values (?, ?, ?, ?, ?)
     on conflict do nothing`,
  );
  // Only its own: another merchant account may live by another clock.
  const forgetKeys = statements.run('delete from idempotency where merchant_id = ? and expires_at <= ?');

  const inserted = ({ owner, events, next, details, nextDueAt, unsettledSince }: PaymentWrite): number | undefined => {
    const { paymentId, environment, merchantId, dialect, reference, pageToken } = owner;
    const changes = insertPayment(
      ...[paymentId, environment, merchantId, dialect, reference, pageToken, encode(ownership(owner))],
      ...[events.length, nextDueAt ?? null, unsettledSince ?? null, encode(next), encodeJson(details)],
    );
    return changes === 1 ? events.length : undefined;
  };
  /** How many events there are now; undefined where somebody else has changed the payment. */
  const updated = (payment: PaymentWrite): number | undefined => {
    const { owner, expectedVersion, events, next, details, nextDueAt, unsettledSince } = payment;
    const row = updatePayment(
      ...[events.length, nextDueAt ?? null, unsettledSince ?? null, encode(next), encodeJson(details)],
      ...[owner.paymentId, expectedVersion],
    );
    return row === undefined ? undefined : integer(row, 'event_count');
  };

  const written = (payment: PaymentWrite): boolean => {
    const { owner, events } = payment;
    const eventsAfter = payment.expectedVersion === 0 ? inserted(payment) : updated(payment);
    if (eventsAfter === undefined) return false;
    const eventsBefore = eventsAfter - events.length;
    events.forEach((event, index) => {
      const number = eventsBefore + index + 1;
      insertEvent(owner.paymentId, number, encode(event));
      writePayout(owner, event, number);
    });
    return true;
  };

  return ({ payment, idempotency, objects = [], deliveries = [], at }) => {
    if (payment !== undefined && !written(payment)) return 'version_conflict';
    if (idempotency !== undefined) {
      forgetKeys(idempotency.merchantId, at);
      const { scope, key, merchantId, expiresAt } = idempotency;
      if (insertKey(scope, key, merchantId, expiresAt, encodeJson(idempotency)) === 0) return 'key_conflict';
    }
    if (kept.write(objects) === 'conflict') return 'object_conflict';
    owed.insert(deliveries);
    return 'committed';
  };
}

function storedOrNone(row: Row | undefined): StoredPayment | undefined {
  return row === undefined ? undefined : storedPayment(row);
}

/** What a commit has written, as it would be read. */
function asStored({ owner, expectedVersion, next, details, nextDueAt }: PaymentWrite): StoredPayment {
  return { ...ownership(owner), version: expectedVersion + 1, payment: next, details, nextDueAt };
}

function ownership(owner: Ownership): Ownership {
  const { paymentId, environment, merchantId, dialect, reference, pageToken, createdAt } = owner;
  return { paymentId, environment, merchantId, dialect, reference, pageToken, createdAt };
}
