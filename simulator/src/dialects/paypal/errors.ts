import { jsonReply, type ListenerExchange, type WholeReply } from '../../http/exchange.ts';
import { maskedText } from '../../http/mask.ts';
import { secretShapes } from './credentials.ts';
import { ERROR_NAMES, type ErrorName, ISSUES, type Issue } from './issues.ts';
import type { components } from './wire.d.ts';

type Wire = components['schemas'];

/** Where something wrong is; `value` is repeated to whoever sent it, with secrets and card numbers masked. */
export type Place = Readonly<{ field?: string; value?: string; location?: Wire['ErrorDetail']['location'] }>;

/** Why not, in the provider's words: a value like any other answer. */
export type Refused = Readonly<{
  ok: false;
  name: ErrorName;
  details: readonly Wire['ErrorDetail'][];
  links: readonly Wire['Link'][];
}>;

/** A value, or why there is none. */
export type Read<T> = Readonly<{ ok: true; value: T }> | Refused;

/** One thing is wrong; `description` says it where the usual sentence says too little. */
export function issue(
  named: Issue,
  place: Place & Readonly<{ description?: string; links?: readonly Wire['Link'][] }> = {},
): Refused {
  const [name] = ISSUES[named];
  const { links = [], ...where } = place;
  return { ok: false, name, details: [detail(named, where)], links };
}

/** One thing among others that are wrong. */
export function detail(named: Issue, place: Place & Readonly<{ description?: string }> = {}): Wire['ErrorDetail'] {
  const { field, value, location, description = ISSUES[named][1] } = place;
  const from = location ?? (field === undefined ? undefined : 'body');
  return {
    ...(field === undefined ? {} : { field: maskedText(field, secretShapes) }),
    ...(value === undefined ? {} : { value: maskedText(value.slice(0, VALUE_SHOWN_MAX), secretShapes) }),
    ...(from === undefined ? {} : { location: from }),
    issue: named,
    description,
  };
}

const VALUE_SHOWN_MAX = 100;

/** An error of which nothing more is said than its name. */
export function failure(name: ErrorName): Refused {
  return { ok: false, name, details: [], links: [] };
}

/** There is no such thing here, whatever there may be elsewhere. */
export function notFound(id: string): Refused {
  return issue('INVALID_RESOURCE_ID', { value: id, location: 'path' });
}

/** The error on the wire. */
export function errorReply(
  { name, details, links }: Refused,
  { requestId }: Pick<ListenerExchange, 'requestId'>,
  headers: Readonly<Record<string, string>> = {},
): WholeReply {
  const [status, message] = ERROR_NAMES[name];
  const [first] = details;
  const information: Wire['Link'] = {
    href: `https://developer.paypal.com/api/rest/reference/orders/v2/errors/#${first?.issue ?? name}`,
    rel: 'information_link',
    method: 'GET',
  };
  const debugId = debugIdOf(requestId);
  const body: Wire['Error'] = {
    name,
    message,
    debug_id: debugId,
    ...(details.length === 0 ? {} : { details: [...details] }),
    links: [information, ...links],
  };
  return jsonReply(status, body, { 'paypal-debug-id': debugId, ...headers });
}

/** What support is told to find a request by. */
export function debugIdOf(requestId: string): string {
  return requestId.slice(requestId.indexOf('_') + 1);
}

/** An error of the identity service, which has an envelope of its own. */
export function identityError(
  error: Wire['IdentityError']['error'],
  description: string,
  { requestId }: Pick<ListenerExchange, 'requestId'>,
): WholeReply {
  const body: Wire['IdentityError'] = { error, error_description: description };
  const status = ['invalid_client', 'invalid_token', 'unauthorized_client'].includes(error) ? 401 : 400;
  return jsonReply(status, body, { 'paypal-debug-id': debugIdOf(requestId), 'cache-control': 'no-store' });
}
