import type { ResetRequest, ResetResult } from '../access/password-reset.ts';
import { requestUserReset, resetUserByToken } from '../access/user-reset.ts';
import { requestCustomerReset, resetCustomerByToken } from '../checkout/customer-reset.ts';
import type { Reply } from '../http/exchange.ts';
import { isoText } from '../shop/instant.ts';
import { unreachable } from '../shop/unreachable.ts';
import { type Access, type ApiWorld, json, noContent, operation } from './operation.ts';
import { problem } from './problem.ts';

const ANYONE: Access = { kind: 'anyone' };

/** Passwords that were forgotten, and the mails about them. */
export const resetOperations = {
  requestPasswordReset: operation('requestPasswordReset', ANYONE, async (world, { body, exchange }) =>
    requested(world, await requestUserReset(world, { email: body.email, address: exchange.address })),
  ),

  choosePassword: operation('choosePassword', ANYONE, async (world, { body }) =>
    chosen(await resetUserByToken(world, body.token, body.password)),
  ),

  requestCustomerPasswordReset: operation('requestCustomerPasswordReset', ANYONE, async (world, { body, exchange }) =>
    requested(world, await requestCustomerReset(world, { email: body.email, address: exchange.address })),
  ),

  chooseCustomerPassword: operation('chooseCustomerPassword', ANYONE, async (world, { body }) =>
    chosen(await resetCustomerByToken(world, body.token, body.password)),
  ),

  listMails: operation('listMails', { kind: 'permission', permission: 'manage_users' }, async ({ mailing }) => {
    if (mailing.outbox === undefined) return problem('/problems/not-found');
    return json(200, { mails: mailing.outbox.mails().map((mail) => ({ ...mail, at: isoText(mail.at) })) });
  }),
};

function requested(world: ApiWorld, result: ResetRequest): Reply {
  switch (result.kind) {
    case 'taken':
      return noContent({}, 202);
    case 'no_mail':
      return problem('/problems/no-mail');
    case 'too_many': {
      const seconds = Math.max(1, Math.ceil((result.until - world.clock.now()) / 1000));
      return problem('/problems/too-many-resets', {}, { 'retry-after': String(seconds) });
    }
    default:
      return unreachable(result);
  }
}

function chosen(result: ResetResult): Reply {
  return result.kind === 'changed' ? noContent() : problem('/problems/reset-no-longer-good');
}
