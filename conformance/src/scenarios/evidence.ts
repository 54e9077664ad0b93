import type { Control, JournalEntry } from '../bench/control.ts';
import { inWords, type Money } from './money.ts';
import type { Currency } from './places.ts';

/** What was done with a seller's money in one environment, added up over the provider's ledger. */
export type Balance = Readonly<{ authorized: Money; captured: Money }>;

const ENTRIES_MAX = 40;
const BODY_CHARACTERS_MAX = 300;
const PAGES_MAX = 100;
const PAGE_LENGTH = 1_000;

/** What the provider knows: its journal of exchanges and its ledger of payments. Scenarios believe it and nobody else. */
export class Evidence {
  readonly #control: Control;
  #end = 0;

  constructor(control: Control) {
    this.#control = control;
  }

  /** The number of the last exchange so far. */
  async position(): Promise<number> {
    for (let page = 1; page <= PAGES_MAX; page++) {
      const entries = await this.#control.journal({ after: this.#end, limit: PAGE_LENGTH });
      this.#end = entries.at(-1)?.number ?? this.#end;
      if (entries.length < PAGE_LENGTH) return this.#end;
    }
    throw new Error(`the journal has grown by more than ${PAGES_MAX} pages`);
  }

  /** Every exchange after a position, oldest first. */
  since(position: number): Promise<readonly JournalEntry[]> {
    return this.#control.journal({ after: position, limit: PAGE_LENGTH });
  }

  /** The seller's money, in a currency; nothing when the provider has not even been asked for a payment. */
  async balance(merchant: string, currency: Currency): Promise<Balance | undefined> {
    const payments = await this.#control.ledgerPayments({ merchant });
    if (payments.length === 0) return undefined;
    const others = payments.filter(({ balances }) => balances.currency !== currency);
    if (others.length > 0) throw new Error(`the seller has payments in ${others[0]?.balances.currency} as well`);
    const sum = (of: 'authorized' | 'captured'): Money => ({
      minor: payments.reduce((total, { balances }) => total + BigInt(balances[of]), 0n),
      currency,
    });
    return { authorized: sum('authorized'), captured: sum('captured') };
  }

  /** Every payment of a whole environment, whoever it was for. */
  async paymentsIn(environment: string): Promise<readonly Readonly<{ paymentId: string; environment: string }>[]> {
    return this.#control.ledgerPayments({ environment });
  }

  /** The payment that the seller was asked for last. */
  async lastPayment(merchant: string): Promise<string> {
    const [last] = await this.#control.ledgerPayments({ merchant });
    if (!last) throw new Error('the provider has no payment of the seller');
    return last.paymentId;
  }
}

/** Whether an exchange is one that came to the provider, and not a notification that it sent. */
export function isIncoming({ direction }: JournalEntry): boolean {
  return direction !== 'outgoing';
}

/** Whether an exchange was one that a shop began: neither a customer's on the provider's pages, nor a notification. */
export function isFromShop(entry: JournalEntry): boolean {
  return isIncoming(entry) && !/^\/(pay|c\/pay|assets)\//.test(entry.request.path ?? '');
}

/** An exchange in one line. */
export function inOneLine({ environment, request, response, refusal, crossing, credential }: JournalEntry): string {
  const said = `${environment.padEnd(10)} ${request.method ?? '?'} ${request.path ?? '?'} → ${response.status ?? 'none'}`;
  const from = crossing ? ` CROSSING from ${credential?.environment ?? 'nobody knows where'}` : '';
  return `${said}${refusal === undefined ? '' : `, refused: ${refusal.replaceAll('_', ' ')}`}${from}`;
}

/** The last exchanges with their bodies, for whoever has to find out what went wrong. The simulator has masked them. */
export function excerpt(entries: readonly JournalEntry[]): string {
  if (entries.length === 0) return 'Nothing reached the provider.';
  const shown = entries.slice(-ENTRIES_MAX);
  const left = entries.length - shown.length;
  return [
    ...(left > 0 ? [`… ${left} earlier exchanges`] : []),
    ...shown.flatMap((entry) => [
      `${String(entry.number).padStart(4)} ${inOneLine(entry)}`,
      ...bodyOf('asked', entry.request.body),
      ...bodyOf('answered', entry.response.body),
    ]),
  ].join('\n');
}

function bodyOf(what: string, body: unknown): readonly string[] {
  if (body === undefined || body === '') return [];
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  return [`       ${what} ${text.length > BODY_CHARACTERS_MAX ? `${text.slice(0, BODY_CHARACTERS_MAX)}…` : text}`];
}

/** A balance as scenarios say it. */
export function balanceInWords(balance: Balance | undefined): string {
  if (!balance) return 'no payment of the seller';
  return `${inWords(balance.authorized)} authorized and ${inWords(balance.captured)} captured`;
}
