import { csrfToken } from '../access/csrf.ts';
import type { Permission } from '../access/roles.ts';
import { type Caller, type CallerWorld, callerMay, callerOf, carriesCsrfToken, cookie, cookieNames } from './caller.ts';
import type { Exchange, Reply, Route } from './exchange.ts';
import { html } from './html.ts';
import { type Page, pageReply, seeOther } from './page.ts';

/** Who may see a page or send its form. */
export type PageAccess =
  | Readonly<{ kind: 'anyone' }>
  | Readonly<{ kind: 'signed_in' }>
  | Readonly<{ kind: 'permission'; permission: Permission }>;

/** A request for a page that has been let in. */
export type PageCall = Readonly<{
  exchange: Exchange;
  caller: Caller;
  /** The fields of the form that was sent. */
  form: URLSearchParams;
  /** For the forms on the page. */
  csrf: string;
}>;

/** A page or the form on it, with who may ask for it. */
export type PageRoute<World> = Readonly<{
  method: 'get' | 'post';
  path: string;
  access: PageAccess;
  handle: (world: World, call: PageCall) => Promise<Reply>;
}>;

/** What pages of one part of the shop have around them. */
export type Frame = (call: Pick<PageCall, 'caller' | 'csrf'>) => Pick<Page, 'navigation' | 'corner'>;

/** Where those who have to sign in do so. */
export const SIGN_IN_PATH = '/admin/sign-in';

/** A page route as a route: who is asking, whether they may, and whether their form comes from a page of ours. */
export function asRoute<World extends CallerWorld>(world: World, frame: Frame, route: PageRoute<World>): Route {
  return {
    method: route.method,
    path: route.path,
    async handle(exchange) {
      const visit = await visitOf(world, exchange);
      const call = { exchange, caller: visit.caller, csrf: visit.csrf, form: formOf(exchange) };
      return withVisitorCookie(world, visit, await admitted(world, frame, route, call, visit.browserToken));
    },
  };
}

/** A page that says why there is nothing else, in the frame of that part of the shop. */
export async function plainPage(
  world: CallerWorld,
  frame: Frame,
  exchange: Exchange,
  {
    status,
    title,
    text,
    headers,
  }: Readonly<{ status: number; title: string; text: string; headers?: Record<string, string> }>,
): Promise<Reply> {
  const visit = await visitOf(world, exchange);
  return explanation(world, frame, visit, { status, title, text }, headers);
}

type Visit = Readonly<{ caller: Caller; csrf: string; browserToken: string; isNew: boolean }>;

/** Staff are known by their session, everybody else by a cookie that says nothing but that it is the same browser. */
async function visitOf(world: CallerWorld, exchange: Exchange): Promise<Visit> {
  const caller = await callerOf(world, exchange);
  if (caller.kind === 'staff') {
    return { caller, csrf: caller.csrfToken, browserToken: caller.sessionToken, isNew: false };
  }
  const known = exchange.cookies.get(cookieNames(world.deployment).visitor);
  const isKnown = known !== undefined && /^[A-Za-z0-9]{40}$/.test(known);
  const browserToken = isKnown ? known : world.random.token();
  return { caller, csrf: csrfToken(world.csrfKey, browserToken), browserToken, isNew: !isKnown };
}

async function admitted<World extends CallerWorld>(
  world: World,
  frame: Frame,
  { access, handle }: PageRoute<World>,
  call: PageCall,
  browserToken: string,
): Promise<Reply> {
  const { caller, exchange, form } = call;
  if (access.kind !== 'anyone') {
    if (caller.kind === 'guest') return seeOther(SIGN_IN_PATH);
    if (access.kind === 'permission' && !callerMay(caller, access.permission)) {
      return explanation(world, frame, call, {
        status: 403,
        title: 'Not for your role',
        text: `Your role is ${caller.user.role}, which does not allow this. An administrator can do it or give you another role.`,
      });
    }
  }
  if (exchange.method !== 'POST') return handle(world, call);
  if (!isForm(exchange)) {
    const text = 'This address takes forms only. Programs use the API.';
    return explanation(world, frame, call, { status: 415, title: 'Not a form', text });
  }
  if (!carriesCsrfToken(world, browserToken, form.get('csrf') ?? undefined)) {
    return explanation(world, frame, call, {
      status: 403,
      title: 'This form is no longer good',
      text: 'Nothing was changed. Go back, reload the page and send the form again. Cookies have to be allowed.',
    });
  }
  return handle(world, call);
}

function explanation(
  world: CallerWorld,
  frame: Frame,
  visit: Pick<PageCall, 'caller' | 'csrf'>,
  { status, title, text }: Readonly<{ status: number; title: string; text: string }>,
  headers: Readonly<Record<string, string>> = {},
): Reply {
  return pageReply(world.deployment, { ...frame(visit), status, title, main: html`<p>${text}</p>` }, headers);
}

function withVisitorCookie({ deployment }: CallerWorld, visit: Visit, reply: Reply): Reply {
  if (!visit.isNew) return reply;
  const { visitor } = cookieNames(deployment);
  const others = [reply.headers['set-cookie'] ?? []].flat();
  const cookies = [...others, cookie(deployment, visitor, visit.browserToken)];
  return { ...reply, headers: { ...reply.headers, 'set-cookie': cookies } };
}

function isForm({ headers }: Exchange): boolean {
  const [type = ''] = (headers['content-type'] ?? '').split(';');
  return type.trim().toLowerCase() === 'application/x-www-form-urlencoded';
}

function formOf(exchange: Exchange): URLSearchParams {
  return new URLSearchParams(exchange.method === 'POST' && isForm(exchange) ? exchange.body.toString('utf8') : '');
}
