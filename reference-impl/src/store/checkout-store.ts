import type { Checkout } from '../checkout/checkout.ts';
import type { CheckoutStore } from '../checkout/world.ts';
import type { Cart } from '../shop/cart.ts';
import { decode, encode } from './codec.ts';
import { commit, type Database, statement } from './database.ts';

// Abandoned carts would otherwise pile up for ever.
const FORGOTTEN_AFTER_MS = 30 * 24 * 60 * 60 * 1000;

/** Carts and checkouts in the database. */
export function checkoutStore(db: Database): CheckoutStore {
  return {
    async cart(id) {
      const row = await db.one('select document from carts where id = ?', id);
      return row && decode<Cart>(row.document);
    },
    putCart: (cart) =>
      commit(
        db,
        statement('delete from carts where created_at < ?', cart.createdAt - FORGOTTEN_AFTER_MS),
        statement(
          `insert into carts (id, created_at, document) values (?, ?, ?)
           on conflict (id) do update set document = excluded.document`,
          cart.id,
          cart.createdAt,
          encode(cart),
        ),
      ),
    async checkout(id) {
      const row = await db.one('select document from checkouts where id = ?', id);
      return row && decode<Checkout>(row.document);
    },
    addCheckout: (checkout) =>
      commit(
        db,
        statement('delete from checkouts where created_at < ?', checkout.createdAt - FORGOTTEN_AFTER_MS),
        statement(
          'insert into checkouts (id, created_at, document) values (?, ?, ?)',
          checkout.id,
          checkout.createdAt,
          encode(checkout),
        ),
      ),
  };
}
