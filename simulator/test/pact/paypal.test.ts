import { type Change, put, rename } from './changed-interactions.ts';
import { paypalStates } from './paypal-states.ts';
import { verificationTests } from './verification-tests.ts';

const LOOKUP = 'a look at an order that is authorized';

/** Each is something a shop might rely on or send by mistake, and the dialect does not keep or take. */
const CHANGES: readonly Change[] = [
  ['unchanged', LOOKUP, () => {}],
  ['a field of another name', LOOKUP, ({ response: { body } }) => rename(body.content, 'intent', 'wish')],
  ['another status of the order', LOOKUP, ({ response: { body } }) => put(body.content, 'status', 'APPROVED')],
  ['another status of the answer', 'a capture of a hold', ({ response }) => put(response, 'status', 200)],
  [
    'a request field of another name',
    'an order to authorize out of a wallet',
    ({ request: { body } }) => rename(body.content, 'purchase_units', 'purchases'),
  ],
  [
    'another refusal',
    'a capture of a hold that was captured',
    ({ response: { body } }) => put(body.content, 'details', [{ issue: 'AUTHORIZATION_VOIDED' }]),
  ],
];

verificationTests('paypal', paypalStates, CHANGES);
