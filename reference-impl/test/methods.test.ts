import { afterAll, beforeAll, expect, test } from 'vitest';
import type { components } from '../src/api/wire.d.ts';
import { type LocalPayPal, localPayPal } from './local-paypal.ts';
import { history, orderOf, startedCheckout, type TestShop, testShop } from './shop.ts';

type Wire = components['schemas'];

const DRAFT = {
  type: 'paypal',
  label: 'PayPal',
  enabled: true,
  paymentAction: 'authorize',
  credential: { kind: 'oauth_client', clientId: 'AClientExample', clientSecret: 'ESecretExample42' },
} as const;

let paypal: LocalPayPal;
let shop: TestShop;
let integration: Wire['Integration'];
let wallet: string;
let card: string;

beforeAll(async () => {
  paypal = await localPayPal();
  shop = await testShop({ config: { providers: new Map([['paypal', paypal.url]]) } });
  integration = await active(DRAFT);
  [wallet = '', card = ''] = integration.methods.map(({ id }) => id);
});
afterAll(async () => {
  await shop.close();
  await paypal.close();
});

async function active(draft: Wire['IntegrationDraft']): Promise<Wire['Integration']> {
  const { id } = await shop.administrator.get<Wire['Integration']>(201, 'POST', '/api/integrations', draft);
  return shop.administrator.get(200, 'POST', `/api/integrations/${id}/check`);
}

/** Has no rule but this one. */
async function onlyRule(more: Partial<Wire['PaymentRuleDraft']>): Promise<Wire['PaymentRule']> {
  const { administrator } = shop;
  const path = '/api/payment-rules';
  const { paymentRules } = await administrator.get<{ paymentRules: Wire['PaymentRule'][] }>(200, 'GET', path);
  for (const { id } of paymentRules) await administrator.get(204, 'DELETE', `${path}/${id}`);
  return administrator.get(201, 'POST', path, { name: 'Rule', sortOrder: 1, currency: 'EUR', methods: [], ...more });
}

const save = (draft: Partial<Wire['IntegrationDraft']>) =>
  shop.administrator.ask('PUT', `/api/integrations/${integration.id}`, { ...DRAFT, ...draft });

const landingPages = () =>
  paypal.seen
    .filter(({ method, path }) => method === 'POST' && path === '/v2/checkout/orders')
    .map(({ body }) => /"landing_page":"(\w+)"/.exec(body)?.[1]);

test('an integration brings the methods that its adapter declares, the first under the id that it always had', () => {
  const { id } = integration;
  expect(integration).toMatchObject({ status: 'active', methodId: `paypal_${id}` });
  expect(integration.methods).toEqual([
    { kind: 'wallet', id: `paypal_${id}`, label: 'PayPal', shortLabel: 'PayPal' },
    { kind: 'card', id: `paypal_card_${id}`, label: 'PayPal (card)', shortLabel: 'PayPal (card)' },
  ]);
});

test('a rule offers the methods that it names, and an order is refused with the other', async () => {
  await onlyRule({ methods: [card] });
  const { id, offeredMethods } = await startedCheckout(shop);
  expect(offeredMethods).toEqual([{ id: card, label: 'PayPal (card)' }]);
  const before = landingPages().length;
  const forged = await shop.guest.ask('POST', `/api/checkouts/${id}/place`, { methodId: wallet });
  expect(forged.status).toBe(409);
  await onlyRule({ methods: [wallet, card] });
  expect((await startedCheckout(shop)).offeredMethods.map((method) => method.id)).toEqual([wallet, card]);
  expect(landingPages()).toHaveLength(before);
});

test("each method is paid on PayPal's page, which opens where it is to, and is told in the history by its short label", async () => {
  await onlyRule({ methods: [wallet, card] });
  const methodLabels = { card: { label: 'Debit or credit card', shortLabel: 'Card' } };
  expect((await save({ methodLabels })).body).toMatchObject({
    methods: [{ label: 'PayPal' }, { label: 'Debit or credit card', shortLabel: 'Card' }],
  });
  for (const [methodId, label, methodLabel, page] of [
    [wallet, 'PayPal', 'PayPal', 'LOGIN'],
    [card, 'Debit or credit card', 'Card', 'GUEST_CHECKOUT'],
  ] as const) {
    const { id, offeredMethods } = await startedCheckout(shop);
    expect(offeredMethods).toContainEqual({ id: methodId, label });
    const placed = await shop.guest.get<Wire['PlacedOrder']>(201, 'POST', `/api/checkouts/${id}/place`, { methodId });
    expect(placed.outcome.kind).toBe('action_required');
    expect(landingPages().at(-1)).toBe(page);
    const { reference = '' } = (await history(shop, placed.orderId))[0] ?? {};
    paypal.approve(reference);
    await shop.administrator.get(200, 'POST', `/api/orders/${placed.orderId}/reconcile`);
    expect(await orderOf(shop, placed.orderId)).toMatchObject({ paymentStatus: 'authorized' });
    expect(await history(shop, placed.orderId)).toMatchObject([{ methodId, methodLabel, action: 'authorize' }]);
  }
});

test('labels stay when they are left out, and are for methods that there are, without card numbers', async () => {
  const stay = await save({});
  expect(stay.body).toMatchObject({ methods: [{}, { label: 'Debit or credit card' }] });
  for (const [methodLabels, pointer] of [
    [{ express_checkout: { label: 'Express' } }, '/methodLabels/express_checkout'],
    [{ card: { shortLabel: '4242 4242 4242 4242' } }, '/methodLabels/card/shortLabel'],
  ] as const) {
    const refused = await save({ methodLabels });
    expect(refused.body).toMatchObject({ status: 400, errors: [{ pointer }] });
  }
});

test('what PayPal cannot be paid in is not offered, and the explanation says why', async () => {
  await onlyRule({ methods: [wallet, card], currency: 'KWD' });
  const { id, offeredMethods } = await startedCheckout(shop, 'KWD');
  expect(offeredMethods).toEqual([]);
  const explained = await shop.administrator.get<Wire['Explanation']>(
    200,
    'GET',
    `/api/checkouts/${id}/payment-methods`,
  );
  expect(explained.rules[0]?.methods).toEqual(
    [wallet, card].map((method) => ({
      id: method,
      label: expect.any(String),
      verdict: 'not_applicable',
      reason: 'Not offered. Its provider does not take that currency or amount.',
    })),
  );
});

async function page(path: string, form?: Readonly<Record<string, string>>) {
  const { cookie = '', 'csrf-token': csrf = '' } = shop.administrator.headers;
  const sent = form && { method: 'POST', body: new URLSearchParams({ csrf, ...form }) };
  const answer = await fetch(shop.url + path, { redirect: 'manual', headers: { cookie }, ...sent });
  return { status: answer.status, text: (await answer.text()).replaceAll(/\s+/g, ' ') };
}

test('the form names each method, and refuses what is too long or a card number', async () => {
  const path = `/admin/integrations/${integration.id}`;
  const { clientId } = DRAFT.credential;
  const filled = { label: 'PayPal', paymentAction: 'authorize', enabled: 'yes', clientId, clientSecret: '…le42' };
  const { text } = await page(path);
  expect(text).toContain('value="Debit or credit card"');
  expect(text).toContain(`PayPal: <code>${wallet}</code>`);
  expect(text).toContain(`Debit or credit card: <code>${card}</code>`);
  for (const wrong of ['4242 4242 4242 4242', 'x'.repeat(61)]) {
    const refused = await page(path, { ...filled, 'label-card': wrong });
    expect([refused.status, refused.text.includes('and no card number')]).toEqual([422, true]);
  }
  expect((await page(path, { ...filled, 'label-wallet': 'Wallet', 'shortLabel-card': 'Card' })).status).toBe(303);
  const saved = await shop.administrator.get<Wire['Integration']>(200, 'GET', `/api/integrations/${integration.id}`);
  expect(saved.methods).toMatchObject([{ label: 'Wallet' }, { label: 'PayPal (card)', shortLabel: 'Card' }]);
});

test('deleting an integration says which rule loses which method, before and after', async () => {
  const other = await active({ ...DRAFT, label: 'Another' });
  const [ofOther = '', cardOfOther = ''] = other.methods.map(({ id }) => id);
  await onlyRule({
    name: 'Both',
    methods: [wallet, ofOther, cardOfOther],
    methodOptions: { [ofOther]: { hint: 'x' } },
  });
  const rule = { sortOrder: 2, currency: 'EUR', methods: [cardOfOther] };
  await shop.administrator.get(201, 'POST', '/api/payment-rules', { ...rule, name: 'Cards' });
  const asked = await page(`/admin/integrations/${other.id}/delete`);
  expect(asked.text).toContain(
    'When it is deleted, payment rules lose methods: Both loses Another and Another (card); Cards loses Another (card) (nothing is left).',
  );
  const removal = await shop.administrator.get<Wire['Removal']>(200, 'DELETE', `/api/integrations/${other.id}`);
  expect(removal.changedPaymentRules).toMatchObject([
    { name: 'Both', methods: [wallet], methodOptions: {}, enabled: true },
    { name: 'Cards', methods: [], enabled: false },
  ]);
  const lost = [
    { id: ofOther, label: 'Another' },
    { id: cardOfOther, label: 'Another (card)' },
  ];
  expect(removal.lostMethods).toMatchObject([
    { paymentRuleName: 'Both', methods: lost },
    { paymentRuleName: 'Cards', methods: lost.slice(1) },
  ]);
  const audit = await shop.administrator.ask('GET', '/api/audit-entries?action=integration_deleted');
  expect(audit.text).toContain(`"payment rule \\"Both\\" loses"`);
});
