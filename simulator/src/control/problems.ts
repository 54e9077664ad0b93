import { type Exchange, pathOf, type WholeReply } from '../http/exchange.ts';
import { maskedText } from '../http/mask.ts';
import { type FieldError, problemReply } from '../http/problem.ts';
import type { Refusals } from '../http/route-table.ts';
import type { components } from './wire.d.ts';

/** The `type` of a problem of the control API. */
export type ControlProblemType = components['schemas']['Problem']['type'];

const PROBLEMS: Readonly<Record<ControlProblemType, readonly [status: number, title: string]>> = {
  '/problems/malformed-json': [400, 'The body is not JSON'],
  '/problems/invalid-request': [400, 'The request is not valid'],
  '/problems/control-token-missing': [401, 'The control token is missing'],
  '/problems/control-token-wrong': [401, 'The control token is wrong'],
  '/problems/forbidden-host': [403, 'This is not a name of this server'],
  '/problems/not-found': [404, 'There is no such thing'],
  '/problems/no-such-route': [404, 'There is nothing at this path'],
  '/problems/method-not-allowed': [405, 'This path does not take this method'],
  '/problems/not-acceptable': [406, 'The answer would not be in a form you accept'],
  '/problems/request-timeout': [408, 'The request took too long to arrive'],
  '/problems/wrong-state': [409, 'This is not possible in the present state'],
  '/problems/rejected': [409, 'The payment does not allow this'],
  '/problems/clock-goes-back': [409, 'Time does not go back'],
  '/problems/key-registered-elsewhere': [409, 'The key is registered in another environment'],
  '/problems/key-already-registered': [409, 'The key is registered already'],
  '/problems/too-many': [409, 'There are too many of these'],
  '/problems/body-too-large': [413, 'The body is too large'],
  '/problems/unsupported-media-type': [415, 'The body has to be application/json'],
  '/problems/environment-unknown': [422, 'There is no such environment'],
  '/problems/situation-unknown': [422, 'There is no such situation'],
  '/problems/unreadable-key': [422, 'The key or certificate cannot be read'],
  '/problems/header-too-large': [431, 'The request headers are too large'],
  '/problems/internal-error': [500, 'The simulator failed'],
  '/problems/unavailable': [503, 'The simulator is not ready'],
};

/** A problem of the control API. `status` and `title` follow from the type. */
export function controlProblem(
  type: ControlProblemType,
  more: Readonly<{
    detail?: string;
    errors?: readonly FieldError[];
    rejection?: Readonly<Record<string, unknown>>;
  }> = {},
): WholeReply {
  const [status, title] = PROBLEMS[type];
  const { detail, errors, rejection } = more;
  return problemReply(
    {
      type,
      title,
      status,
      ...(detail === undefined ? {} : { detail }),
      ...(errors === undefined ? {} : { errors }),
      ...(rejection === undefined ? {} : { rejection }),
    },
    status === 401 ? { 'www-authenticate': 'Bearer realm="assay control"' } : {},
  );
}

/** What the control API says where none of its routes can answer. */
export const controlRefusals: Refusals<Exchange> = {
  noSuchRoute: (exchange) =>
    controlProblem('/problems/no-such-route', {
      detail: `Nothing answers at ${exchange.method} ${maskedText(pathOf(exchange), [])}. The paths are in specs/control.openapi.yaml.`,
    }),
  methodNotAllowed: (exchange, allowed) => {
    const reply = controlProblem('/problems/method-not-allowed', {
      detail: `${exchange.method} is not possible here; allowed: ${allowed}.`,
    });
    return { ...reply, headers: { ...reply.headers, allow: allowed } };
  },
  bodyTooLarge: () => controlProblem('/problems/body-too-large', { detail: 'A body may have 1 MiB.' }),
  malformedPath: () =>
    controlProblem('/problems/invalid-request', {
      detail: 'The path has a percent-encoding that cannot be decoded.',
    }),
  internalError: () =>
    controlProblem('/problems/internal-error', {
      detail: 'This is a bug in the simulator; its log on standard error says more.',
    }),
};
