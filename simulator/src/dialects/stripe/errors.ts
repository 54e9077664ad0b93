import type { WholeReply } from '../../http/exchange.ts';
import { jsonReply } from '../../http/exchange.ts';
import { maskedText } from '../../http/mask.ts';
import { secretShapes } from './credentials.ts';
import type { components } from './wire.d.ts';

type WireError = components['schemas']['Error']['error'];
/** What a developer looks an error up by. */
export type ErrorCode = components['schemas']['ErrorCode'];

/** Why not, in the provider's words: a value like any other answer. */
export type Refused = Readonly<{
  ok: false;
  status: number;
  error: Omit<WireError, 'doc_url' | 'request_log_url'>;
  headers?: Readonly<Record<string, string>>;
}>;

/** A value, or why there is none. */
export type Read<T> = Readonly<{ ok: true; value: T }> | Refused;

/** A mistake of whoever asks. */
export function invalid(
  message: string,
  more: Readonly<{ code?: ErrorCode; param?: string; status?: number }> = {},
): Refused {
  const { status = 400, ...named } = more;
  return { ok: false, status, error: { type: 'invalid_request_error', message, ...named } };
}

/** A failure of the provider itself. */
export function failed(status: number, message: string, headers: Readonly<Record<string, string>> = {}): Refused {
  return { ok: false, status, error: { type: 'api_error', message }, headers };
}

/** Somebody else is at it. */
export function lockTimeout(): Refused {
  return invalid(
    'This object cannot be accessed right now because another API request or Stripe process is currently accessing it. If you see this error intermittently, retry the request.',
    { status: 409, code: 'lock_timeout' },
  );
}

/** There is no such object here; `hint` says where there is one like it. */
export function missing(
  kind: string,
  id: string,
  { param, hint = '', status = 404 }: Readonly<{ param: string; hint?: string; status?: number }>,
): Refused {
  const shown = id.slice(0, ID_SHOWN_MAX);
  return invalid(`No such ${kind}: '${shown}'${hint}`, { code: 'resource_missing', param, status });
}

const ID_SHOWN_MAX = 255;

/** The error on the wire, with the addresses where a developer reads on. */
export function errorReply(refused: Refused, at: Readonly<{ requestId: string; livemode: boolean }>): WholeReply {
  const { code } = refused.error;
  const dashboard = at.livemode ? 'https://dashboard.stripe.com' : 'https://dashboard.stripe.com/test';
  const { message, param } = refused.error;
  const error: WireError = {
    ...refused.error,
    // It repeats what somebody has sent, which may be a secret or a card number in the wrong place.
    message: maskedText(message, secretShapes),
    ...(param === undefined ? {} : { param: maskedText(param, secretShapes) }),
    ...(code === undefined ? {} : { doc_url: `https://docs.stripe.com/error-codes#${code.replaceAll('_', '-')}` }),
    request_log_url: `${dashboard}/workbench/logs?object=${at.requestId}`,
  };
  return jsonReply(refused.status, { error } satisfies components['schemas']['Error'], refused.headers);
}

/** What is wrong with a version of the API, if anything is. */
export function versionProblem(version: string, param?: string): Refused | undefined {
  if (/^\d{4}-\d{2}-\d{2}(\.[a-z]+)?$/.test(version)) return undefined;
  const message = 'Invalid Stripe API version. A version is a date, and since 2024 a name after it.';
  return invalid(message, param === undefined ? {} : { param });
}
