import {
  type Accounts,
  type Forgotten,
  type ResetRequest,
  type ResetResult,
  redeem,
  requestReset,
} from '../access/password-reset.ts';
import type { CustomerWorld } from './customers.ts';

/** Sends a customer a way to choose another password, if there is one of that address. */
export function requestCustomerReset(world: CustomerWorld, forgotten: Forgotten): Promise<ResetRequest> {
  const accounts: Accounts = {
    kind: 'customer',
    path: '/account/password',
    async byEmail(email) {
      const customer = await world.customers.byEmail(email);
      return customer && { kind: 'customer', id: customer.id };
    },
  };
  return requestReset(world, accounts, forgotten);
}

/** Gives a customer the password that was chosen with a token, once, and ends every session. */
export async function resetCustomerByToken(
  world: CustomerWorld,
  token: string,
  password: string,
): Promise<ResetResult> {
  const redeemed = await redeem(world, { kind: 'customer', token, password }, (account) =>
    account.kind === 'customer' ? world.customers.byId(account.id) : undefined,
  );
  if (!redeemed) return { kind: 'no_longer_good' };
  const { before, passwordHash, tokenHash } = redeemed;
  const customer = { ...before, passwordHash, version: before.version + 1 };
  if ((await world.customers.resetPassword(customer, tokenHash)) === 'conflict') return { kind: 'no_longer_good' };
  await world.access.forgetFailures(`customer ${customer.email}`);
  return { kind: 'changed' };
}
