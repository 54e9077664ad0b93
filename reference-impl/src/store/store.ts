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
import type { Database } from './database.ts';
import { deploymentStore } from './deployment-store.ts';
import { inboxStore } from './inbox-store.ts';
import { integrationStore, paymentRuleStore } from './integration-store.ts';
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
  close(): Promise<void>;
}>;

/** The stores over a database, whichever it is. */
export function storeOver(db: Database, close: () => Promise<void>): Store {
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
    close,
  };
}
