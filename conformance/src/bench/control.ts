import { uniqueText } from '../platform/random.ts';
import type { components, operations, paths } from './control.wire.d.ts';
import { WireClient } from './wire-client.ts';

type Schemas = components['schemas'];

/** A merchant account, as the control API shows it. */
export type Merchant = Schemas['Merchant'];

/** A credential with its secret, as it is shown once. */
export type IssuedCredential = Schemas['IssuedCredential'];

/** One exchange on a listener of the simulator. */
export type JournalEntry = Schemas['JournalEntry'];

type LedgerQuery = NonNullable<operations['readLedger']['parameters']['query']>;
type JournalQuery = NonNullable<operations['readJournal']['parameters']['query']>;
type NewCredential = Partial<Schemas['CredentialRequest']>;

const PAGES_MAX = 100;

/** What a merchant does outside the payment API, and what a test looks up: the simulator's control API. */
export class Control {
  /** Every operation, with status, headers and body. */
  readonly wire: WireClient<paths>;

  constructor(url: string, token: string) {
    this.wire = new WireClient({ url, specification: 'control', headers: { authorization: `Bearer ${token}` } });
  }

  /** A new merchant account, still pending. */
  async signUp(environment: string, name = uniqueText('merchant')): Promise<Merchant> {
    return (await this.wire.ask('post', '/merchants', { body: { environment, name } })).expect(201);
  }

  /** A new merchant account that may take payments. */
  async signUpActive(environment: string, name?: string): Promise<Merchant> {
    const { id } = await this.signUp(environment, name);
    return await this.activate(id);
  }

  async activate(merchantId: string): Promise<Merchant> {
    return (await this.wire.ask('post', '/merchants/{merchantId}/activate', { path: { merchantId } })).expect(200);
  }

  async suspend(merchantId: string): Promise<Merchant> {
    return (await this.wire.ask('post', '/merchants/{merchantId}/suspend', { path: { merchantId } })).expect(200);
  }

  /** A new credential; an API key of the generic dialect with every scope unless told otherwise. */
  async issue(merchantId: string, wanted: NewCredential = {}): Promise<IssuedCredential> {
    const asked = { path: { merchantId }, body: { dialect: 'generic', kind: 'api_key', ...wanted } as const };
    return (await this.wire.ask('post', '/merchants/{merchantId}/credentials', asked)).expect(201);
  }

  async rotate(credentialId: string, overlapMs?: number): Promise<IssuedCredential> {
    const asked = { path: { credentialId }, ...(overlapMs === undefined ? {} : { body: { overlapMs } }) };
    return (await this.wire.ask('post', '/credentials/{credentialId}/rotate', asked)).expect(201);
  }

  async revoke(credentialId: string): Promise<Schemas['Credential']> {
    return (await this.wire.ask('post', '/credentials/{credentialId}/revoke', { path: { credentialId } })).expect(200);
  }

  /** Every payment of an environment or a merchant account that matches, over all pages. */
  async ledgerPayments(query: LedgerQuery): Promise<readonly Schemas['LedgerPayment'][]> {
    const payments: Schemas['LedgerPayment'][] = [];
    let cursor: string | undefined;
    for (let page = 1; page <= PAGES_MAX; page++) {
      const asked = { query: { limit: 1_000, ...query, ...(cursor === undefined ? {} : { cursor }) } };
      const ledger = (await this.wire.ask('get', '/ledger', asked)).expect(200);
      payments.push(...ledger.payments);
      if (ledger.nextCursor === undefined) return payments;
      cursor = ledger.nextCursor;
    }
    throw new Error(`the ledger has more than ${PAGES_MAX} pages`);
  }

  /** Settles what has moved up to now; gives the payouts that were made. */
  async settle(merchantId: string): Promise<readonly string[]> {
    const settled = await this.wire.ask('post', '/merchants/{merchantId}/settlements', { path: { merchantId } });
    return settled.status === 200 ? [] : settled.expect(201).made;
  }

  /** The settlement report of a payout as the console hands it out. */
  async settlementReport(payoutId: string, accept: 'text/csv' | 'application/json'): Promise<string> {
    const reply = await this.wire.ask('get', '/payouts/{payoutId}', { path: { payoutId }, headers: { accept } });
    reply.expect(200);
    return reply.text;
  }

  /** Refunds a part past the shop. */
  async refundOnConsole(paymentId: string, amount: Schemas['Money']): Promise<void> {
    const asked = { path: { paymentId }, body: { amount } };
    (await this.wire.ask('post', '/payments/{paymentId}/refund', asked)).expect(200);
  }

  /** One page of the journal, oldest first. */
  async journal(query: JournalQuery = {}): Promise<readonly JournalEntry[]> {
    return (await this.wire.ask('get', '/journal', { query: { limit: 1_000, ...query } })).expect(200).entries;
  }
}
