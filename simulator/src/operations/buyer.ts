import { isTestCard } from '../situations/test-cards.ts';
import type { StoredPayment } from '../store/store.ts';
import type { Posted } from '../webhooks/post.ts';
import { isAddress, wayBackIn, whatToDoOn } from './buyer-page.ts';
import type { World } from './world.ts';

/** What the customer does on the pages: pays, is declined, fails the challenge, cancels, or just looks. */
export const BUYER_DEEDS = ['approve', 'decline', 'fail_challenge', 'cancel', 'nothing'] as const;
export type BuyerDeed = (typeof BUYER_DEEDS)[number];

/** How somebody changes the address of the shop on the way back to it. */
export type Tampering = Readonly<{
  /** The id of another payment. */
  payment?: string;
  set?: Readonly<Record<string, string>>;
  remove?: readonly string[];
}>;

/** What the customer does, with which card, and how the browser then comes back to the shop. */
export type BuyerWish = Readonly<{
  does: BuyerDeed;
  card?: string;
  back: 'once' | 'twice' | 'never' | Tampering;
}>;

/** One thing that the browser asked for, and what came back. */
export type BuyerStep = Readonly<{
  at: 'provider' | 'shop';
  method: 'GET' | 'POST';
  url: string;
  /** What was sent with it; of a card only what may be shown. */
  fields?: Readonly<Record<string, string>>;
  answer: Posted;
}>;

/** Where the browser has been, in this order, and what it would show in the end. */
export type BuyerTrip = Readonly<{
  steps: readonly BuyerStep[];
  ended: Readonly<{ at: 'provider' | 'shop'; url: string }>;
}>;

// A form, a challenge, another challenge, and then some.
const PAGES_MAX = 6;
const REDIRECTS_MAX = 5;
const HEADERS = { accept: 'text/html', 'user-agent': 'assay-buyer' };

/** Sends a customer to the pages of a payment, over the wire like any other, and back to the shop. */
export async function sendBuyer(world: World, stored: StoredPayment, wish: BuyerWish): Promise<BuyerTrip> {
  const steps: BuyerStep[] = [];
  const visit = await onPages(world, stored, wish, steps);
  if (visit.back === undefined || wish.back === 'never') return { steps, ended: { at: 'provider', url: visit.url } };
  const address = typeof wish.back === 'string' ? visit.back : tampered(visit.back, wish.back);
  let url = await toShop(world, address, steps);
  if (wish.back === 'twice') url = await toShop(world, address, steps);
  return { steps, ended: { at: 'shop', url } };
}

type Visit = Readonly<{ url: string; back: string | undefined }>;

async function onPages(world: World, stored: StoredPayment, wish: BuyerWish, steps: BuyerStep[]): Promise<Visit> {
  const { environment, pageToken } = stored;
  const shown = world.pageAddress(environment);
  const reached = world.listenerAddress(environment);
  const ask = async (step: Omit<BuyerStep, 'at' | 'answer' | 'url'> & { path: string }, body = '') => {
    const { path, ...rest } = step;
    const form = rest.method === 'POST' ? { 'content-type': 'application/x-www-form-urlencoded' } : {};
    const answer = await world.browse('provider', {
      ...(rest.method === 'GET' ? { method: 'GET' } : {}),
      url: `${reached}${path}`,
      headers: { ...HEADERS, ...form },
      body,
    });
    steps.push({ at: 'provider', ...rest, url: `${shown}${path}`, answer });
    return answer;
  };

  let path = `/pay/${pageToken}`;
  for (let page = 0; page < PAGES_MAX; page += 1) {
    const opened = await ask({ method: 'GET', path });
    if (opened.kind !== 'answered') break;
    const back = wayBackIn(opened.body);
    const deed = whatToDoOn(opened.body, wish.does, cardOf(world, stored, wish));
    if (deed === undefined) return { url: `${shown}${path}`, back };
    const fields = new URLSearchParams(deed.fields).toString();
    const answer = await ask({ method: 'POST', path: deed.path, fields: deed.shown }, fields);
    path = deed.path;
    const location = answer.kind === 'answered' ? answer.headers.location : undefined;
    if (location === undefined) break;
    if (isAddress(location)) return { url: `${shown}${path}`, back: location };
    path = location;
  }
  return { url: `${shown}${path}`, back: undefined };
}

/** Follows the shop's redirects as a browser does; a host that may not be reached ends the way there. */
async function toShop(world: World, address: string, steps: BuyerStep[]): Promise<string> {
  let url = address;
  for (let redirect = 0; redirect <= REDIRECTS_MAX; redirect += 1) {
    const answer = await world.browse('shop', { method: 'GET', url, headers: HEADERS, body: '' });
    steps.push({ at: 'shop', method: 'GET', url, answer });
    const location = answer.kind === 'answered' && answer.status < 400 ? answer.headers.location : undefined;
    if (location === undefined || answer.kind !== 'answered' || answer.status < 300) return url;
    if (!URL.canParse(location, url)) return url;
    const next = new URL(location, url);
    if (next.protocol !== 'http:' && next.protocol !== 'https:') return url;
    url = next.href;
  }
  return url;
}

function tampered(address: string, { payment, set = {}, remove = [] }: Tampering): string {
  const url = new URL(address);
  if (payment !== undefined) url.searchParams.set('payment', payment);
  for (const name of remove) url.searchParams.delete(name);
  for (const [name, value] of Object.entries(set)) url.searchParams.set(name, value);
  return url.href;
}

// One that passes the check digit and is nobody's test card: good where money is real.
const LIVE_CARD = '4539578763621486';
const CARDS: Readonly<Record<BuyerDeed, string>> = {
  approve: '4242424242424242',
  decline: '4000000000000002',
  fail_challenge: '4000000000003220',
  cancel: '',
  nothing: '',
};

/** The card of somebody who does this, good for three more years by the clock of the merchant account. */
function cardOf(world: World, stored: StoredPayment, { does, card }: BuyerWish) {
  const mode = world.environments.find(({ name }) => name === stored.environment)?.mode;
  const usual = mode === 'live' && does !== 'decline' && isTestCard(CARDS[does]) ? LIVE_CARD : CARDS[does];
  const year = new Date(world.now(stored)).getUTCFullYear() + 3;
  return { number: card ?? usual, expiry: `12/${year}`, cvc: '737' };
}
