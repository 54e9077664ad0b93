import { countedAttempt, REGISTRATIONS_OF_ADDRESS, tryFrom } from '../access/attempts.ts';
import { lockedUntil, withFailure } from '../access/lockout.ts';
import { hashPassword, passwordMatches } from '../access/password.ts';
import { hashOfToken } from '../access/session.ts';
import type { Attempt } from '../access/sign-in.ts';
import { normalizedEmail } from '../access/user.ts';
import type { AccessWorld } from '../access/world.ts';
import { type Actor, changesBetween } from '../shop/audit.ts';
import { type CustomerId, customerId, type Instant } from '../shop/ids.ts';
import { later } from '../shop/instant.ts';
import type { Order } from '../shop/order.ts';
import type { Customer } from './customer.ts';
import type { CheckoutWorld } from './world.ts';

/** What accounts of customers need. */
export type CustomerWorld = CheckoutWorld & AccessWorld;

// A month: a customer's account shows orders and an address, and nothing can be paid with it.
const SESSION_LIFETIME_MS = 30 * 24 * 60 * 60 * 1000;
const ORDERS_MAX = 50;

/** What can come of signing in. Wrong address and wrong password are not told apart. */
export type CustomerSignIn =
  | Readonly<{ kind: 'signed_in'; customer: Customer; token: string; expiresAt: Instant }>
  | Readonly<{ kind: 'refused' }>
  | Readonly<{ kind: 'locked_out'; until: Instant }>;

/** How many times somebody may try to make an account before everybody has to wait for the rest of the window. */
export const REGISTRATIONS_MAX = 60;
const REGISTRATION_WINDOW_MS = 15 * 60 * 1000;
// Where wrong passwords are counted; no e-mail address has a space in it.
const REGISTRATIONS = 'customer registrations';

/** What can come of making an account. */
export type Registration =
  | Readonly<{ kind: 'registered'; customer: Customer }>
  | Readonly<{ kind: 'email_taken' }>
  | Readonly<{ kind: 'too_many'; until: Instant }>;

/**
 * Makes an account; two cannot share an e-mail address. The password is long enough, which the edge has checked. Attempts
 * are counted for the browser's address and over the whole shop, those that find an e-mail address taken too.
 */
export async function registerCustomer(
  world: CustomerWorld,
  wanted: Readonly<{ email: string; name: string; password: string; address: string }>,
): Promise<Registration> {
  const until =
    (await countedAttempt(world, `registrations from ${wanted.address}`, REGISTRATIONS_OF_ADDRESS)) ??
    (await countedAttempt(world, REGISTRATIONS, { max: REGISTRATIONS_MAX, windowMs: REGISTRATION_WINDOW_MS }));
  if (until !== undefined) return { kind: 'too_many', until };
  const customer: Customer = {
    id: customerId(world.random.id('customer')),
    email: normalizedEmail(wanted.email),
    name: wanted.name,
    passwordHash: await hashPassword(wanted.password, world.random.bytes(16), world.scryptCost),
    createdAt: world.clock.now(),
    version: 1,
  };
  const result = await world.customers.add(customer);
  return result === 'added' ? { kind: 'registered', customer } : { kind: result };
}

/** Signs a customer in, or counts the failure, against the e-mail address and the browser's. */
export function signInCustomer(world: CustomerWorld, given: Attempt): Promise<CustomerSignIn> {
  return tryFrom(world, given.address, () => signInTo(world, given));
}

/** Attempts on one e-mail address happen in turn. */
async function signInTo(world: CustomerWorld, given: Attempt): Promise<CustomerSignIn> {
  const email = normalizedEmail(given.email);
  // Kept apart from the staff's: nobody is locked out of the back office from the storefront.
  const counted = `customer ${email}`;
  return world.inTurn(`sign-in ${counted}`, async () => {
    const now = world.clock.now();
    const failures = await world.access.failures(counted);
    const until = lockedUntil(failures, now);
    if (until !== undefined) return { kind: 'locked_out', until };

    const customer = await world.customers.byEmail(email);
    if (!customer) {
      // As much work as for a customer, so that the time taken does not tell who exists.
      await hashPassword(given.password, world.random.bytes(16), world.scryptCost);
    } else if (await passwordMatches(given.password, customer.passwordHash)) {
      await world.access.forgetFailures(counted);
      const token = world.random.token();
      const expiresAt = later(now, SESSION_LIFETIME_MS);
      await world.customers.addSession({ tokenHash: hashOfToken(token), customerId: customer.id, expiresAt }, now);
      return { kind: 'signed_in', customer, token, expiresAt };
    }
    await world.access.putFailures(withFailure(failures, counted, now), now);
    return { kind: 'refused' };
  });
}

/** What can come of changing a password; it is signed in with anew, and everywhere else no longer. */
export type PasswordChange = CustomerSignIn | Readonly<{ kind: 'changed_meanwhile' }>;

/**
 * Changes a password, for whoever knows the one there is, and ends every session of before in the same commit. A wrong one
 * counts as at sign-in. The new one is long enough, which the edge has checked.
 */
export async function changeCustomerPassword(
  world: CustomerWorld,
  { id, email }: Customer,
  { current, wanted }: Readonly<{ current: string; wanted: string }>,
): Promise<PasswordChange> {
  const counted = `customer ${email}`;
  return world.inTurn(`sign-in ${counted}`, async () => {
    const now = world.clock.now();
    const failures = await world.access.failures(counted);
    const until = lockedUntil(failures, now);
    if (until !== undefined) return { kind: 'locked_out', until };
    const stored = await world.customers.byId(id);
    if (!stored || !(await passwordMatches(current, stored.passwordHash))) {
      await world.access.putFailures(withFailure(failures, counted, now), now);
      return { kind: 'refused' };
    }
    const passwordHash = await hashPassword(wanted, world.random.bytes(16), world.scryptCost);
    const customer = { ...stored, passwordHash, version: stored.version + 1 };
    const token = world.random.token();
    const expiresAt = later(now, SESSION_LIFETIME_MS);
    const session = { tokenHash: hashOfToken(token), customerId: id, expiresAt };
    if ((await world.customers.changePassword(customer, session)) === 'conflict') return { kind: 'changed_meanwhile' };
    await world.access.forgetFailures(counted);
    return { kind: 'signed_in', customer, token, expiresAt };
  });
}

/** Who holds a session token, or nobody when it is unknown or has expired. */
export async function signedInCustomer(world: CheckoutWorld, token: string): Promise<Customer | undefined> {
  const session = await world.customers.session(hashOfToken(token));
  if (!session || session.expiresAt <= world.clock.now()) return undefined;
  return world.customers.byId(session.customerId);
}

/** Ends a session. */
export async function signOutCustomer(world: CheckoutWorld, token: string): Promise<void> {
  await world.customers.removeSession(hashOfToken(token));
}

/** The orders a customer has placed while signed in, newest first; not those of others with the same e-mail address. */
export async function ordersOf(world: CheckoutWorld, { id }: Customer): Promise<readonly Order[]> {
  const { orders } = await world.orders.page({ limit: ORDERS_MAX, filter: { customerId: id } });
  return orders;
}

/** Lets a customer pay invoices later by so many days, or no longer. */
export async function setPaymentTerm(
  world: CheckoutWorld,
  id: CustomerId,
  days: number | undefined,
  by: Actor,
): Promise<Customer | 'not_found' | 'conflict'> {
  const before = await world.customers.byId(id);
  if (!before) return 'not_found';
  const { paymentTermDays: was, ...rest } = before;
  const customer = { ...rest, ...(days === undefined ? {} : { paymentTermDays: days }), version: before.version + 1 };
  const facts = (term: number | undefined) => ({ paymentTermDays: term === undefined ? 'none' : String(term) });
  const about = { kind: 'customer', id, label: before.email } as const;
  const changes = changesBetween(facts(was), facts(days));
  const entry = { at: world.clock.now(), by, action: 'customer_changed', about, changes } as const;
  return (await world.customers.replace(customer, entry)) === 'replaced' ? customer : 'conflict';
}
