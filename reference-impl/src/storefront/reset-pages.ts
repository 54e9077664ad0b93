import { resetAt } from '../access/password-reset.ts';
import { requestCustomerReset, resetCustomerByToken } from '../checkout/customer-reset.ts';
import { resetPages as pagesOf } from '../http/reset-pages.ts';
import { type StorefrontRoute, type StorefrontWorld, storefrontPage } from './frame.ts';

/** Customers who have forgotten their password. */
export const resetPages: readonly StorefrontRoute[] = pagesOf<StorefrontWorld>({
  paths: { forgotten: '/account/forgotten', password: '/account/password', signIn: '/account' },
  request: requestCustomerReset,
  isGood: async (world, token) => (await resetAt(world, 'customer', token)) !== undefined,
  reset: resetCustomerByToken,
  page: storefrontPage,
});
