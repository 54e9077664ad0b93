import type { Background } from '../platform/background.ts';
import type { Clock } from '../platform/clock.ts';
import type { Send } from '../platform/http-client.ts';
import type { InTurn } from '../platform/in-turn.ts';
import type { Log } from '../platform/log.ts';
import type { Random } from '../platform/random.ts';
import type { AuditEntry, AuditStore } from '../shop/audit.ts';
import type { Currency } from '../shop/currency.ts';
import type {
  CartId,
  CustomerId,
  Instant,
  IntegrationId,
  OrderId,
  PaymentRuleId,
  SettlementReportId,
  TransactionId,
} from '../shop/ids.ts';
import type { Order } from '../shop/order.ts';
import type { Deployment } from './deployment.ts';
import type { IntegrationRow } from './integration.ts';
import type { KeptReplies } from './kept-replies.ts';
import type { Concern } from './live-concerns.ts';
import type { InboxEntry, UnverifiedCount, UnverifiedWhy } from './notification.ts';
import type { OfflineMethod } from './offline-method.ts';
import type { PaymentRule } from './payment-rule.ts';
import type { TokenCache } from './perform.ts';
import type { Providers } from './provider.ts';
import type { KeptReport } from './settlement-report.ts';
import type { Confirmed } from './standing.ts';
import type { PaymentTransaction, Pledge, Purchase } from './transaction.ts';
import type { Vault } from './vault.ts';

/** Where integrations are kept. */
export interface IntegrationStore {
  /** In the order they were made. */
  all(): Promise<readonly IntegrationRow[]>;
  byId(id: IntegrationId): Promise<IntegrationRow | undefined>;
  /** The one whose address for notifications ends in this. */
  byAccessId(accessId: string): Promise<IntegrationRow | undefined>;
  add(row: IntegrationRow, entry: AuditEntry): Promise<void>;
  /** Replaces the version before; `conflict` when that is no longer the stored one. */
  replace(row: IntegrationRow, entry: AuditEntry): Promise<'replaced' | 'conflict'>;
  /** Replaces the version before of each, all of them or none. */
  replaceAll(rows: readonly IntegrationRow[], entry: AuditEntry): Promise<'replaced' | 'conflict'>;
  /** Removes it, and puts the rules that lose a method in their new form, all at once. */
  remove(id: IntegrationId, rules: readonly PaymentRule[], entry: AuditEntry): Promise<void>;
}

/** Where payment rules are kept. */
export interface PaymentRuleStore {
  /** In the order they were made. */
  all(): Promise<readonly PaymentRule[]>;
  byId(id: PaymentRuleId): Promise<PaymentRule | undefined>;
  put(rule: PaymentRule, entry?: AuditEntry): Promise<void>;
  remove(id: PaymentRuleId, entry?: AuditEntry): Promise<void>;
}

/** Where ways to pay without a provider are kept. */
export interface OfflineMethodStore {
  /** In the order they were made. */
  all(): Promise<readonly OfflineMethod[]>;
  byId(id: IntegrationId): Promise<OfflineMethod | undefined>;
  add(row: OfflineMethod, entry: AuditEntry): Promise<void>;
  /** Replaces the version before; `conflict` when that is no longer the stored one. */
  replace(row: OfflineMethod, entry: AuditEntry): Promise<'replaced' | 'conflict'>;
  /** Removes it, and puts the rules that lose a method in their new form, all at once. */
  remove(id: IntegrationId, rules: readonly PaymentRule[], entry: AuditEntry): Promise<void>;
}

/** Where it is kept to which deployment the database belongs. */
export interface DeploymentStore {
  confirmed(): Promise<Confirmed | undefined>;
  /** Says so for the first time; whoever comes later does not change it. */
  adopt(confirmed: Confirmed): Promise<void>;
  confirm(confirmed: Confirmed, entry: AuditEntry): Promise<void>;
}

/** Which orders to list: by a part of the number or e-mail address, and when they were placed (`until` not included). */
export type OrderFilter = Readonly<{
  text?: string;
  currency?: Currency;
  from?: Instant;
  until?: Instant;
  customerId?: CustomerId;
}>;

/** A page of orders, newest first. */
export type OrderPage = Readonly<{ orders: readonly Order[]; nextCursor?: string }>;

/** Where orders are kept. */
export interface OrderStore {
  byId(id: OrderId): Promise<Order | undefined>;
  byAccessToken(token: string): Promise<Order | undefined>;
  byNumber(number: string): Promise<Order | undefined>;
  ofCart(id: CartId): Promise<Order | undefined>;
  page(options: Readonly<{ limit: number; cursor?: string; filter?: OrderFilter }>): Promise<OrderPage>;
  /** Adds an order with its first payment transaction, if it costs anything, or neither when the cart has been ordered. */
  place(order: Order, transaction: Purchase | Pledge | undefined): Promise<'placed' | 'already_placed'>;
}

/** Where payment transactions are kept. */
export interface TransactionStore {
  byId(id: TransactionId): Promise<PaymentTransaction | undefined>;
  byAccessIdentifier(identifier: string): Promise<PaymentTransaction | undefined>;
  /** Those that the provider calls by this name. */
  byReference(reference: string): Promise<readonly PaymentTransaction[]>;
  /** Oldest first. */
  ofOrder(id: OrderId): Promise<readonly PaymentTransaction[]>;
  /** Those that wait for something other than a person, oldest first. */
  unresolved(limit: number): Promise<readonly PaymentTransaction[]>;
  /**
   * Adds those of version 1 and replaces the version before of the others: all of it, or nothing when something else has
   * been stored meanwhile. Of a hold or a capture one operation by this shop is in flight at a time, and each wish is
   * carried out once.
   */
  commit(changed: readonly PaymentTransaction[], entry?: AuditEntry): Promise<'committed' | 'conflict'>;
}

/** Where notifications are kept, each once. */
export interface InboxStore {
  /** `known` when something has been recorded under the same id for the same integration. */
  add(entry: InboxEntry): Promise<'added' | 'known'>;
  /** Replaces the version before; `conflict` when that is no longer the stored one. */
  replace(entry: InboxEntry): Promise<'replaced' | 'conflict'>;
  byWebhookId(integrationId: IntegrationId, webhookId: string): Promise<InboxEntry | undefined>;
  /** Those still to be acted on, the longest due first. */
  due(now: Instant, limit: number): Promise<readonly InboxEntry[]>;
  /** Newest first. */
  ofOrder(id: OrderId, limit: number): Promise<readonly InboxEntry[]>;
  /** Newest first. */
  ofIntegration(id: IntegrationId, limit: number): Promise<readonly InboxEntry[]>;
  countUnverified(id: IntegrationId, why: UnverifiedWhy, at: Instant): Promise<void>;
  unverified(id: IntegrationId): Promise<readonly UnverifiedCount[]>;
}

/** Where settlement reports are kept. */
export interface SettlementStore {
  /** `known` when the integration has a report of that name already. */
  add(kept: KeptReport, entry: AuditEntry): Promise<'added' | 'known'>;
  byId(id: SettlementReportId): Promise<KeptReport | undefined>;
  byReference(integrationId: IntegrationId, reference: string): Promise<KeptReport | undefined>;
  newest(limit: number): Promise<readonly KeptReport[]>;
  /** Newest first. */
  ofIntegration(id: IntegrationId, limit: number): Promise<readonly KeptReport[]>;
}

/** What taking payments needs. */
export type PaymentWorld = Readonly<{
  deployment: Deployment;
  deployments: DeploymentStore;
  /** What would keep a live shop from starting; told where money is not real. */
  concerns: readonly Concern[];
  audit: AuditStore;
  clock: Clock;
  random: Random;
  log: Log;
  inTurn: InTurn;
  send: Send;
  vault: Vault;
  providers: Providers;
  tokens: TokenCache;
  keptReplies: KeptReplies;
  integrations: IntegrationStore;
  offlineMethods: OfflineMethodStore;
  paymentRules: PaymentRuleStore;
  orders: OrderStore;
  transactions: TransactionStore;
  inbox: InboxStore;
  settlements: SettlementStore;
  background: Background;
}>;
