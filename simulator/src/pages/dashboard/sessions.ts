import { hashSecret, secretMatches } from '../../accounts/secret.ts';
import { type Instant, later } from '../../engine/ids.ts';
import type { Exchange } from '../../http/exchange.ts';
import type { Notice } from './frame.ts';

/** Somebody who has shown the control token, and what is to be said to them on the next page. */
export type Session = { readonly endsAt: Instant; notice?: Notice };

/** Who is signed in. Sessions live in memory: after a restart everybody shows the token again. */
export type Sessions = Readonly<{
  /** The cookie to set, or undefined where the token is wrong. */
  begin: (exchange: Exchange, token: string) => string | undefined;
  of: (exchange: Exchange) => Session | undefined;
  /** The cookie to set for whoever goes. */
  end: (exchange: Exchange) => string;
}>;

const LASTS_MS = 12 * 60 * 60 * 1000;
const SESSIONS_MAX = 100;

/** `fresh` makes what nobody can guess, whatever seed the simulator runs with; `now` is the machine's time. */
export function openSessions(options: Readonly<{ token: string; fresh: () => string; now: () => Instant }>): Sessions {
  const tokenHash = hashSecret(options.token);
  // By the hash of their ids, as any other secret that somebody may show us.
  const sessions = new Map<string, Session>();
  const idIn = (exchange: Exchange) => cookieIn(exchange.headers.cookie, cookieName(exchange));
  return {
    begin: (exchange, token) => {
      if (!secretMatches(token, tokenHash)) return undefined;
      const [oldest] = sessions.keys();
      if (sessions.size >= SESSIONS_MAX && oldest !== undefined) sessions.delete(oldest);
      const id = options.fresh();
      sessions.set(hashSecret(id), { endsAt: later(options.now(), LASTS_MS) });
      return cookie(exchange, id, LASTS_MS / 1000);
    },
    of: (exchange) => {
      const id = idIn(exchange);
      if (id === undefined) return undefined;
      const session = sessions.get(hashSecret(id));
      if (session === undefined || session.endsAt > options.now()) return session;
      sessions.delete(hashSecret(id));
      return undefined;
    },
    end: (exchange) => {
      const id = idIn(exchange);
      if (id !== undefined) sessions.delete(hashSecret(id));
      return cookie(exchange, '', 0);
    },
  };
}

/**
 * Other programs on this machine are sent our cookies as well, whatever their port: so it says nothing but which session,
 * goes to our paths alone, and is named by the port, so that two simulators do not sign each other's people out.
 */
function cookie(exchange: Exchange, value: string, maxAgeS: number): string {
  return `${cookieName(exchange)}=${value}; Path=/dashboard; Max-Age=${maxAgeS}; HttpOnly; SameSite=Strict`;
}

function cookieName({ headers }: Exchange): string {
  return `assay-dashboard-${/:(\d{1,5})$/.exec(headers.host ?? '')?.[1] ?? 'default'}`;
}

function cookieIn(header: string | undefined, name: string): string | undefined {
  return (header ?? '')
    .split(';')
    .map((pair) => pair.trim())
    .find((pair) => pair.startsWith(`${name}=`))
    ?.slice(name.length + 1);
}
