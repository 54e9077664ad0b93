import { PASSWORD_LENGTH } from '../access/password.ts';
import { signIn, signOut } from '../access/sign-in.ts';
import { cookie, cookieNames } from '../http/caller.ts';
import type { Reply } from '../http/exchange.ts';
import { csrfField, type FormErrors, textInput } from '../http/form.ts';
import { html } from '../http/html.ts';
import { seeOther } from '../http/page.ts';
import { type PageCall, SIGN_IN_PATH } from '../http/page-route.ts';
import { type BackOfficeRoute, type BackOfficeWorld, backOfficePage, firstPart } from './frame.ts';

const NO_ERRORS: FormErrors = new Map();

/** Signing in and out. */
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
      const result = await signIn(world, { email, password, address: call.exchange.address });
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
        <div class="row">
          <button type="submit">Sign in</button>
          <a href="/admin/forgotten">I have forgotten my password</a>
        </div>
      </form>
    `,
  });
}
