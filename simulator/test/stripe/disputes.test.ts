import Stripe from 'stripe';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { DAY, type Running, SECOND, start } from '../running-simulator.ts';
import { type Line, openLine, type StripeAccount, sdks, stripeAccount } from './stripe-account.ts';

let running: Running;
let line: Line;

beforeAll(async () => {
  running = await start();
  line = await openLine(running.provider('sandbox').url);
});

afterAll(async () => {
  await line[Symbol.asyncDispose]();
  await running[Symbol.asyncDispose]();
  expect(line.problems).toEqual([]);
  expect(running.logged).toEqual([]);
});

const PAYMENT = { amount: 2000, currency: 'eur', payment_method_types: ['card'], confirm: true };

/** An account with a payment of 20.00 that is disputed as this card does it. */
async function disputed(card: string): Promise<StripeAccount & Readonly<{ dispute: Stripe.Dispute; intent: string }>> {
  const account = await stripeAccount(running, line);
  const { id: intent } = await account.stripe.paymentIntents.create({ ...PAYMENT, payment_method: card });
  const { data } = await account.stripe.disputes.list({ payment_intent: intent });
  return { ...account, intent, dispute: data[0] ?? expect.fail('nothing was disputed') };
}

async function types({ stripe }: StripeAccount): Promise<string> {
  const { data } = await stripe.events.list({ type: 'charge.dispute.*', limit: 100 });
  return data
    .map(({ type }) => type.replace('charge.dispute.', ''))
    .toReversed()
    .join(' ');
}

const ENDINGS: readonly [string, string, string, number, string][] = [
  // card, evidence, how it ends, what the balance has in the end, what was told of it
  [
    'pm_card_createDispute',
    'winning_evidence',
    'won',
    2000 - 88 - 1500,
    'created funds_withdrawn updated funds_reinstated closed',
  ],
  ['pm_card_createDispute', 'losing_evidence', 'lost', -88 - 1500, 'created funds_withdrawn updated closed'],
  [
    'pm_card_createDisputeProductNotReceived',
    'it is on its way',
    'under_review',
    -88 - 1500,
    'created funds_withdrawn updated',
  ],
  ['pm_card_createDisputeInquiry', 'winning_evidence', 'warning_closed', 2000 - 88, 'created updated closed'],
  [
    'pm_card_createDisputeInquiry',
    'escalate_inquiry_evidence',
    'needs_response',
    -88 - 1500,
    'created updated updated funds_withdrawn',
  ],
];
for (const [card, evidence, status, left, told] of ENDINGS) {
  test(`${card} with ${evidence}: ${status}`, async () => {
    const account = await disputed(card);
    const { stripe, dispute } = account;
    const answered = await stripe.disputes.update(dispute.id, { evidence: { uncategorized_text: evidence } });
    expect(answered.evidence_details).toMatchObject({ has_evidence: true, submission_count: 1, past_due: false });
    expect(answered.status).toMatch(/under_review$/);
    await running.pass(10 * SECOND);
    expect((await stripe.disputes.retrieve(dispute.id)).status).toBe(status);
    expect(await types(account)).toBe(told);
    const { available, pending } = await stripe.balance.retrieve();
    const sum = [...available, ...pending].reduce((total, { amount }) => total + amount, 0);
    expect(sum).toBe(left);
  });
}

for (const { major } of sdks('sk_test_nothing', { options: {} } as Line)) {
  test(`SDK ${major} stages evidence before it is submitted, and gives in to a dispute`, async () => {
    const account = await disputed('pm_card_createDispute');
    const { stripe } = sdks(account.secret, line).find((sdk) => sdk.major === major) ?? expect.fail();
    const { dispute } = account;
    expect(dispute).toMatchObject({ amount: 2000, reason: 'fraudulent', status: 'needs_response', currency: 'eur' });
    expect(dispute.balance_transactions).toMatchObject([{ amount: -2000, fee: 1500, net: -3500, type: 'adjustment' }]);
    const staged = await stripe.disputes.update(dispute.id, {
      evidence: { customer_name: 'Jenny', product_description: 'a chair' },
      metadata: { ours: '7' },
      submit: false,
    });
    expect(staged).toMatchObject({
      status: 'needs_response',
      evidence: { customer_name: 'Jenny' },
      metadata: { ours: '7' },
    });
    const [told] = (await stripe.events.list({ type: 'charge.dispute.updated' })).data;
    expect(told?.data.previous_attributes).toMatchObject({
      evidence: { customer_name: null },
      metadata: { ours: null },
    });
    const taken = await stripe.disputes.update(dispute.id, { evidence: { customer_name: '' }, submit: false });
    expect(taken.evidence).toMatchObject({ customer_name: null, product_description: 'a chair' });
    expect(await stripe.disputes.close(dispute.id)).toMatchObject({ status: 'lost' });
    expect(await types(account)).toBe('created funds_withdrawn updated updated closed');
    const charge = await stripe.charges.retrieve(String(dispute.charge), {
      expand: ['dispute', 'balance_transaction'],
    });
    expect(charge).toMatchObject({ disputed: true, dispute: { id: dispute.id, status: 'lost' } });
    expect(charge.balance_transaction).toMatchObject({ amount: 2000, fee: 88, net: 1912, status: 'pending' });
  });
}

const REFUSED: readonly [string, (at: Awaited<ReturnType<typeof disputed>>) => Promise<unknown>, string][] = [
  ['a dispute that there is not', ({ stripe }) => stripe.disputes.retrieve('du_none'), '404 resource_missing'],
  [
    'evidence twice',
    async ({ stripe, dispute: { id } }) => {
      await stripe.disputes.update(id, { evidence: { uncategorized_text: 'no' } });
      await stripe.disputes.update(id, { evidence: { uncategorized_text: 'yes' } });
    },
    '400 undefined',
  ],
  [
    'giving in twice',
    async ({ stripe, dispute: { id } }) => {
      await stripe.disputes.close(id);
      await stripe.disputes.close(id);
    },
    '400 undefined',
  ],
  [
    'evidence of a kind that there is not',
    ({ stripe, dispute: { id } }) =>
      stripe.disputes.update(id, { evidence: { colour: 'red' } as Stripe.DisputeUpdateParams['evidence'] & object }),
    '400 parameter_unknown',
  ],
  [
    'a refund of what is disputed',
    ({ stripe, intent }) => stripe.refunds.create({ payment_intent: intent }),
    '400 charge_disputed',
  ],
  [
    'a transaction that there is not',
    ({ stripe }) => stripe.balanceTransactions.retrieve('txn_none'),
    '404 resource_missing',
  ],
];
for (const [what, course, expected] of REFUSED) {
  test(`${what} is refused`, async () => {
    const refused = await course(await disputed('pm_card_createDispute')).catch((error: unknown) => error);
    expect(refused).toBeInstanceOf(Stripe.errors.StripeInvalidRequestError);
    const { statusCode, code } = refused as Stripe.errors.StripeInvalidRequestError;
    expect(`${statusCode} ${code}`).toBe(expected);
  });
}

test('a dispute that nobody answers is lost when its time is over', async () => {
  const account = await disputed('pm_card_createDispute');
  await running.pass(9 * DAY);
  const lost = await account.stripe.disputes.retrieve(account.dispute.id);
  expect(lost).toMatchObject({ status: 'lost', evidence_details: { past_due: true, has_evidence: false } });
  expect(await types(account)).toBe('created funds_withdrawn closed');
});

test('a dispute and a balance of one mode are nothing to the other', async () => {
  const account = await disputed('pm_card_createDispute');
  const live = await stripeAccount(running, line, 'production', account);
  await expect(live.stripe.disputes.retrieve(account.dispute.id)).rejects.toMatchObject({
    statusCode: 404,
    message: expect.stringContaining('a similar object exists in test mode'),
  });
  expect((await live.stripe.disputes.list()).data).toEqual([]);
  expect(await live.stripe.balance.retrieve()).toMatchObject({
    livemode: true,
    available: [{ amount: 0 }],
    pending: [{ amount: 0 }],
  });
});
