import { resetAt } from '../access/password-reset.ts';
import { requestUserReset, resetUserByToken } from '../access/user-reset.ts';
import { SIGN_IN_PATH } from '../http/page-route.ts';
import { resetPages as pagesOf } from '../http/reset-pages.ts';
import { type BackOfficeRoute, type BackOfficeWorld, backOfficePage } from './frame.ts';

/** Members of the staff who have forgotten their password. */
export const resetPages: readonly BackOfficeRoute[] = pagesOf<BackOfficeWorld>({
  paths: { forgotten: '/admin/forgotten', password: '/admin/password', signIn: SIGN_IN_PATH },
  request: requestUserReset,
  isGood: async (world, token) => (await resetAt(world, 'user', token)) !== undefined,
  reset: resetUserByToken,
  page: backOfficePage,
});
