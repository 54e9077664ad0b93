import type { Refusal, Temper } from '../dialects/dialect.ts';
import type { Finding } from '../verdict.ts';
import { type Bench, type Check, failed, inWords, PASSED, type Shop } from './check.ts';
import { isCapture, refusing } from './wire.ts';

/** What is told of an answer when nothing was done. */
type Class =
  | 'invalid_request'
  | 'config_error'
  | 'conflict'
  | 'rate_limited'
  | 'provider_unavailable'
  | 'unknown_outcome';

/** What the provider answers to a capture, of which class that is if of any, and what may be told of it. */
const ANSWERS: readonly (readonly [refusal: Refusal, what: Class | undefined, outcomes: readonly string[]])[] = [
  ['invalid_request', 'invalid_request', ['failed']],
  ['credential_unknown', 'config_error', ['failed']],
  ['scope_missing', 'config_error', ['failed']],
  ['payment_not_found', undefined, ['failed']],
  ['wrong_state', 'conflict', ['failed']],
  ['key_reused', 'conflict', ['failed', 'unknown']],
  ['exceeds_capturable', undefined, ['failed']],
  ['unheard_of', undefined, ['failed', 'unknown']],
  ['rate_limited', 'rate_limited', ['failed', 'unknown']],
  ['unavailable', 'provider_unavailable', ['failed', 'unknown']],
  ['internal_error', 'unknown_outcome', ['unknown']],
  ['unheard_of_failure', 'unknown_outcome', ['unknown']],
];

/** Cards that are declined for now, for good, and for a reason that nobody has heard of. */
const DECLINES: readonly (readonly [what: string, temper: Temper, change: (text: string) => string])[] = [
  ['no money is a decline', 'insufficient_funds', (text) => text],
  ['a stolen card is a decline', 'stolen', (text) => text],
  [
    'a decline for a reason that nobody has heard of is one',
    'insufficient_funds',
    (text) => text.replaceAll('insufficient_funds', 'reason_of_tomorrow'),
  ],
];

/**
 * One answer after the other, of every class and of none that is known. Each is told as what it is, by a code; one code
 * stands for one class.
 */
export const check: Check = {
  requirement: 'ERR-01',
  needs: ['manual_capture'],
  async run(bench) {
    const shop = await bench.open();
    return (await refusals(bench, shop)) ?? (await purchases(bench, shop)) ?? PASSED;
  },
};

async function refusals(bench: Bench, shop: Shop): Promise<Finding | undefined> {
  const classes = new Map<string, Class>();
  const relay = bench.relay('sandbox');
  let held: string | undefined;
  for (const [refusal, of, outcomes] of ANSWERS) {
    const paymentId = held ?? (await shop.authorize());
    relay.answer(isCapture, refusing(bench, refusal));
    const result = await bench.capture(paymentId);
    relay.clear();
    const what = `${refusal} is told as ${outcomes.join(' or ')}`;
    if (!outcomes.includes(result.outcome)) return failed(what, inWords(result));
    // What was refused for certain is still held, and good for the next.
    held = (await bench.observe(paymentId)).state === 'authorized' ? paymentId : undefined;
    if (result.outcome !== 'failed') continue;
    const { code } = result;
    if (code.trim() === '') return failed(`${what}, with a code`, 'no code');
    const before = classes.get(code);
    if (of !== undefined && before !== undefined && before !== of) {
      return failed(`${before} and ${of} have different codes`, `${code} for both`);
    }
    if (of !== undefined) classes.set(code, of);
  }
  return undefined;
}

async function purchases(bench: Bench, shop: Shop): Promise<Finding | undefined> {
  if (!bench.can('redirect')) return undefined;
  const { result: ordered } = await shop.ordered();
  if (ordered.outcome !== 'action_required') {
    return failed('what only the customer can go on with is told as action_required', inWords(ordered));
  }
  // Where another card may be tried on the same page, the decline is told there, and the payment is still open.
  const told = bench.dialect.afterDecline === 'try_again' ? ['declined', 'action_required'] : ['declined'];
  for (const [what, temper, change] of DECLINES) {
    const { pay } = await shop.beginCheckOut({ customer: bench.customer(temper) });
    const end = bench.relay('sandbox').change(
      () => true,
      (answer) => ({ ...answer, body: change(answer.body) }),
    );
    const result = await pay();
    end();
    if (!told.includes(result.outcome)) return failed(what, inWords(result));
  }
  return undefined;
}
