import type { Exchange, Reply, WholeReply } from '../../http/exchange.ts';
import { namesForeignHost } from '../../http/own-host.ts';
import { problemReply } from '../../http/problem.ts';
import type { PathParameters, Refusals, Route, RouteTable } from '../../http/route-table.ts';
import type { World } from '../../operations/world.ts';
import { asset, pico, script, styleSheet } from '../assets.ts';
import { seeOther } from '../html.ts';
import { formRoutes } from './form-routes.ts';
import { type DashboardPage, dashboardReply } from './frame.ts';
import { pageRoutes } from './page-routes.ts';
import { drawingStyle } from './sequence-drawing.ts';
import { openSessions, type Session, type Sessions } from './sessions.ts';
import { nextIn, nothingHere, signInPage } from './sign-in-page.ts';

/** A request of somebody who is signed in. */
export type Visit = Readonly<{ exchange: Exchange; parameters: PathParameters; session: Session }>;

/** Something that may be looked at: a page, a file, a stream; text names what there is none of. */
export type Look = Readonly<{
  path: string;
  operation: string;
  show: (visit: Visit) => Promise<DashboardPage | Reply | string> | DashboardPage | Reply | string;
}>;

/** Something that may be done. */
export type Deed = Readonly<{
  path: string;
  operation: string;
  submit: (visit: Visit, form: URLSearchParams) => Promise<WholeReply>;
}>;

/** What the dashboard needs to know besides the world. */
export type DashboardOptions = Readonly<{
  token: string;
  host: string;
  /** Makes what nobody can guess, whatever seed the simulator runs with. */
  fresh: () => string;
  /** How this port answers what no route can. */
  refusals: Refusals<Exchange>;
}>;

/** The pages of the people who run the simulator, on the control port. Everything but signing in wants a session. */
export function dashboardRoutes(world: World, options: DashboardOptions): RouteTable<Exchange> {
  const sessions = openSessions({ token: options.token, fresh: options.fresh, now: world.clocks.machine });
  const guarded = (route: Route<Exchange>): Route<Exchange> => ({
    ...route,
    handle: (exchange, parameters) => {
      if (namesForeignHost(exchange, options.host))
        return forbidden('This is not a name of this server: ask for localhost or 127.0.0.1.');
      if (route.method === 'post' && !isFromHere(exchange))
        return forbidden('The form does not come from a page of this dashboard.');
      return route.handle(exchange, parameters);
    },
  });
  return {
    name: 'pages',
    refusals: options.refusals,
    routes: [
      { method: 'get', path: '/', operation: 'showFirstPage', handle: () => seeOther('/dashboard') } as const,
      ...signingIn(sessions),
      ...pageRoutes(world).map((look) => looking(sessions, look)),
      ...formRoutes(world).map((deed) => doing(sessions, deed)),
      ...assets(),
    ].map(guarded),
  };
}

function looking(sessions: Sessions, { path, operation, show }: Look): Route<Exchange> {
  return {
    method: 'get',
    path,
    operation,
    handle: async (exchange, parameters) => {
      const session = sessions.of(exchange);
      if (session === undefined) return toSignIn(exchange);
      const shown = await show({ exchange, parameters, session });
      if (typeof shown === 'string') return dashboardReply(nothingHere(shown));
      if (!('content' in shown)) return shown;
      const { notice } = session;
      delete session.notice;
      return dashboardReply(shown, { notice });
    },
  };
}

function doing(sessions: Sessions, { path, operation, submit }: Deed): Route<Exchange> {
  return {
    method: 'post',
    path,
    operation,
    handle: async (exchange, parameters) => {
      const session = sessions.of(exchange);
      if (session === undefined) return seeOther('/dashboard/sign-in');
      return submit({ exchange, parameters, session }, formOf(exchange));
    },
  };
}

function signingIn(sessions: Sessions): readonly Route<Exchange>[] {
  const path = '/dashboard/sign-in';
  const signedOut = { signedIn: false };
  return [
    {
      method: 'get',
      path,
      operation: 'showSignIn',
      handle: (exchange) => dashboardReply(signInPage(nextIn(exchange.query.get('next'))), signedOut),
    },
    {
      method: 'post',
      path,
      operation: 'signIn',
      handle: (exchange) => {
        const form = formOf(exchange);
        const next = nextIn(form.get('next'));
        const cookie = sessions.begin(exchange, form.get('token') ?? '');
        if (cookie === undefined) return dashboardReply(signInPage(next, 'That is not the control token.'), signedOut);
        return withCookie(seeOther(next), cookie);
      },
    },
    {
      method: 'post',
      path: '/dashboard/sign-out',
      operation: 'signOut',
      handle: (exchange) => withCookie(seeOther(path), sessions.end(exchange)),
    },
  ];
}

function assets(): readonly Route<Exchange>[] {
  const file = (name: string) => new URL(`./${name}`, import.meta.url);
  const served: readonly (readonly [name: string, handle: () => WholeReply])[] = [
    ['pico.css', pico],
    ['dashboard.css', () => styleSheet(file('dashboard.css'))],
    ['sequence.css', () => asset(drawingStyle('page'), 'text/css')],
    ['live-journal.js', () => script(file('live-journal.js'))],
  ];
  return served.map(([name, handle]) => ({
    method: 'get',
    path: `/dashboard/assets/${name}`,
    operation: 'asset',
    handle,
  }));
}

/** What goes on for ever or is loaded by a page has no use for a page to sign in on. */
function toSignIn(exchange: Exchange): WholeReply {
  const isPage = (exchange.headers.accept ?? 'text/html').includes('text/html');
  if (isPage) return seeOther(`/dashboard/sign-in?${new URLSearchParams({ next: exchange.target })}`);
  return problemReply({ type: 'about:blank', title: 'Sign in first', status: 401 });
}

/**
 * Whether a form was sent by a page of this server. Cookies do not tell: another program on this machine is the same site
 * to a browser, whatever its port.
 */
function isFromHere({ headers }: Exchange): boolean {
  const { origin, host } = headers;
  if (origin === undefined) return headers['sec-fetch-site'] === 'same-origin';
  return URL.canParse(origin) && new URL(origin).host === host;
}

function forbidden(detail: string): WholeReply {
  return problemReply({ type: 'about:blank', title: 'Forbidden', status: 403, detail });
}

function withCookie(reply: WholeReply, cookie: string): WholeReply {
  return { ...reply, headers: { ...reply.headers, 'set-cookie': cookie } };
}

function formOf(exchange: Exchange): URLSearchParams {
  return new URLSearchParams(exchange.body.toString('utf8'));
}
