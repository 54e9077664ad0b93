import { isFollowUp, type PaymentTransaction, type Purchase } from '../payments/transaction.ts';
import type { OrderStore, TransactionStore } from '../payments/world.ts';
import type { Order } from '../shop/order.ts';
import { decode, encode } from './codec.ts';
import { type Database, isUniqueViolation, type Row } from './database.ts';

/** Orders in the database. */
export function orderStore(db: Database): OrderStore {
  const one = async (
    column: 'id' | 'access_token' | 'order_number' | 'cart_id',
    value: string,
  ): Promise<Order | undefined> => {
    const row = db.one(`select document from orders where ${column} = ?`, value);
    return row && decode<Order>(row.document);
  };
  return {
    byId: (id) => one('id', id),
    byAccessToken: (token) => one('access_token', token),
    byNumber: (number) => one('order_number', number),
    ofCart: (id) => one('cart_id', id),
    async page({ limit, cursor }) {
      const before = cursor === undefined ? Number.MAX_SAFE_INTEGER : Number(cursor);
      const rows = db.all(
        'select number, document from orders where number < ? order by number desc limit ?',
        before,
        limit + 1,
      );
      const orders = rows.slice(0, limit).map((row) => decode<Order>(row.document));
      const last = rows[limit - 1];
      return rows.length > limit && last ? { orders, nextCursor: String(last.number) } : { orders };
    },
    async place(order: Order, transaction: Purchase | undefined) {
      try {
        db.whole(() => {
          const { id, cartId, accessToken, number } = order;
          db.run(
            'insert into orders (id, cart_id, access_token, order_number, document) values (?, ?, ?, ?, ?)',
            id,
            cartId,
            accessToken,
            number,
            encode(order),
          );
          if (transaction) insert(db, transaction);
        });
        return 'placed';
      } catch (error) {
        if (isUniqueViolation(error)) return 'already_placed';
        throw error;
      }
    },
  };
}

/** Payment transactions in the database. */
export function transactionStore(db: Database): TransactionStore {
  const one = async (column: 'id' | 'access_identifier', value: string) => {
    const row = db.one(`select document from payment_transactions where ${column} = ?`, value);
    return row && transaction(row);
  };
  return {
    byId: (id) => one('id', id),
    byAccessIdentifier: (identifier) => one('access_identifier', identifier),
    async byReference(reference) {
      return db
        .all('select document from payment_transactions where reference = ? order by number', reference)
        .map(transaction);
    },
    async ofOrder(id) {
      return db
        .all('select document from payment_transactions where order_id = ? order by number', id)
        .map(transaction);
    },
    async unresolved(limit) {
      return db
        .all(
          `select document from payment_transactions
           where state = 'waiting' and waiting_for <> 'person' order by number limit ?`,
          limit,
        )
        .map(transaction);
    },
    async commit(changed) {
      try {
        return db.whole(() => {
          for (const next of changed) {
            if (next.version === 1) insert(db, next);
            else if (update(db, next) !== 1) throw new Superseded();
          }
          return 'committed';
        });
      } catch (error) {
        if (error instanceof Superseded || isUniqueViolation(error)) return 'conflict';
        throw error;
      }
    },
  };
}

/** Undoes a commit of which one part was decided on a version that is no longer the stored one. */
class Superseded extends Error {}

function insert(db: Database, made: PaymentTransaction): void {
  db.run(
    `insert into payment_transactions (id, order_id, access_identifier, environment, action, source_id, wish,
                                       caused_by, state, waiting_for, reference, version, document)
     values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    made.id,
    made.orderId,
    made.accessIdentifier,
    made.environment,
    made.action,
    isFollowUp(made) ? made.sourceId : null,
    isFollowUp(made) ? (made.wish ?? null) : null,
    made.origin.by,
    made.progress.state,
    waitingFor(made),
    made.reference ?? null,
    made.version,
    encode(made),
  );
}

function update(db: Database, next: PaymentTransaction): number {
  return db.run(
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
