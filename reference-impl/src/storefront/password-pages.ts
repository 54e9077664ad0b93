import { changeCustomerPassword } from '../checkout/customers.ts';
import { cookie, cookieNames } from '../http/caller.ts';
import type { Reply } from '../http/exchange.ts';
import { csrfField, errorSummary, type FormErrors, textInput } from '../http/form.ts';
import { html } from '../http/html.ts';
import { seeOther } from '../http/page.ts';
import type { PageCall } from '../http/page-route.ts';
import { unreachable } from '../shop/unreachable.ts';
import { accountFields, passwordProblem } from './account-form.ts';
import { customerOf, type StorefrontRoute, type StorefrontWorld, storefrontPage } from './frame.ts';

const PATH = '/account/password';

/** Customers change their password, and are signed out everywhere else by that. */
export const passwordPages: readonly StorefrontRoute[] = [
  {
    method: 'get',
    path: PATH,
    access: { kind: 'anyone' },
    async handle(world, call) {
      const customer = await customerOf(world, call.exchange);
      return customer ? formPage(world, call, new Map()) : seeOther('/account');
    },
  },
  {
    method: 'post',
    path: PATH,
    access: { kind: 'anyone' },
    async handle(world, call) {
      const customer = await customerOf(world, call.exchange);
      if (!customer) return seeOther('/account');
      const again = (field: string, text: string) => formPage(world, call, new Map([[field, text]]));
      const { password: wanted } = accountFields(call.form);
      const problem = passwordProblem(wanted);
      if (problem !== undefined) return again('password', problem);
      const current = (call.form.get('current') ?? '').slice(0, 201);
      const result = await changeCustomerPassword(world, customer, { current, wanted });
      switch (result.kind) {
        case 'signed_in': {
          const name = cookieNames(world.deployment).customer;
          const maxAgeSeconds = Math.floor((result.expiresAt - world.clock.now()) / 1000);
          const set = cookie(world.deployment, name, result.token, { maxAgeSeconds });
          return seeOther('/account', { 'set-cookie': set });
        }
        case 'refused':
          return again('current', 'This is not your password.');
        case 'locked_out':
          return again('current', 'Too many wrong passwords. Please try again in a quarter of an hour.');
        case 'changed_meanwhile':
          return again('current', 'Your account has changed meanwhile. Please try again.');
        default:
          return unreachable(result);
      }
    },
  },
];

function formPage(world: StorefrontWorld, call: PageCall, errors: FormErrors): Reply {
  return storefrontPage(world, call, {
    status: errors.size > 0 ? 422 : 200,
    title: 'Change your password',
    main: html`
      <form method="post" action=${PATH} novalidate>
        ${csrfField(call.csrf)} ${errorSummary(errors)}
        ${textInput('current', 'Your password now', errors, { type: 'password', autocomplete: 'current-password', maxlength: 200 })}
        ${textInput('password', 'Your new password', errors, {
          type: 'password',
          autocomplete: 'new-password',
          maxlength: 200,
          hint: 'At least 12 characters. You are then signed out everywhere else.',
        })}
        <div class="row">
          <button type="submit">Change it</button>
          <a href="/account">Back to your orders</a>
        </div>
      </form>
    `,
  });
}
