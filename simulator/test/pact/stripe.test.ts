import { type Change, inside, put, rename } from './changed-interactions.ts';
import { stripeStates } from './stripe-states.ts';
import { verificationTests } from './verification-tests.ts';

const LOOKUP = 'a look at a payment that is held';

/** Each is something a shop might rely on or send by mistake, and the dialect does not keep or take. */
const CHANGES: readonly Change[] = [
  ['unchanged', LOOKUP, () => {}],
  ['a field of another name', LOOKUP, ({ response: { body } }) => rename(body.content, 'status', 'state')],
  [
    'a field inside another of another name',
    LOOKUP,
    ({ response: { body } }) => rename(inside(body.content, 'latest_charge'), 'amount', 'total'),
  ],
  ['another mode', LOOKUP, ({ response: { body } }) => put(body.content, 'livemode', true)],
  [
    'a request field of another name',
    'a page for a payment to authorize',
    ({ request: { body } }) => put(body, 'content', String(body.content).replace('success_url', 'return_to')),
  ],
  [
    'another refusal',
    'a capture of a hold that was captured',
    ({ response: { body } }) => put(inside(body.content, 'error'), 'code', 'charge_already_captured'),
  ],
];

verificationTests('stripe', (running) => ({ states: stripeStates(running), end: async () => {} }), CHANGES);
