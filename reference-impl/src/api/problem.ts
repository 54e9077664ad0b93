import type { Reply } from '../http/exchange.ts';
import { looksLikeCardNumber } from '../shop/card-number.ts';
import type { components } from './wire.d.ts';

type Problem = components['schemas']['Problem'];

/** What kinds of problem the API knows. */
export type ProblemType = Problem['type'];

/** One wrong field: where it is, and what was expected there. */
export type FieldError = NonNullable<Problem['errors']>[number];

const KINDS: Readonly<Record<ProblemType, readonly [status: number, title: string]>> = {
  '/problems/malformed-json': [400, 'The body is not JSON'],
  '/problems/invalid-request': [400, 'The request is not as described'],
  '/problems/unsupported-media-type': [415, 'The body must be application/json'],
  '/problems/body-too-large': [413, 'The body is larger than 1 MB'],
  '/problems/no-such-route': [404, 'There is nothing at this address'],
  '/problems/method-not-allowed': [405, 'This address does not know that method'],
  '/problems/not-found': [404, 'There is no such thing'],
  '/problems/not-signed-in': [401, 'Sign in first'],
  '/problems/sign-in-refused': [401, 'E-mail address or password is wrong'],
  '/problems/locked-out': [429, 'Too many wrong passwords'],
  '/problems/too-many-accounts': [429, 'Too many accounts are being made'],
  '/problems/too-many-resets': [429, 'Too many passwords are being forgotten'],
  '/problems/reset-no-longer-good': [410, 'What was in the mail is no longer good'],
  '/problems/no-mail': [409, 'The shop sends no mail'],
  '/problems/csrf-token-wrong': [403, 'The CSRF token is missing or wrong'],
  '/problems/permission-missing': [403, 'Your role does not allow this'],
  '/problems/email-taken': [409, 'Somebody has this e-mail address already'],
  '/problems/environment-mismatch': [409, 'This belongs to another environment'],
  '/problems/credential-undeclared': [422, 'The credential does not say which environment it is for'],
  '/problems/address-mismatch': [409, "This is not the provider's address in this deployment"],
  '/problems/integration-withheld': [409, 'The integration cannot be used in this deployment'],
  '/problems/deployment-moved': [409, 'This database belongs elsewhere until somebody confirms that it belongs here'],
  '/problems/last-administrator': [409, 'Nobody would be left who could let anybody in'],
  '/problems/own-access': [409, 'Nobody takes away their own access'],
  '/problems/integration-missing': [409, 'The integration is no longer there'],
  '/problems/changed-meanwhile': [409, 'Somebody else has changed it meanwhile'],
  '/problems/cart-empty': [409, 'There is nothing in the cart'],
  '/problems/already-ordered': [409, 'The cart has been ordered already'],
  '/problems/method-not-offered': [409, 'This payment method is not offered'],
  '/problems/wrong-state': [409, 'Not possible as things stand'],
  '/problems/operation-in-flight': [409, 'Nobody knows yet what became of something else'],
  '/problems/exceeds-remaining': [422, 'That is more than is left'],
  '/problems/operation-not-supported': [409, 'The provider cannot do this'],
  '/problems/report-unreadable': [422, 'The settlement report cannot be read'],
  '/problems/report-kept-otherwise': [409, 'Another settlement report of this name is kept already'],
  '/problems/notification-unverified': [401, 'It is not known who has sent this'],
  '/problems/notification-unasked': [503, 'The provider does not say now who has sent this'],
  '/problems/notification-refused': [422, 'This does not fit the integration or the payment'],
  '/problems/internal-error': [500, 'Something went wrong on our side'],
};

/** A problem as a reply. */
export function problem(
  type: ProblemType,
  more: Readonly<Omit<Problem, 'type' | 'title' | 'status'>> = {},
  headers: Readonly<Record<string, string>> = {},
): Reply {
  const [status, title] = KINDS[type];
  const body: Problem = { type, title, status, ...more };
  return {
    status,
    headers: { 'content-type': 'application/problem+json; charset=utf-8', 'cache-control': 'no-store', ...headers },
    body: JSON.stringify(body),
  };
}

/** A reply to a request that has wrong fields. */
export function invalid(...errors: readonly FieldError[]): Reply {
  return problem('/problems/invalid-request', { errors: [...errors] });
}

/** Which of some texts look like a card number, as errors under a pointer. */
export function cardNumbersIn(pointer: string, texts: Readonly<Record<string, string>>): readonly FieldError[] {
  return Object.entries(texts)
    .filter(([, text]) => looksLikeCardNumber(text))
    .map(([field]) => ({
      pointer: `${pointer}/${field}`,
      detail: 'looks like a card number, which belongs on the payment page only',
    }));
}
