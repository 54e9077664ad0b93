import { expect, test } from 'vitest';
import { genericSpecification } from '../../../test/running-simulator.ts';
import { REFUSALS } from '../../accounts/caller.ts';
import type { Credential } from '../../accounts/credential.ts';
import { instant } from '../../engine/ids.ts';
import { money } from '../../engine/money.ts';
import type { Rejection, RejectionCode } from '../../engine/rejection.ts';
import type { ListenerExchange, WholeReply } from '../../http/exchange.ts';
import { clientRefusal, PROBLEM_TYPES, problem, refusalProblem, refusals, rejectionProblem } from './errors.ts';

const at = instant(Date.UTC(2027, 0, 1));
const eur = money(250n, 'EUR');

type Row<Code extends RejectionCode> = readonly [
  status: number,
  type: string,
  rejection: Extract<Rejection, { code: Code }>,
];

// One row per rejection of the engine; a new one does not compile until it has its answer here.
const ROWS: { readonly [Code in RejectionCode]: Row<Code> } = {
  no_such_payment: [404, 'not-found', { code: 'no_such_payment' }],
  already_exists: [409, 'already-exists', { code: 'already_exists' }],
  already_exists_with_different_amount: [
    409,
    'already-exists',
    { code: 'already_exists_with_different_amount', amount: eur },
  ],
  not_supported: [422, 'not-supported', { code: 'not_supported', operation: 'keep_rest' }],
  wrong_state: [409, 'wrong-state', { code: 'wrong_state', state: 'action_required' }],
  no_such_action: [404, 'not-found', { code: 'no_such_action' }],
  no_such_authorization: [404, 'not-found', { code: 'no_such_authorization' }],
  no_such_capture: [404, 'not-found', { code: 'no_such_capture' }],
  no_such_void: [404, 'not-found', { code: 'no_such_void' }],
  no_such_refund: [404, 'not-found', { code: 'no_such_refund' }],
  no_such_dispute: [404, 'not-found', { code: 'no_such_dispute' }],
  wrong_status: [409, 'wrong-state', { code: 'wrong_status', status: 'succeeded' }],
  action_expired: [409, 'period-over', { code: 'action_expired', expiredAt: at }],
  hold_released: [409, 'hold-released', { code: 'hold_released', reason: 'voided' }],
  hold_expired: [409, 'hold-released', { code: 'hold_expired', expiredAt: at }],
  not_due: [409, 'period-over', { code: 'not_due', dueAt: at }],
  reauthorize_too_early: [409, 'period-over', { code: 'reauthorize_too_early', from: at }],
  reauthorize_too_late: [409, 'period-over', { code: 'reauthorize_too_late', until: at }],
  response_period_over: [409, 'period-over', { code: 'response_period_over', endedAt: at }],
  nothing_captured: [409, 'wrong-state', { code: 'nothing_captured' }],
  refund_period_over: [409, 'period-over', { code: 'refund_period_over', endedAt: at }],
  disputed: [409, 'wrong-state', { code: 'disputed' }],
  void_after_capture: [409, 'wrong-state', { code: 'void_after_capture' }],
  nothing_to_void: [409, 'wrong-state', { code: 'nothing_to_void' }],
  nothing_to_settle: [409, 'wrong-state', { code: 'nothing_to_settle' }],
  too_many_captures: [409, 'too-many', { code: 'too_many_captures', countMax: 50 }],
  too_many_refunds: [409, 'too-many', { code: 'too_many_refunds', countMax: 50 }],
  too_many_increments: [409, 'too-many', { code: 'too_many_increments', countMax: 50 }],
  too_many_reauthorizations: [409, 'too-many', { code: 'too_many_reauthorizations', countMax: 50 }],
  currency_mismatch: [422, 'currency-mismatch', { code: 'currency_mismatch', expected: 'EUR' }],
  amount_not_positive: [422, 'amount-not-positive', { code: 'amount_not_positive' }],
  below_minimum: [422, 'amount-out-of-range', { code: 'below_minimum', minimum: eur }],
  exceeds_requested: [422, 'amount-out-of-range', { code: 'exceeds_requested', requested: eur }],
  exceeds_capturable: [422, 'exceeds-capturable', { code: 'exceeds_capturable', capturable: eur, limit: eur }],
  exceeds_refundable: [422, 'exceeds-refundable', { code: 'exceeds_refundable', refundable: eur }],
  exceeds_disputable: [422, 'amount-out-of-range', { code: 'exceeds_disputable', disputable: eur }],
};

for (const [status, type, rejection] of Object.values(ROWS)) {
  test(`${rejection.code}: ${status} ${type}`, () => {
    const reply = rejectionProblem(rejection);
    expect(documented('POST', '/v1/payments/pay_1/captures', reply)).toMatchObject({
      type: `/problems/${type}`,
      status,
    });
  });
}

test('what is missing is named', () => {
  expect(JSON.parse(rejectionProblem({ code: 'no_such_capture' }).body).detail).toBe(
    'The payment has no such capture.',
  );
});

test('what stands in the way is told to the minor unit', () => {
  const reply = rejectionProblem({ code: 'exceeds_capturable', capturable: eur, limit: eur });
  expect(JSON.parse(reply.body)).toMatchObject({
    detail: '250 minor units of EUR can be captured.',
    capturable: { minor: '250', currency: 'EUR' },
  });
});

const sandbox = { environment: { name: 'sandbox', mode: 'test', port: 0 }, method: 'GET', target: '/x' } as const;
const exchange = sandbox as unknown as ListenerExchange;
const credential = { environment: 'production' } as Credential;

const refused: Readonly<Record<(typeof REFUSALS)[number], readonly [number, string, challenge: string | undefined]>> = {
  missing: [401, 'credential-missing', 'Bearer realm="assay"'],
  unknown: [401, 'credential-unknown', 'Bearer realm="assay", error="invalid_token"'],
  other_environment: [401, 'credential-of-another-environment', 'Bearer realm="assay", error="invalid_token"'],
  revoked: [401, 'credential-revoked', 'Bearer realm="assay", error="invalid_token"'],
  expired: [401, 'credential-expired', 'Bearer realm="assay", error="invalid_token"'],
  merchant_pending: [403, 'merchant-pending', undefined],
  merchant_suspended: [403, 'merchant-suspended', undefined],
  under_scoped: [403, 'scope-missing', 'Bearer realm="assay", error="insufficient_scope", scope="capture"'],
};
for (const kind of REFUSALS) {
  const [status, type, challenge] = refused[kind];
  test(`a caller who is refused as ${kind}: ${status} ${type}`, () => {
    const scopes = { has: ['pay', 'read'], needs: 'capture' } as const;
    const reply = refusalProblem({ kind, credential, scopes }, exchange);
    expect(documented('GET', '/v1/connection', reply)).toMatchObject({ type: `/problems/${type}`, status });
    expect(reply.headers['www-authenticate']).toBe(challenge);
  });

  test(`a client who is refused as ${kind} hears it in the words of OAuth`, () => {
    const reply = clientRefusal({ kind, credential }, exchange);
    documented('POST', '/oauth/token', reply);
    expect(reply.headers['www-authenticate']).toBe(reply.status === 401 ? 'Basic realm="assay"' : undefined);
    expect(reply.headers['cache-control']).toBe('no-store');
  });
}

test('a crossing names both environments', () => {
  const reply = refusalProblem({ kind: 'other_environment', credential }, exchange);
  expect(JSON.parse(reply.body).detail).toBe('It belongs to production; this is sandbox.');
});

test('every problem type has the status it says, and is documented', () => {
  for (const type of Object.keys(PROBLEM_TYPES) as (keyof typeof PROBLEM_TYPES)[]) {
    const reply = problem(type);
    expect(documented('GET', '/v1/payments', reply)).toMatchObject({ type, status: reply.status });
  }
});

test('what no route answers repeats neither a card number nor a secret', () => {
  const secret = `gsk_sandbox_${'A'.repeat(20)}_${'b'.repeat(40)}`;
  const reply = refusals.noSuchRoute({ ...exchange, target: `/4242424242424242/${secret}?x=1` });
  const { detail } = JSON.parse(reply instanceof Object && 'body' in reply ? reply.body : '{}');
  expect(detail).toContain('GET /••••••••••••4242/gsk_sandbox_');
  expect(detail).not.toContain(secret);
});

/** The body of a reply, which has to be in the specification. */
function documented(method: string, target: string, { status, headers, body }: WholeReply): unknown {
  const answer = { status, headers: new Headers(headers), text: body, body: JSON.parse(body) };
  genericSpecification.check(method, target, answer);
  return answer.body;
}
