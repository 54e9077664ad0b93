import type { Customer } from '../checkout/customer.ts';
import {
  ordersOf,
  type Registration,
  registerCustomer,
  signInCustomer,
  signOutCustomer,
} from '../checkout/customers.ts';
import { orderHistory } from '../history/order-history.ts';
import { cookie, cookieNames } from '../http/caller.ts';
import type { Reply } from '../http/exchange.ts';
import { buttonForm, csrfField, errorSummary, type FormErrors, textInput } from '../http/form.ts';
import { type Html, html } from '../http/html.ts';
import { seeOther } from '../http/page.ts';
import type { PageCall } from '../http/page-route.ts';
import { amount, inMinutes, statusBadge } from '../http/words.ts';
import { unreachable } from '../shop/unreachable.ts';
import { type AccountFields, accountFields, parseAccount } from './account-form.ts';
import { customerOf, type StorefrontRoute, type StorefrontWorld, storefrontPage } from './frame.ts';

const NO_ERRORS: FormErrors = new Map();
const NOBODY: AccountFields = { name: '', email: '', password: '' };

const NOT_REGISTERED: Readonly<Record<Exclude<Registration['kind'], 'registered'>, string>> = {
  email_taken: 'There is an account with this address already. Sign in with it.',
  too_many: 'Too many accounts are being made. Please try again in a quarter of an hour; you can buy without one.',
};

/** Customers' accounts: nobody needs one to buy, and each sees their own orders only. */
export const accountPages: readonly StorefrontRoute[] = [
  {
    method: 'get',
    path: '/account',
    access: { kind: 'anyone' },
    async handle(world, call) {
      const customer = await customerOf(world, call.exchange);
      return customer ? ordersPage(world, call, customer) : signInPage(world, call, NOBODY, NO_ERRORS);
    },
  },
  {
    method: 'post',
    path: '/account/sign-in',
    access: { kind: 'anyone' },
    async handle(world, call) {
      const { email, password } = accountFields(call.form);
      return afterSignIn(
        world,
        call,
        email,
        await signInCustomer(world, { email, password, address: call.exchange.address }),
      );
    },
  },
  {
    method: 'get',
    path: '/account/new',
    access: { kind: 'anyone' },
    handle: async (world, call) => newPage(world, call, NOBODY, NO_ERRORS),
  },
  {
    method: 'post',
    path: '/account/new',
    access: { kind: 'anyone' },
    async handle(world, call) {
      const fields = accountFields(call.form);
      const wanted = parseAccount(fields);
      if (!('email' in wanted)) return newPage(world, call, fields, wanted);
      const { address } = call.exchange;
      const { kind } = await registerCustomer(world, { ...wanted, address });
      if (kind !== 'registered') return newPage(world, call, fields, new Map([['email', NOT_REGISTERED[kind]]]));
      return afterSignIn(world, call, wanted.email, await signInCustomer(world, { ...wanted, address }));
    },
  },
  {
    method: 'post',
    path: '/account/sign-out',
    access: { kind: 'anyone' },
    async handle(world, call) {
      const name = cookieNames(world.deployment).customer;
      await signOutCustomer(world, call.exchange.cookies.get(name) ?? '');
      return seeOther('/account', { 'set-cookie': cookie(world.deployment, name, '', { maxAgeSeconds: 0 }) });
    },
  },
];

function afterSignIn(
  world: StorefrontWorld,
  call: PageCall,
  email: string,
  result: Awaited<ReturnType<typeof signInCustomer>>,
): Reply {
  const again = (text: string) => signInPage(world, call, { ...NOBODY, email }, new Map([['email', text]]));
  switch (result.kind) {
    case 'signed_in': {
      const name = cookieNames(world.deployment).customer;
      const maxAgeSeconds = Math.floor((result.expiresAt - world.clock.now()) / 1000);
      return seeOther('/account', { 'set-cookie': cookie(world.deployment, name, result.token, { maxAgeSeconds }) });
    }
    case 'refused':
      return again('E-mail address or password is wrong.');
    case 'locked_out':
      return again('Too many wrong passwords. Please try again in a quarter of an hour.');
    default:
      return unreachable(result);
  }
}

function signInPage(world: StorefrontWorld, call: PageCall, { email }: AccountFields, errors: FormErrors): Reply {
  return storefrontPage(world, call, {
    status: errors.size > 0 ? 422 : 200,
    title: 'Your orders',
    main: html`
      <form method="post" action="/account/sign-in" novalidate>
        ${csrfField(call.csrf)} ${errorSummary(errors)}
        ${textInput('email', 'E-mail address', errors, { type: 'email', value: email, autocomplete: 'email', maxlength: 254 })}
        ${passwordInput(errors, 'current-password')}
        <div class="row">
          <button type="submit">Sign in</button>
          <a href="/account/new">Make an account</a>
          <a href="/account/forgotten">I have forgotten my password</a>
        </div>
        <p><small>You can buy without an account. An order has a page of its own, at the address you were given.</small></p>
      </form>
    `,
  });
}

function newPage(world: StorefrontWorld, call: PageCall, { name, email }: AccountFields, errors: FormErrors): Reply {
  return storefrontPage(world, call, {
    status: errors.size > 0 ? 422 : 200,
    title: 'Make an account',
    main: html`
      <form method="post" action="/account/new" novalidate>
        ${csrfField(call.csrf)} ${errorSummary(errors)}
        ${textInput('name', 'Name', errors, { value: name, autocomplete: 'name', maxlength: 100 })}
        ${textInput('email', 'E-mail address', errors, { type: 'email', value: email, autocomplete: 'email', maxlength: 254 })}
        ${passwordInput(errors, 'new-password', 'At least 12 characters.')}
        <div class="row">
          <button type="submit">Make the account</button>
          <a href="/account">I have one</a>
        </div>
      </form>
    `,
  });
}

function passwordInput(errors: FormErrors, autocomplete: string, hint?: string): Html {
  const base = { type: 'password', autocomplete, maxlength: 200 } as const;
  return textInput('password', 'Password', errors, hint === undefined ? base : { ...base, hint });
}

async function ordersPage(world: StorefrontWorld, call: PageCall, customer: Customer): Promise<Reply> {
  const orders = await ordersOf(world, customer);
  const histories = await Promise.all(orders.map((order) => orderHistory(world, order)));
  return storefrontPage(world, call, {
    title: 'Your orders',
    main: html`
      <div>
        <div class="row">
          <span>Signed in as ${customer.name} (${customer.email})</span>
          <a href="/account/password">Change your password</a>
          ${buttonForm('/account/sign-out', 'Sign out', call.csrf, { className: 'secondary outline' })}
        </div>
        ${
          customer.paymentTermDays === undefined
            ? null
            : html`<p>You may pay our invoices within ${customer.paymentTermDays} days.</p>`
        }
        ${histories.length === 0 ? html`<p>You have not ordered anything while signed in.</p>` : null}
        <ul>
          ${histories.map(
            ({ order, status }) => html`
              <li>
                <a href=${`/orders/${order.accessToken}`}>Order ${order.number}</a>, ${inMinutes(order.placedAt)},
                ${' '}${amount(order.total)} ${order.total.minor === 0n ? null : statusBadge(status)}
              </li>
            `,
          )}
        </ul>
      </div>
    `,
  });
}
