import { closeSync, openSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import type { AccessStore } from '../access/world.ts';
import type { CheckoutStore, CustomerStore, PricingStore } from '../checkout/world.ts';
import type {
  DeploymentStore,
  InboxStore,
  IntegrationStore,
  OfflineMethodStore,
  OrderStore,
  PaymentRuleStore,
  SettlementStore,
  TransactionStore,
} from '../payments/world.ts';
import type { AuditStore } from '../shop/audit.ts';
import { accessStore } from './access-store.ts';
import { auditStore } from './audit-store.ts';
import { checkoutStore } from './checkout-store.ts';
import { customerStore } from './customer-store.ts';
import { sqliteDatabase } from './database.ts';
import { deploymentStore } from './deployment-store.ts';
import { inboxStore } from './inbox-store.ts';
import { integrationStore, paymentRuleStore } from './integration-store.ts';
import { migrate } from './migrate.ts';
import { offlineMethodStore } from './offline-store.ts';
import { orderStore, transactionStore } from './order-store.ts';
import { pricingStore } from './pricing-store.ts';
import { settlementStore } from './settlement-store.ts';

/** Everything the shop keeps, in one database. */
export type Store = Readonly<{
  access: AccessStore;
  audit: AuditStore;
  deployments: DeploymentStore;
  integrations: IntegrationStore;
  offlineMethods: OfflineMethodStore;
  paymentRules: PaymentRuleStore;
  checkouts: CheckoutStore;
  pricing: PricingStore;
  customers: CustomerStore;
  orders: OrderStore;
  transactions: TransactionStore;
  inbox: InboxStore;
  settlements: SettlementStore;
  close(): void;
}>;

/** Opens a database file, which is made on first use, or `:memory:` for one that ends with the process. */
export function openSqlite(file: string): Store {
  // Orders and customers are nobody else's business on this machine.
  if (file !== ':memory:') closeSync(openSync(file, 'a', 0o600));
  const connection = new DatabaseSync(file);
  connection.exec('pragma journal_mode = wal; pragma busy_timeout = 5000; pragma foreign_keys = on;');
  try {
    migrate(connection);
  } catch (error) {
    connection.close();
    throw error;
  }
  const db = sqliteDatabase(connection);
  return {
    access: accessStore(db),
    audit: auditStore(db),
    deployments: deploymentStore(db),
    integrations: integrationStore(db),
    offlineMethods: offlineMethodStore(db),
    paymentRules: paymentRuleStore(db),
    checkouts: checkoutStore(db),
    pricing: pricingStore(db),
    customers: customerStore(db),
    orders: orderStore(db),
    transactions: transactionStore(db),
    inbox: inboxStore(db),
    settlements: settlementStore(db),
    close: () => connection.close(),
  };
}
