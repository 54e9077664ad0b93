import { assetRoutes } from '../http/assets.ts';
import type { Surface } from '../http/exchange.ts';
import { asRoute, plainPage } from '../http/page-route.ts';
import { accountPages } from './account-pages.ts';
import { cataloguePages } from './catalogue-pages.ts';
import { checkoutPages } from './checkout-pages.ts';
import { type StorefrontRoute, type StorefrontWorld, storefrontFrame } from './frame.ts';
import { orderPages } from './order-pages.ts';
import { passwordPages } from './password-pages.ts';
import { resetPages } from './reset-pages.ts';

/** Every page of the storefront. */
export const STOREFRONT_PAGES: readonly StorefrontRoute[] = [
  ...cataloguePages,
  ...checkoutPages,
  ...orderPages,
  ...accountPages,
  ...passwordPages,
  ...resetPages,
];

/** The storefront; every path that is nobody else's is one it does not have. */
export function storefrontSurface(world: StorefrontWorld): Surface {
  const refused = (status: number, title: string, text: string) => plainPageOf(world, { status, title, text });
  return {
    owns: () => true,
    routes: [...assetRoutes(), ...STOREFRONT_PAGES.map((page) => asRoute(world, storefrontFrame, page))],
    refusals: {
      noSuchRoute: refused(404, 'There is no such page', 'Start again from the catalogue.'),
      methodNotAllowed: (exchange, allow) =>
        plainPage(world, storefrontFrame, exchange, {
          status: 405,
          title: 'Not like this',
          text: 'This address does not know that method.',
          headers: { allow },
        }),
      bodyTooLarge: refused(413, 'Too much', 'A form may not be larger than 1 MB.'),
      malformedPath: refused(404, 'There is no such page', 'The address is not well formed.'),
      internalError: refused(500, 'Something went wrong', 'It is our fault, and it has been logged. Please try again.'),
    },
  };
}

function plainPageOf(world: StorefrontWorld, page: Readonly<{ status: number; title: string; text: string }>) {
  return (exchange: Parameters<typeof plainPage>[2]) => plainPage(world, storefrontFrame, exchange, page);
}
