import { closeSync, openSync, readFileSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import type { AccessStore } from '../access/world.ts';
import type { CheckoutStore } from '../checkout/world.ts';
import type { IntegrationStore, OrderStore, PaymentRuleStore, TransactionStore } from '../payments/world.ts';
import { accessStore } from './access-store.ts';
import { checkoutStore } from './checkout-store.ts';
import { database } from './database.ts';
import { integrationStore, paymentRuleStore } from './integration-store.ts';
import { orderStore, transactionStore } from './order-store.ts';

const SCHEMA = readFileSync(new URL('./schema.sql', import.meta.url), 'utf8');
const SCHEMA_VERSION = 1;

/** Everything the shop keeps, in one database. */
export type Store = Readonly<{
  access: AccessStore;
  integrations: IntegrationStore;
  paymentRules: PaymentRuleStore;
  checkouts: CheckoutStore;
  orders: OrderStore;
  transactions: TransactionStore;
  close(): void;
}>;

/** Opens a database file, which is made on first use, or `:memory:` for one that ends with the process. */
export function openSqlite(file: string): Store {
  // Orders and customers are nobody else's business on this machine.
  if (file !== ':memory:') closeSync(openSync(file, 'a', 0o600));
  const connection = new DatabaseSync(file);
  connection.exec('pragma journal_mode = wal; pragma busy_timeout = 5000; pragma foreign_keys = on;');
  const db = database(connection);
  const version = Number(db.one('pragma user_version')?.user_version ?? 0);
  if (version > SCHEMA_VERSION) {
    connection.close();
    throw new Error(`the database is of version ${version}, newer than this program, which knows ${SCHEMA_VERSION}`);
  }
  connection.exec(SCHEMA);
  connection.exec(`pragma user_version = ${SCHEMA_VERSION}`);
  return {
    access: accessStore(db),
    integrations: integrationStore(db),
    paymentRules: paymentRuleStore(db),
    checkouts: checkoutStore(db),
    orders: orderStore(db),
    transactions: transactionStore(db),
    close: () => connection.close(),
  };
}
