import { PASSWORD_LENGTH } from '../access/password.ts';
import { isRole, permissionsOf, ROLES } from '../access/roles.ts';
import { signIn, signOut } from '../access/sign-in.ts';
import { createUser } from '../access/users.ts';
import { callerAsActor, cookie, cookieNames } from '../http/caller.ts';
import type { Reply } from '../http/exchange.ts';
import { csrfField, errorSummary, type FormErrors, selectInput, textInput } from '../http/form.ts';
import { html } from '../http/html.ts';
import { seeOther } from '../http/page.ts';
import { type PageCall, SIGN_IN_PATH } from '../http/page-route.ts';
import { isoText } from '../shop/instant.ts';
import { type BackOfficeRoute, type BackOfficeWorld, backOfficePage, firstPart } from './frame.ts';

const NO_ERRORS: FormErrors = new Map();

/** Signing in and out, and who can. */
export const accessPages: readonly BackOfficeRoute[] = [
  {
    method: 'get',
    path: '/admin',
    access: { kind: 'signed_in' },
    handle: async (_world, { caller }) => seeOther(firstPart(caller)),
  },
  {
    method: 'get',
    path: SIGN_IN_PATH,
    access: { kind: 'anyone' },
    handle: async (world, call) =>
      call.caller.kind === 'staff' ? seeOther('/admin') : signInPage(world, call, 200, undefined),
  },
  {
    method: 'post',
    path: SIGN_IN_PATH,
    access: { kind: 'anyone' },
    async handle(world, call) {
      const email = (call.form.get('email') ?? '').slice(0, 254);
      const password = call.form.get('password') ?? '';
      if (password.length > PASSWORD_LENGTH.max) return signInPage(world, call, 401, WRONG);
      const result = await signIn(world, { email, password });
      if (result.kind === 'refused') return signInPage(world, call, 401, WRONG);
      if (result.kind === 'locked_out') {
        const minutes = Math.ceil((result.until - world.clock.now()) / 60_000);
        return signInPage(
          world,
          call,
          429,
          `Too many wrong passwords. Nobody can sign in as this for ${minutes} minutes.`,
        );
      }
      const { session } = cookieNames(world.deployment);
      return seeOther('/admin', { 'set-cookie': cookie(world.deployment, session, result.token) });
    },
  },
  {
    method: 'post',
    path: '/admin/sign-out',
    access: { kind: 'signed_in' },
    async handle(world, { caller }) {
      if (caller.kind === 'staff') await signOut(world, caller.sessionToken);
      const { session } = cookieNames(world.deployment);
      return seeOther(SIGN_IN_PATH, { 'set-cookie': cookie(world.deployment, session, '', { maxAgeSeconds: 0 }) });
    },
  },
  {
    method: 'get',
    path: '/admin/users',
    access: { kind: 'permission', permission: 'manage_users' },
    handle: (world, call) => usersPage(world, call, new URLSearchParams(), NO_ERRORS),
  },
  {
    method: 'post',
    path: '/admin/users',
    access: { kind: 'permission', permission: 'manage_users' },
    async handle(world, call) {
      const { form } = call;
      const field = (name: string) => (form.get(name) ?? '').trim();
      const [name, email, role, password] = [field('name'), field('email'), field('role'), form.get('password') ?? ''];
      const errors = new Map<string, string>();
      if (name === '' || name.length > 100) errors.set('name', 'Please enter a name of at most 100 characters.');
      if (!/^[^\s@]+@[^\s@]+$/.test(email) || email.length > 254)
        errors.set('email', 'Please enter an e-mail address.');
      if (password.length < PASSWORD_LENGTH.min || password.length > PASSWORD_LENGTH.max) {
        errors.set('password', `Please use ${PASSWORD_LENGTH.min} to ${PASSWORD_LENGTH.max} characters.`);
      }
      if (!isRole(role)) errors.set('role', 'Please choose a role.');
      if (errors.size > 0 || !isRole(role)) return usersPage(world, call, form, errors);
      const user = await createUser(world, { name, email, role, password }, callerAsActor(call.caller));
      if (user !== 'email_taken') return seeOther('/admin/users?notice=saved');
      return usersPage(world, call, form, new Map([['email', 'Somebody has this e-mail address already.']]));
    },
  },
];

const WRONG = 'E-mail address or password is wrong.';

function signInPage(world: BackOfficeWorld, call: PageCall, status: number, problem: string | undefined): Reply {
  return backOfficePage(world, call, {
    status,
    title: 'Sign in',
    width: 'text',
    main: html`
      <form method="post" action=${SIGN_IN_PATH}>
        ${csrfField(call.csrf)} ${problem === undefined ? null : html`<p class="problem" role="alert">${problem}</p>`}
        ${textInput('email', 'E-mail address', NO_ERRORS, {
          type: 'email',
          autocomplete: 'username',
          value: call.form.get('email') ?? '',
        })}
        ${textInput('password', 'Password', NO_ERRORS, { type: 'password', autocomplete: 'current-password' })}
        <button type="submit">Sign in</button>
      </form>
    `,
  });
}

async function usersPage(
  world: BackOfficeWorld,
  call: PageCall,
  form: URLSearchParams,
  errors: FormErrors,
): Promise<Reply> {
  const users = await world.access.users();
  const value = (name: string) => form.get(name) ?? '';
  return backOfficePage(world, call, {
    status: errors.size > 0 ? 422 : 200,
    title: 'Users',
    main: html`
      <div>
        <div class="table" role="region" aria-label="Table of users" tabindex="0">
          <table>
            <thead>
              <tr>
                <th scope="col">Name</th>
                <th scope="col">E-mail address</th>
                <th scope="col">Role</th>
                <th scope="col">May</th>
                <th scope="col">Since</th>
              </tr>
            </thead>
            <tbody>
              ${users.map(
                (user) => html`
                  <tr>
                    <td>${user.name}</td>
                    <td>${user.email}</td>
                    <td>${user.role}</td>
                    <td class="wrap"><small>${permissionsOf(user.role).join(', ').replaceAll('_', ' ')}</small></td>
                    <td>${isoText(user.createdAt).slice(0, 10)}</td>
                  </tr>
                `,
              )}
            </tbody>
          </table>
        </div>
        <article>
          <h2>Let somebody sign in</h2>
          <form method="post" action="/admin/users" novalidate>
            ${csrfField(call.csrf)} ${errorSummary(errors)}
            <div class="two">
              ${textInput('name', 'Name', errors, { value: value('name'), maxlength: 100 })}
              ${textInput('email', 'E-mail address', errors, { type: 'email', value: value('email'), maxlength: 254 })}
              ${selectInput('role', 'Role', errors, {
                choices: ROLES.map((role) => [role, role] as const),
                value: value('role') || 'sales',
              })}
              ${textInput('password', 'First password', errors, {
                type: 'password',
                autocomplete: 'new-password',
                hint: `At least ${PASSWORD_LENGTH.min} characters.`,
              })}
            </div>
            <button type="submit">Create user</button>
          </form>
        </article>
      </div>
    `,
  });
}
