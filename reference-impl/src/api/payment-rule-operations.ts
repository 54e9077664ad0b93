import type { Exchange } from '../http/exchange.ts';
import { methodOf } from '../payments/payment-method.ts';
import { changePaymentRule, createPaymentRule, type PaymentRuleDraft } from '../payments/payment-rules.ts';
import { isCountry } from '../shop/country.ts';
import { isCurrency } from '../shop/currency.ts';
import { type PaymentRuleId, paymentRuleId } from '../shop/ids.ts';
import { type Access, type ApiWorld, json, noContent, operation } from './operation.ts';
import { type FieldError, invalid, problem } from './problem.ts';
import { wirePaymentRule } from './render.ts';
import type { components } from './wire.d.ts';

const INTEGRATORS: Access = { kind: 'permission', permission: 'manage_payment_rules' };

/** When payment methods are offered. */
export const paymentRuleOperations = {
  listPaymentRules: operation('listPaymentRules', INTEGRATORS, async (world) =>
    json(200, { paymentRules: (await world.paymentRules.all()).map(wirePaymentRule) }),
  ),

  createPaymentRule: operation('createPaymentRule', INTEGRATORS, async (world, { body }) => {
    const draft = await draftOf(world, body);
    if ('errors' in draft) return invalid(...draft.errors);
    return json(201, wirePaymentRule(await createPaymentRule(world, draft)));
  }),

  getPaymentRule: operation('getPaymentRule', INTEGRATORS, async (world, { exchange }) => {
    const rule = await world.paymentRules.byId(idIn(exchange));
    return rule ? json(200, wirePaymentRule(rule)) : problem('/problems/not-found');
  }),

  changePaymentRule: operation('changePaymentRule', INTEGRATORS, async (world, { exchange, body }) => {
    const draft = await draftOf(world, body);
    if ('errors' in draft) return invalid(...draft.errors);
    const rule = await changePaymentRule(world, idIn(exchange), draft);
    return rule ? json(200, wirePaymentRule(rule)) : problem('/problems/not-found');
  }),

  removePaymentRule: operation('removePaymentRule', INTEGRATORS, async (world, { exchange }) => {
    const id = idIn(exchange);
    if (!(await world.paymentRules.byId(id))) return problem('/problems/not-found');
    await world.paymentRules.remove(id);
    return noContent();
  }),
};

function idIn(exchange: Exchange): PaymentRuleId {
  return paymentRuleId(exchange.parameters.paymentRuleId ?? '');
}

async function draftOf(
  world: ApiWorld,
  body: components['schemas']['PaymentRuleDraft'],
): Promise<PaymentRuleDraft | Readonly<{ errors: readonly FieldError[] }>> {
  const { currency, countries, ...rest } = body;
  const methods = new Set((await world.integrations.all()).map((integration) => methodOf(integration).id));
  const unknown = [
    ...countries.flatMap((country, index) =>
      isCountry(country) ? [] : [{ pointer: `/countries/${index}`, detail: 'is not a country' }],
    ),
    ...body.methods.flatMap((method, index) =>
      methods.has(method) ? [] : [{ pointer: `/methods/${index}`, detail: 'is not the method of an integration' }],
    ),
  ];
  if (!isCurrency(currency)) return { errors: [...unknown, { pointer: '/currency', detail: 'is not a currency' }] };
  if (unknown.length > 0) return { errors: unknown };
  return { ...rest, currency, countries: countries.filter(isCountry) };
}
