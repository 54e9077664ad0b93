import type { Presented } from '../accounts/caller.ts';
import type { Mode } from '../accounts/environment.ts';
import type { ListenerExchange } from '../http/exchange.ts';
import type { SecretShapes } from '../http/mask.ts';
import type { RouteTable } from '../http/route-table.ts';
import type { DialectData, World } from '../operations/world.ts';
import type { CardDetails } from '../situations/card-details.ts';
import type { PaymentMethod } from '../situations/payment-method.ts';
import type { CardConduct } from '../situations/test-cards.ts';
import type { Details, StoredPayment } from '../store/store.ts';

/** How a dialect keeps, beside the money, what the customer's pages need to know and what they find out. */
export type PageDetails = Readonly<{
  read: (stored: StoredPayment) => Readonly<{ returnUrl?: string; method?: PaymentMethod; conduct?: CardConduct }>;
  /** The shop's address that the customer comes back to, with what the provider adds to it; it proves nothing. */
  backTo: (stored: StoredPayment, returnUrl: string) => string;
  /** What the provider does before a customer comes back who has nothing more to do here; the payment as it stands then. */
  beforeReturn?: (world: World, stored: StoredPayment) => Promise<StoredPayment>;
  /** What a card does on the page, where the provider has rules for that besides the card's own. */
  conductOf?: (
    world: World,
    stored: StoredPayment,
    entered: Readonly<{ number: string; mode: Mode; conduct: CardConduct }>,
  ) => CardConduct;
  /**
   * What is kept of an attempt to pay: what the issuer does, of a card what may be kept of it, and of a wallet whether its
   * owner is willing.
   */
  withAttempt: (
    stored: StoredPayment,
    made: Readonly<{ conduct: CardConduct; card?: CardDetails; willing?: boolean }>,
  ) => Details;
}>;

/** One provider's words over the engine: its wire, its policy, the shapes of its secrets. */
export type Dialect = Readonly<{
  name: string;
  data: DialectData;
  /** How its secrets look, so that the journal can mask them anywhere. */
  secretShapes: SecretShapes;
  pageDetails: PageDetails;
  /** What an Authorization header presents, for a provider whose hosts serve test and live money alike. */
  presented?: (authorization: string) => Presented;
  routes: (world: World) => RouteTable<ListenerExchange>;
}>;
