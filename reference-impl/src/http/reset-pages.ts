import { PASSWORD_LENGTH } from '../access/password.ts';
import type { Forgotten, ResetRequest, ResetResult } from '../access/password-reset.ts';
import { unreachable } from '../shop/unreachable.ts';
import type { Reply } from './exchange.ts';
import { csrfField, errorSummary, type FormErrors, textInput } from './form.ts';
import { html } from './html.ts';
import type { Page } from './page.ts';
import type { PageCall, PageRoute } from './page-route.ts';

/** Who chooses another password, and on which pages. */
export type ResetSide<World> = Readonly<{
  /** Where a forgotten password is told; the page of the mail is at `password`, with its token. */
  paths: Readonly<{ forgotten: string; password: string; signIn: string }>;
  request(world: World, forgotten: Forgotten): Promise<ResetRequest>;
  isGood(world: World, token: string): Promise<boolean>;
  reset(world: World, token: string, password: string): Promise<ResetResult>;
  page(world: World, call: PageCall, page: Pick<Page, 'status' | 'title' | 'main' | 'width'>): Reply;
}>;

const TAKEN =
  'If there is an account with that address, a mail is on its way to it. It is good for half an hour, and works once.';
const TOO_MANY = 'Too many passwords were forgotten here. Please try again in a quarter of an hour.';
const NO_MAIL = 'This shop sends no mail yet, so nobody can be let in this way. Please ask the people of the shop.';

/** Pages on which a forgotten password is told, and another one chosen by what was in the mail. */
export function resetPages<World>(side: ResetSide<World>): readonly PageRoute<World>[] {
  const { paths } = side;
  const anyone = { kind: 'anyone' } as const;
  return [
    {
      method: 'get',
      path: paths.forgotten,
      access: anyone,
      handle: async (world, call) => forgottenPage(side, world, call, new Map()),
    },
    {
      method: 'post',
      path: paths.forgotten,
      access: anyone,
      async handle(world, call) {
        const email = (call.form.get('email') ?? '').trim();
        if (email === '' || email.length > 254) {
          return forgottenPage(side, world, call, new Map([['email', 'Please enter the address of your account.']]));
        }
        const result = await side.request(world, { email, address: call.exchange.address });
        switch (result.kind) {
          case 'taken':
            return said(side, world, call, { status: 200, title: 'Look into your mail', text: TAKEN });
          case 'too_many':
            return said(side, world, call, { status: 429, title: 'Not now', text: TOO_MANY });
          case 'no_mail':
            return said(side, world, call, { status: 200, title: 'Not by mail', text: NO_MAIL });
          default:
            return unreachable(result);
        }
      },
    },
    {
      method: 'get',
      path: `${paths.password}/:resetToken`,
      access: anyone,
      // Looking at it uses nothing up: programs that read mail open what is in it.
      handle: async (world, call) =>
        (await side.isGood(world, tokenIn(call))) ? chosenPage(side, world, call, new Map()) : over(side, world, call),
    },
    {
      method: 'post',
      path: `${paths.password}/:resetToken`,
      access: anyone,
      async handle(world, call) {
        const password = (call.form.get('password') ?? '').slice(0, PASSWORD_LENGTH.max + 1);
        if (password.length < PASSWORD_LENGTH.min || password.length > PASSWORD_LENGTH.max) {
          const problem = `Please choose a password of ${PASSWORD_LENGTH.min} to ${PASSWORD_LENGTH.max} characters.`;
          return chosenPage(side, world, call, new Map([['password', problem]]));
        }
        const result = await side.reset(world, tokenIn(call), password);
        if (result.kind === 'no_longer_good') return over(side, world, call);
        return side.page(world, call, {
          title: 'Another password',
          width: 'text',
          main: html`<p>You have another password, and are signed out everywhere. <a href=${paths.signIn}>Sign in</a>.</p>`,
        });
      },
    },
  ];
}

function tokenIn({ exchange }: PageCall): string {
  return exchange.parameters.resetToken ?? '';
}

function over<World>(side: ResetSide<World>, world: World, call: PageCall): Reply {
  return side.page(world, call, {
    status: 410,
    title: 'This is no longer good',
    width: 'text',
    main: html`<p>
      What was in the mail works once, and for half an hour. Nothing was changed.
      ${' '}<a href=${side.paths.forgotten}>Have another mail sent</a>.
    </p>`,
  });
}

function said<World>(
  side: ResetSide<World>,
  world: World,
  call: PageCall,
  { status, title, text }: Readonly<{ status: number; title: string; text: string }>,
): Reply {
  const main = html`<div><p>${text}</p><p><a href=${side.paths.signIn}>Back to signing in</a></p></div>`;
  return side.page(world, call, { status, title, width: 'text', main });
}

function forgottenPage<World>(side: ResetSide<World>, world: World, call: PageCall, errors: FormErrors): Reply {
  return side.page(world, call, {
    status: errors.size > 0 ? 422 : 200,
    title: 'A forgotten password',
    width: 'text',
    main: html`
      <form method="post" action=${side.paths.forgotten} novalidate>
        ${csrfField(call.csrf)} ${errorSummary(errors)}
        ${textInput('email', 'E-mail address of your account', errors, { type: 'email', autocomplete: 'email', maxlength: 254 })}
        <div class="row">
          <button type="submit">Send me a mail</button>
          <a href=${side.paths.signIn}>Back to signing in</a>
        </div>
      </form>
    `,
  });
}

function chosenPage<World>(side: ResetSide<World>, world: World, call: PageCall, errors: FormErrors): Reply {
  return side.page(world, call, {
    status: errors.size > 0 ? 422 : 200,
    title: 'Choose another password',
    width: 'text',
    main: html`
      <form method="post" action=${call.exchange.path} novalidate>
        ${csrfField(call.csrf)} ${errorSummary(errors)}
        ${textInput('password', 'Your new password', errors, {
          type: 'password',
          autocomplete: 'new-password',
          maxlength: PASSWORD_LENGTH.max,
          hint: `At least ${PASSWORD_LENGTH.min} characters. You are then signed out everywhere.`,
        })}
        <button type="submit">Use this password</button>
      </form>
    `,
  });
}
