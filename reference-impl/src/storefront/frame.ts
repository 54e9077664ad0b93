import type { Customer } from '../checkout/customer.ts';
import { signedInCustomer } from '../checkout/customers.ts';
import type { CheckoutWorld } from '../checkout/world.ts';
import { type CallerWorld, cookie, cookieNames } from '../http/caller.ts';
import type { Exchange } from '../http/exchange.ts';
import { html } from '../http/html.ts';
import { type Page, pageReply } from '../http/page.ts';
import type { Frame, PageCall, PageRoute } from '../http/page-route.ts';
import type { Cart } from '../shop/cart.ts';
import { type CartId, cartId } from '../shop/ids.ts';

/** What the storefront's pages are served with. */
export type StorefrontWorld = CheckoutWorld & CallerWorld;

/** A route of the storefront. */
export type StorefrontRoute = PageRoute<StorefrontWorld>;

/** What every page of the storefront has around it. */
export const storefrontFrame: Frame = ({ caller }) => ({
  navigation: [
    { href: '/', label: 'Catalogue', current: false },
    { href: '/cart', label: 'Cart', current: false },
    { href: '/account', label: 'Your orders', current: false },
  ],
  corner: html`<li><a href="/admin">${caller.kind === 'staff' ? 'Back office' : 'For staff'}</a></li>`,
});

/** A storefront page. */
export function storefrontPage(
  { deployment }: StorefrontWorld,
  call: PageCall,
  page: Omit<Page, 'navigation' | 'corner'>,
  headers: Readonly<Record<string, string | readonly string[]>> = {},
) {
  const frame = storefrontFrame(call);
  const navigation = frame.navigation.map((entry) => ({ ...entry, current: entry.href === call.exchange.path }));
  return pageReply(deployment, { ...frame, ...page, navigation }, headers);
}

/** The cart this browser holds. */
export async function cartOf(world: StorefrontWorld, exchange: Exchange): Promise<Cart | undefined> {
  const known = exchange.cookies.get(cookieNames(world.deployment).cart);
  const cart = known === undefined ? undefined : await world.checkouts.cart(cartId(known));
  // What has been ordered is an order; the next thing bought starts a new cart.
  return cart && (await world.orders.ofCart(cart.id)) ? undefined : cart;
}

/** The customer who is signed in with this browser. */
export async function customerOf(world: StorefrontWorld, exchange: Exchange): Promise<Customer | undefined> {
  const token = exchange.cookies.get(cookieNames(world.deployment).customer);
  return token === undefined || token === '' ? undefined : signedInCustomer(world, token);
}

/** Lets the browser hold a cart, or none. */
export function cartCookie({ deployment }: StorefrontWorld, id: CartId | undefined): string {
  const { cart } = cookieNames(deployment);
  const aMonth = 30 * 24 * 60 * 60;
  return cookie(deployment, cart, id ?? '', { maxAgeSeconds: id === undefined ? 0 : aMonth });
}
