import type { DatabaseSync } from 'node:sqlite';
import { dayOf } from '../engine/day.ts';
import type { Event, EventOf } from '../engine/event.ts';
import { later, paymentId } from '../engine/ids.ts';
import { addTotals, payoutLine, payoutTotals } from '../engine/payout.ts';
import { decode, encode } from './codec.ts';
import type { PayoutStore, StoredPayout } from './payouts.ts';
import { Filter, Statements, seqOf, text } from './sqlite-rows.ts';
import { storedPayment } from './sqlite-stored-payment.ts';
import type { Ownership } from './store.ts';

/** Payouts in SQLite; they are written with the payments that they take from. */
export function sqlitePayouts(database: DatabaseSync): PayoutStore {
  const statements = new Statements(database);
  const payoutSeq = statements.one('select seq from payouts where id = ?');
  const unsettledInEnvironment = statements.all(
    `select * from payments where environment = ? and unsettled_since < ?
     and merchant_id not in (select merchant_id from settings where environment = payments.environment and kind = 'clock')
     order by unsettled_since, seq limit ?`,
  );
  const unsettledOfMerchant = statements.all(
    `select * from payments where merchant_id = ? and environment = ? and unsettled_since < ?
     order by unsettled_since, seq limit ?`,
  );
  const paidOut = statements.all(
    `select payments.owner, events.document from payout_payments
     join payments on payments.id = payout_payments.payment_id
     join events on events.payment_id = payout_payments.payment_id and events.number = payout_payments.event_number
     where payout_id = ? order by payout_payments.seq`,
  );
  return {
    unsettledPayments: async ({ environment, merchantId }, until, limit) => {
      const rows =
        merchantId === undefined
          ? unsettledInEnvironment(environment, until, limit)
          : unsettledOfMerchant(merchantId, environment, until, limit);
      return rows.map(storedPayment);
    },
    findPayout: statements.document<StoredPayout>('select document from payouts where id = ?'),
    listPayouts: async ({ environment, merchantId, day, before, limit }) => {
      const filter = new Filter();
      if (environment !== undefined) filter.and('environment = ?', environment);
      if (merchantId !== undefined) filter.and('merchant_id = ?', merchantId);
      if (day !== undefined) filter.and('day = ?', day);
      if (before !== undefined) filter.and('seq < ?', seqOf(payoutSeq(before)));
      const sql = `select document from payouts ${filter.where()} order by seq desc limit ?`;
      return statements.documents<StoredPayout>(sql)(...filter.values, limit);
    },
    paidOut: async (id) =>
      paidOut(id).map((row) => {
        const { paymentId: of, reference } = decode<Ownership>(text(row, 'owner'));
        const { entries } = decode<EventOf<'settled'>>(text(row, 'document'));
        return { paymentId: paymentId(of), reference, entries };
      }),
  };
}

/** Writes down which payout an event belongs to, if it settles anything. */
export function payoutWriter(statements: Statements): (owner: Ownership, event: Event, number: number) => void {
  const payoutById = statements.one('select document from payouts where id = ?');
  const savePayout = statements.run(
    `insert into payouts (id, environment, merchant_id, day, document) values (?, ?, ?, ?, ?)
     on conflict (id) do update set document = excluded.document`,
  );
  const insertPayment = statements.run(
    'insert into payout_payments (payout_id, payment_id, event_number) values (?, ?, ?)',
  );
  return ({ paymentId: of, environment, merchantId }, event, number) => {
    if (event.type !== 'settled') return;
    const { payoutId: id, entries, at, until = later(at, 1) } = event;
    const currency = entries[0]?.amount.currency;
    if (currency === undefined) throw new Error(`payout ${id}: nothing of payment ${of} was settled`);
    const taken = payoutTotals(entries.map(payoutLine), currency);
    const row = payoutById(id);
    const known = row === undefined ? undefined : decode<StoredPayout>(text(row, 'document'));
    const payout: StoredPayout = {
      ...(known ?? { id, environment, merchantId, currency, day: dayOf(later(until, -1)), until, at }),
      payments: (known?.payments ?? 0) + 1,
      totals: known === undefined ? taken : addTotals(known.totals, taken),
    };
    savePayout(id, environment, merchantId, payout.day, encode(payout));
    insertPayment(id, of, number);
  };
}

/** Forgets the payouts of a merchant account. */
export function payoutForgetter(statements: Statements): (merchantId: string) => void {
  const forgetPayments = statements.run(
    'delete from payout_payments where payout_id in (select id from payouts where merchant_id = ?)',
  );
  const forgetPayouts = statements.run('delete from payouts where merchant_id = ?');
  return (merchantId) => {
    forgetPayments(merchantId);
    forgetPayouts(merchantId);
  };
}
