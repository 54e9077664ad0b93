import type { Behaviour } from '../bench/buyer.ts';
import type { Currency, ProductId, ProviderType, Role } from './places.ts';
import type { Secret } from './seller.ts';

/** What came of something that a person tried to do: done, or refused in the words that the person read. */
export type Attempt<T> = Readonly<{ kind: 'done'; value: T }> | Readonly<{ kind: 'refused'; words: string }>;

/** An integration as its integrator sees it. */
export type Integration = Readonly<{
  label: string;
  status: string;
  /** Why customers cannot pay with it. */
  reason: string;
  /** All that is shown of it. */
  shown: string;
}>;

/** What an integration is saved with. */
export type Settings = Readonly<{
  provider: ProviderType;
  label: string;
  enabled: boolean;
  paymentAction: 'authorize' | 'charge';
  /** Whether a card is first checked with an amount of nothing, and held with afterwards; left out, it is not. */
  cardCheck?: 'only' | 'then_authorize';
  /** `as_shown` gives back what the form shows, masks included. */
  credential: Secret['credential'] | 'as_shown';
}>;

/** Where a payment method is offered. */
export type Rule = Readonly<{
  label: string;
  currency: Currency;
  /** Codes of countries; none means anywhere. */
  countries: readonly string[];
  stopFurtherRules: boolean;
}>;

/** What a customer wants to buy, and from where. */
export type Basket = Readonly<{ product: ProductId; currency: Currency; country: string }>;

/** An order by the number that people know it by, and by what opens it. */
export type Order = Readonly<{ number: string; token: string; id?: string; checkoutId?: string }>;

/** An order just placed: the customer is on the payment page, or is told that there is none. */
export type Placed = Readonly<{ order: Order; paymentPage?: string; outcome: string }>;

/** A customer back from the payment page: at which address, and with which order. */
export type CameBack = Readonly<{ address: string; order: Order }>;

/** One line of a payment history. */
export type HistoryRow = Readonly<{
  type: string;
  amount: string;
  successful: string;
  environment: string;
  outcome: string;
}>;

/** The states of an order's payment, in the words of the scenarios. */
export const ORDER_STATUSES = ['pending', 'authorized', 'paid in full', 'declined', 'canceled'] as const;
export type OrderStatus = (typeof ORDER_STATUSES)[number];

/** A picture of what somebody was looking at. */
export type Screenshot = Readonly<{ of: string; png: Buffer }>;

/**
 * What the people of a scenario do with a shop, whichever way they do it: through its API or in a browser. What only
 * programs can do, such as pressing a button twice at the same moment, is not in here.
 */
export interface ShopDriver extends AsyncDisposable {
  /** Every integration of the shop. */
  integrations(): Promise<readonly Integration[]>;
  /** Makes an integration, or changes the one that was made last. */
  saveIntegration(by: Role, settings: Settings, as: 'new' | 'last'): Promise<Attempt<Integration>>;
  /** Has the connection of the last integration checked. */
  checkConnection(by: Role): Promise<Attempt<Integration>>;
  /** Says that the shop's database belongs where the shop now is. */
  confirmPlace(by: Role): Promise<Attempt<undefined>>;
  addRule(by: Role, rule: Rule): Promise<Attempt<undefined>>;
  /** Goes to the checkout with something in the cart, and gives the labels of the payment methods offered there. */
  checkOut(basket: Basket): Promise<readonly string[]>;
  /** Places the order of that checkout, to be paid with the method of this label. */
  placeOrder(label: string): Promise<Attempt<Placed>>;
  /** Pays on the provider's page and comes back; gives where the customer ends up, and the order that is shown there. */
  pay(placed: Placed, behaviour: Behaviour): Promise<CameBack>;
  /** Starts another attempt to pay an order. */
  payAgain(order: Order, label: string): Promise<Attempt<Placed>>;
  status(order: Order): Promise<OrderStatus>;
  /** Captures what an order holds; gives what became of it. */
  capture(by: Role, order: Order): Promise<Attempt<string>>;
  /** The payment history of an order, newest first. */
  history(by: Role, order: Order): Promise<Attempt<readonly HistoryRow[]>>;
  /** What everybody is looking at, where there is something to look at. */
  screenshots(): Promise<readonly Screenshot[]>;
}
