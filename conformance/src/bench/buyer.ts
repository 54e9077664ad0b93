/** A card as a customer has it. */
export type Card = Readonly<{ number: string; expiry: string; cvc: string }>;

/** What a customer does on the provider's pages. */
export type Behaviour = Readonly<{
  card: Card;
  challenge: 'pass' | 'fail';
  /** What comes of it where the provider asks for a wallet and no card; it pays, unless told otherwise. */
  wallet?: 'approve' | 'decline';
  /** The card to try on the same page after the first was declined there. */
  andThen?: Card;
}>;

/** A customer with a card that the issuer approves: a test card where money is not real, any other where it is. */
export function payingCustomer(mode: 'test' | 'live'): Behaviour {
  const number = mode === 'test' ? '4242424242424242' : '4917484589897107';
  return { card: { number, expiry: '12/70', cvc: '123' }, challenge: 'pass' };
}

const STEPS_MAX = 10;

/**
 * Goes through the provider's pages as a customer without JavaScript would, and gives the address the browser is sent
 * back to, which is not opened here.
 */
export async function payOnPages(url: string, behaviour: Behaviour): Promise<string> {
  const { origin } = new URL(url);
  let page = await open(url);
  const cards = [behaviour.card, ...(behaviour.andThen ? [behaviour.andThen] : [])];
  for (let step = 1; step <= STEPS_MAX; step++) {
    const location = page.headers.get('location');
    if (location !== null) {
      const next = new URL(location, page.url);
      if (next.origin !== origin) return next.href;
      page = await open(next.href);
      continue;
    }
    const html = await page.text();
    const form = formOn(html, page.url, behaviour, cards);
    if (!form) throw new Error(`the customer is stuck at ${page.url}, answered with ${page.status}:\n${html}`);
    if ('back' in form) return form.back;
    page = await fetch(form.action, { method: 'POST', body: form.fields, redirect: 'manual' });
  }
  throw new Error(`the customer was sent to and fro more than ${STEPS_MAX} times, from ${url}`);
}

function open(url: string): Promise<Response> {
  return fetch(url, { redirect: 'manual' });
}

type Form = Readonly<{ action: string; fields: URLSearchParams }> | Readonly<{ back: string }>;

/** What the page asks for; each card is entered once. */
function formOn(
  html: string,
  url: string,
  { challenge, wallet = 'approve' }: Behaviour,
  cards: Card[],
): Form | undefined {
  const action = /<form[^>]*\saction="([^"]*)"/.exec(html)?.[1];
  const back = /<a[^>]*\srole="button"[^>]*\shref="([^"]*)"/.exec(html)?.[1];
  if (action === undefined) return back === undefined ? undefined : { back: decoded(back) };
  const target = new URL(decoded(action), url).href;
  if (target.endsWith('/wallet')) return { action: target, fields: new URLSearchParams({ answer: wallet }) };
  if (html.includes('name="answer"')) return { action: target, fields: new URLSearchParams({ answer: challenge }) };
  const card = cards.shift();
  if (card) return { action: target, fields: new URLSearchParams({ ...card }) };
  // Some pages ask for another card after a decline; who has none goes back to the shop.
  const without = /<a href="([^"]*)">Go back to [^<]* without paying<\/a>/.exec(html)?.[1];
  return without === undefined ? undefined : { back: decoded(without) };
}

function decoded(attribute: string): string {
  return attribute.replaceAll('&quot;', '"').replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');
}
