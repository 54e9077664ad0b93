import { PASSWORD_LENGTH } from '../access/password.ts';
import { isRole, permissionsOf, ROLES } from '../access/roles.ts';
import type { User } from '../access/user.ts';
import { changeUser, createUser, endSessions, resetPassword, type UserResult } from '../access/users.ts';
import { callerAsActor } from '../http/caller.ts';
import type { Reply } from '../http/exchange.ts';
import {
  buttonForm,
  checkbox,
  csrfField,
  errorSummary,
  type FormErrors,
  selectInput,
  textInput,
} from '../http/form.ts';
import { type Html, html } from '../http/html.ts';
import { seeOther } from '../http/page.ts';
import type { PageAccess, PageCall } from '../http/page-route.ts';
import { userId } from '../shop/ids.ts';
import { isoText } from '../shop/instant.ts';
import { unreachable } from '../shop/unreachable.ts';
import { type BackOfficeRoute, type BackOfficeWorld, backOfficePage, notFoundPage } from './frame.ts';

const ADMINISTRATORS: PageAccess = { kind: 'permission', permission: 'manage_users' };
const NO_ERRORS: FormErrors = new Map();

/** Who can sign in, and as what. */
export const userPages: readonly BackOfficeRoute[] = [
  {
    method: 'get',
    path: '/admin/users',
    access: ADMINISTRATORS,
    handle: (world, call) => usersPage(world, call, new URLSearchParams(), NO_ERRORS),
  },
  {
    method: 'post',
    path: '/admin/users',
    access: ADMINISTRATORS,
    async handle(world, call) {
      const { form } = call;
      const [name, email, role, password] = [
        field(form, 'name'),
        field(form, 'email'),
        field(form, 'role'),
        form.get('password') ?? '',
      ];
      const errors = new Map([...nameErrors(name), ...passwordErrors(password)]);
      if (!/^[^\s@]+@[^\s@]+$/.test(email) || email.length > 254)
        errors.set('email', 'Please enter an e-mail address.');
      if (!isRole(role)) errors.set('role', 'Please choose a role.');
      if (errors.size > 0 || !isRole(role)) return usersPage(world, call, form, errors);
      const user = await createUser(world, { name, email, role, password }, callerAsActor(call.caller));
      if (user !== 'email_taken') return seeOther('/admin/users?notice=saved');
      return usersPage(world, call, form, new Map([['email', 'Somebody has this e-mail address already.']]));
    },
  },
  {
    method: 'get',
    path: '/admin/users/:userId',
    access: ADMINISTRATORS,
    async handle(world, call) {
      const user = await userIn(world, call);
      return user ? userPage(world, call, user, NO_ERRORS) : notFoundPage(world, call, 'user');
    },
  },
  {
    method: 'post',
    path: '/admin/users/:userId',
    access: ADMINISTRATORS,
    async handle(world, call) {
      const user = await userIn(world, call);
      if (!user) return notFoundPage(world, call, 'user');
      const [name, role] = [field(call.form, 'name'), field(call.form, 'role')];
      const errors = new Map(nameErrors(name));
      if (!isRole(role)) errors.set('role', 'Please choose a role.');
      if (errors.size > 0 || !isRole(role)) return userPage(world, call, user, errors);
      const change = { name, role, canSignIn: call.form.get('canSignIn') === 'yes' };
      const result = await changeUser(world, user.id, change, callerAsActor(call.caller));
      return result.kind === 'changed'
        ? seeOther(`/admin/users/${user.id}?notice=saved`)
        : userPage(world, call, user, new Map([['role', whyNot(result)]]));
    },
  },
  {
    method: 'post',
    path: '/admin/users/:userId/password',
    access: ADMINISTRATORS,
    async handle(world, call) {
      const user = await userIn(world, call);
      if (!user) return notFoundPage(world, call, 'user');
      const password = call.form.get('password') ?? '';
      const errors = new Map(passwordErrors(password));
      if (errors.size > 0) return userPage(world, call, user, errors);
      const result = await resetPassword(world, user.id, password, callerAsActor(call.caller));
      return result.kind === 'changed'
        ? seeOther(`/admin/users/${user.id}?notice=password_reset`)
        : userPage(world, call, user, new Map([['password', whyNot(result)]]));
    },
  },
  {
    method: 'post',
    path: '/admin/users/:userId/sign-out',
    access: ADMINISTRATORS,
    async handle(world, call) {
      const user = await endSessions(world, idIn(call), callerAsActor(call.caller));
      return user ? seeOther(`/admin/users/${user.id}?notice=signed_out`) : notFoundPage(world, call, 'user');
    },
  },
];

function field(form: URLSearchParams, name: string): string {
  return (form.get(name) ?? '').trim();
}

function nameErrors(name: string): readonly (readonly [string, string])[] {
  if (name !== '' && name.length <= 100) return [];
  return [['name', 'Please enter a name of at most 100 characters.']];
}

function passwordErrors({ length }: string): readonly (readonly [string, string])[] {
  if (length >= PASSWORD_LENGTH.min && length <= PASSWORD_LENGTH.max) return [];
  return [['password', `Please use ${PASSWORD_LENGTH.min} to ${PASSWORD_LENGTH.max} characters.`]];
}

function idIn({ exchange }: PageCall) {
  return userId(exchange.parameters.userId ?? '');
}

function userIn(world: BackOfficeWorld, call: PageCall): Promise<User | undefined> {
  return world.access.userById(idIn(call));
}

function whyNot(result: Exclude<UserResult, { kind: 'changed' }>): string {
  switch (result.kind) {
    case 'not_found':
      return 'There is no such user any more.';
    case 'last_administrator':
      return 'This is the last administrator. Make another one first.';
    case 'oneself':
      return 'You cannot take away your own access. Ask another administrator.';
    case 'conflict':
      return 'Somebody else has changed this user meanwhile. Look at it again.';
    default:
      return unreachable(result);
  }
}

const ROLE_CHOICES = ROLES.map((role) => [role, role] as const);

function userPage(world: BackOfficeWorld, call: PageCall, user: User, errors: FormErrors): Reply {
  const path = `/admin/users/${user.id}`;
  return backOfficePage(world, call, {
    status: errors.size > 0 ? 422 : 200,
    title: user.name,
    width: 'text',
    main: html`
      <div>
        <p>
          ${user.email}, since ${isoText(user.createdAt).slice(0, 10)}${user.disabledAt === undefined ? '' : `, can no longer sign in since ${isoText(user.disabledAt).slice(0, 10)}`}.${' '}
          <a href=${`/admin/audit?userId=${user.id}`}>What ${user.name} has done</a>
        </p>
        ${errorSummary(errors)}
        <form method="post" action=${path} novalidate>
          ${csrfField(call.csrf)} ${textInput('name', 'Name', errors, { value: user.name, maxlength: 100 })}
          ${selectInput('role', 'Role', errors, { choices: ROLE_CHOICES, value: user.role })}
          ${checkbox('canSignIn', 'Can sign in', user.disabledAt === undefined, 'Without it, the user is signed out everywhere.')}
          <button type="submit">Save</button>
        </form>
        <article>
          <h2>Another password</h2>
          <p>It ends the user's sessions and lifts a lock from wrong passwords.</p>
          <form method="post" action=${`${path}/password`} novalidate>
            ${csrfField(call.csrf)} ${newPassword(errors)}
            <button type="submit">Reset password</button>
          </form>
        </article>
        ${buttonForm(`${path}/sign-out`, 'Sign out everywhere', call.csrf, { className: 'secondary' })}
      </div>
    `,
  });
}

function newPassword(errors: FormErrors): Html {
  return textInput('password', 'New password', errors, {
    type: 'password',
    autocomplete: 'new-password',
    hint: `At least ${PASSWORD_LENGTH.min} characters. Hand it over in person.`,
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
        ${usersTable(users)}
        ${world.mailing.outbox === undefined ? null : html`<p><a href="/admin/outbox">Mails that would have been sent</a></p>`}
        <article>
          <h2>Let somebody sign in</h2>
          <form method="post" action="/admin/users" novalidate>
            ${csrfField(call.csrf)} ${errorSummary(errors)}
            <div class="two">
              ${textInput('name', 'Name', errors, { value: value('name'), maxlength: 100 })}
              ${textInput('email', 'E-mail address', errors, { type: 'email', value: value('email'), maxlength: 254 })}
              ${selectInput('role', 'Role', errors, { choices: ROLE_CHOICES, value: value('role') || 'sales' })}
              ${newPassword(errors)}
            </div>
            <button type="submit">Create user</button>
          </form>
        </article>
      </div>
    `,
  });
}

function usersTable(users: readonly User[]): Html {
  return html`
    <div class="table" role="region" aria-label="Table of users" tabindex="0">
      <table>
        <thead>
          <tr>
            <th scope="col">Name</th>
            <th scope="col">E-mail address</th>
            <th scope="col">Role</th>
            <th scope="col">Can sign in</th>
            <th scope="col">May</th>
            <th scope="col">Since</th>
          </tr>
        </thead>
        <tbody>
          ${users.map(
            (user) => html`
              <tr>
                <td><a href=${`/admin/users/${user.id}`}>${user.name}</a></td>
                <td>${user.email}</td>
                <td>${user.role}</td>
                <td>${user.disabledAt === undefined ? 'yes' : 'no'}</td>
                <td class="wrap"><small>${permissionsOf(user.role).join(', ').replaceAll('_', ' ')}</small></td>
                <td>${isoText(user.createdAt).slice(0, 10)}</td>
              </tr>
            `,
          )}
        </tbody>
      </table>
    </div>
  `;
}
