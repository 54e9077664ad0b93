import { isFollowUp, isPurchase, type PaymentTransaction } from '../payments/transaction.ts';
import type { OrderFilter, OrderStore, TransactionStore } from '../payments/world.ts';
import type { Order } from '../shop/order.ts';
import { audited } from './audit-store.ts';
import { decode, encode } from './codec.ts';
import { type Database, onlyIfThere, type Row, type Statement, statement } from './database.ts';

/** Orders in the database. */
export function orderStore(db: Database): OrderStore {
  const one = async (
    column: 'id' | 'access_token' | 'order_number' | 'cart_id',
    value: string,
  ): Promise<Order | undefined> => {
    const row = await db.one(`select document from orders where ${column} = ?`, value);
    return row && decode<Order>(row.document);
  };
  return {
    byId: (id) => one('id', id),
    byAccessToken: (token) => one('access_token', token),
    byNumber: (number) => one('order_number', number),
    ofCart: (id) => one('cart_id', id),
    async page({ limit, cursor, filter = {} }) {
      const asked = conditionsOf(filter);
      const rows = await db.all(
        `select number, document from orders
         where ${['number < ?', ...asked.map(({ sql }) => sql)].join(' and ')} order by number desc limit ?`,
        cursor === undefined ? Number.MAX_SAFE_INTEGER : Number(cursor),
        ...asked.flatMap(({ values }) => values),
        limit + 1,
      );
      const orders = rows.slice(0, limit).map((row) => decode<Order>(row.document));
      const last = rows[limit - 1];
      return rows.length > limit && last ? { orders, nextCursor: String(last.number) } : { orders };
    },
    async place(order: Order, transaction: PaymentTransaction | undefined) {
      const { id, cartId, accessToken, number, email, placedAt, total, customerId } = order;
      const placed = statement(
        `insert into orders (id, cart_id, access_token, order_number, email, placed_at, currency,
                             customer_id, document)
         values (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
        ...[id, cartId, accessToken, number, email.toLowerCase(), placedAt, total.currency],
        ...[customerId ?? null, encode(order)],
      );
      const result = await db.batch(transaction ? [placed, inserted(transaction)] : [placed]);
      return result === 'done' ? 'placed' : 'already_placed';
    },
  };
}

function conditionsOf({ text, currency, from, until, customerId }: OrderFilter): readonly Statement[] {
  const part = `%${(text ?? '').toLowerCase().replaceAll(/[\\%_]/g, '\\$&')}%`;
  return [
    ...(text === undefined
      ? []
      : [statement("(lower(order_number) like ? escape '\\' or email like ? escape '\\')", part, part)]),
    ...(currency === undefined ? [] : [statement('currency = ?', currency)]),
    ...(from === undefined ? [] : [statement('placed_at >= ?', from)]),
    ...(until === undefined ? [] : [statement('placed_at < ?', until)]),
    ...(customerId === undefined ? [] : [statement('customer_id = ?', customerId)]),
  ];
}

/** Payment transactions in the database. */
export function transactionStore(db: Database): TransactionStore {
  const one = async (column: 'id' | 'access_identifier', value: string) => {
    const row = await db.one(`select document from payment_transactions where ${column} = ?`, value);
    return row && transaction(row);
  };
  return {
    byId: (id) => one('id', id),
    byAccessIdentifier: (identifier) => one('access_identifier', identifier),
    async byReference(reference) {
      const rows = await db.all(
        'select document from payment_transactions where reference = ? order by number',
        reference,
      );
      return rows.map(transaction);
    },
    async ofOrder(id) {
      const rows = await db.all('select document from payment_transactions where order_id = ? order by number', id);
      return rows.map(transaction);
    },
    async unresolved(limit) {
      const rows = await db.all(
        `select document from payment_transactions
         where state = 'waiting' and waiting_for <> 'person' order by number limit ?`,
        limit,
      );
      return rows.map(transaction);
    },
    async commit(changed, entry) {
      const statements = changed.map((next) => (next.version === 1 ? inserted(next) : updated(next)));
      const result = await db.batch(entry ? [...statements, audited(entry)] : statements);
      return result === 'done' ? 'committed' : 'conflict';
    },
  };
}

/** With a card that was checked one payment is made, unless it fails. */
const PAYING_BY_CARD = 'pay with the card';

function inserted(made: PaymentTransaction): Statement {
  const checkedBy = isPurchase(made) ? made.card?.checkedBy : undefined;
  return statement(
    `insert into payment_transactions (id, order_id, access_identifier, environment, action, source_id, wish,
                                       caused_by, state, waiting_for, reference, version, document)
     values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    made.id,
    made.orderId,
    made.accessIdentifier,
    made.environment,
    made.action,
    isFollowUp(made) ? made.sourceId : (checkedBy ?? null),
    isFollowUp(made) ? (made.wish ?? null) : checkedBy === undefined ? null : PAYING_BY_CARD,
    made.origin.by,
    made.progress.state,
    waitingFor(made),
    made.reference ?? null,
    made.version,
    encode(made),
  );
}

function updated(next: PaymentTransaction): Statement {
  return onlyIfThere(
    `update payment_transactions set state = ?, waiting_for = ?, reference = ?, version = ?, document = ?
     where id = ? and version = ?`,
    next.progress.state,
    waitingFor(next),
    next.reference ?? null,
    next.version,
    encode(next),
    next.id,
    next.version - 1,
  );
}

function waitingFor({ progress }: PaymentTransaction): string | null {
  return progress.state === 'waiting' ? progress.waiting.for : null;
}

function transaction(row: Row): PaymentTransaction {
  return decode<PaymentTransaction>(row.document);
}
