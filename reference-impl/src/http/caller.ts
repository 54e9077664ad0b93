import { csrfToken, csrfTokenIsRight } from '../access/csrf.ts';
import { mayDo, type Permission } from '../access/roles.ts';
import { signedInUser } from '../access/sign-in.ts';
import { actorOf, type User } from '../access/user.ts';
import type { AccessWorld } from '../access/world.ts';
import type { Deployment } from '../payments/deployment.ts';
import type { Actor } from '../shop/audit.ts';
import type { Exchange } from './exchange.ts';

/** What telling callers apart needs. */
export type CallerWorld = AccessWorld & Readonly<{ deployment: Deployment; csrfKey: Buffer }>;

/** Who is asking. */
export type Caller =
  | Readonly<{ kind: 'guest' }>
  | Readonly<{ kind: 'staff'; user: User; sessionToken: string; csrfToken: string }>;

/** The cookies of a deployment. Two shops on one host share cookies whatever their port, so each has names of its own. */
export function cookieNames({ environment }: Deployment) {
  return {
    session: `session-${environment}`,
    visitor: `visitor-${environment}`,
    cart: `cart-${environment}`,
    customer: `customer-${environment}`,
  } as const;
}

/** The caller by the session cookie; a cookie that is unknown or has expired is a guest's. */
export async function callerOf(world: CallerWorld, exchange: Exchange): Promise<Caller> {
  const sessionToken = exchange.cookies.get(cookieNames(world.deployment).session);
  if (sessionToken === undefined) return { kind: 'guest' };
  const user = await signedInUser(world, sessionToken);
  if (!user) return { kind: 'guest' };
  return { kind: 'staff', user, sessionToken, csrfToken: csrfToken(world.csrfKey, sessionToken) };
}

/** Who does what the caller asks for; throws for a guest, whom no route lets change what staff change. */
export function callerAsActor(caller: Caller): Actor {
  if (caller.kind === 'guest') throw new Error('a guest is not one of the staff');
  return actorOf(caller.user);
}

/** Whether the caller is signed in with a role that allows something. */
export function callerMay(caller: Caller, permission: Permission): boolean {
  return caller.kind === 'staff' && mayDo(caller.user.role, permission);
}

/** Whether a write carries the token of the browser that makes it. */
export function carriesCsrfToken(world: CallerWorld, browserToken: string, presented: string | undefined): boolean {
  return presented !== undefined && csrfTokenIsRight(world.csrfKey, browserToken, presented);
}

/** A cookie that scripts cannot read and other sites' forms do not bring along. */
export function cookie(
  { publicUrl }: Deployment,
  name: string,
  value: string,
  options: Readonly<{ maxAgeSeconds?: number }> = {},
): string {
  const secure = publicUrl.startsWith('https:') ? ['Secure'] : [];
  const age = options.maxAgeSeconds === undefined ? [] : [`Max-Age=${options.maxAgeSeconds}`];
  return [`${name}=${value}`, 'Path=/', 'HttpOnly', 'SameSite=Lax', ...secure, ...age].join('; ');
}
