import { checkoutView } from '../checkout/checkout.ts';
import { contextOfOrder } from '../checkout/rule-contexts.ts';
import { callerAsActor } from '../http/caller.ts';
import type { Exchange, Reply } from '../http/exchange.ts';
import type { RuleContext } from '../payments/payment-rule-context.ts';
import { problemInWords } from '../payments/payment-rule-expression.ts';
import {
  changePaymentRule,
  createPaymentRule,
  explainedOffers,
  knownMethods,
  type PaymentRuleDraft,
  type RuleSaveResult,
  removePaymentRule,
} from '../payments/payment-rules.ts';
import { isCountry } from '../shop/country.ts';
import { isCurrency } from '../shop/currency.ts';
import { checkoutId, type PaymentRuleId, paymentRuleId } from '../shop/ids.ts';
import { unreachable } from '../shop/unreachable.ts';
import { type Access, type ApiWorld, json, noContent, operation, orderOf } from './operation.ts';
import { cardNumbersIn, type FieldError, invalid, problem } from './problem.ts';
import { wireExplanation, wirePaymentRule } from './render-payment-rule.ts';
import type { components } from './wire.d.ts';

const INTEGRATORS: Access = { kind: 'permission', permission: 'manage_payment_rules' };

/** When payment methods are offered, and why. */
export const paymentRuleOperations = {
  listPaymentRules: operation('listPaymentRules', INTEGRATORS, async (world) =>
    json(200, { paymentRules: (await world.paymentRules.all()).map(wirePaymentRule) }),
  ),

  createPaymentRule: operation('createPaymentRule', INTEGRATORS, async (world, { body, caller }) => {
    const draft = await draftOf(world, body);
    if ('errors' in draft) return invalid(...draft.errors);
    return saved(201, await createPaymentRule(world, draft, callerAsActor(caller)));
  }),

  getPaymentRule: operation('getPaymentRule', INTEGRATORS, async (world, { exchange }) => {
    const rule = await world.paymentRules.byId(idIn(exchange));
    return rule ? json(200, wirePaymentRule(rule)) : problem('/problems/not-found');
  }),

  changePaymentRule: operation('changePaymentRule', INTEGRATORS, async (world, { exchange, body, caller }) => {
    const draft = await draftOf(world, body);
    if ('errors' in draft) return invalid(...draft.errors);
    return saved(200, await changePaymentRule(world, idIn(exchange), draft, callerAsActor(caller)));
  }),

  removePaymentRule: operation('removePaymentRule', INTEGRATORS, async (world, { exchange, caller }) => {
    const isRemoved = await removePaymentRule(world, idIn(exchange), callerAsActor(caller));
    return isRemoved ? noContent() : problem('/problems/not-found');
  }),

  explainCheckout: operation('explainCheckout', INTEGRATORS, async (world, { exchange }) => {
    const view = await checkoutView(world, checkoutId(exchange.parameters.checkoutId ?? ''));
    return view ? explained(world, view.context) : problem('/problems/not-found');
  }),

  explainOrder: operation(
    'explainOrder',
    { kind: 'permission', permission: 'view_payment_history' },
    async (world, { exchange }) => {
      const order = await orderOf(world, exchange);
      return order ? explained(world, await contextOfOrder(world, order)) : problem('/problems/not-found');
    },
  ),
};

async function explained(world: ApiWorld, context: RuleContext): Promise<Reply> {
  return json(200, wireExplanation(await explainedOffers(world, context)));
}

function saved(status: 200 | 201, result: RuleSaveResult): Reply {
  switch (result.kind) {
    case 'saved':
      return json(status, wirePaymentRule(result.rule));
    case 'not_found':
      return problem('/problems/not-found');
    case 'wrong_expression':
      return invalid({ pointer: '/expression', detail: problemInWords(result.problem) });
    default:
      return unreachable(result);
  }
}

function idIn(exchange: Exchange): PaymentRuleId {
  return paymentRuleId(exchange.parameters.paymentRuleId ?? '');
}

type Body = components['schemas']['PaymentRuleDraft'];

async function draftOf(
  world: ApiWorld,
  body: Body,
): Promise<PaymentRuleDraft | Readonly<{ errors: readonly FieldError[] }>> {
  const { currency, countries, destinations, ...rest } = body;
  const methods = new Set((await knownMethods(world)).map(({ id }) => id));
  const reached = destinationsOf(body);
  const unknown = [
    ...reached.errors,
    ...body.methods.flatMap((method, index) =>
      methods.has(method) ? [] : [{ pointer: `/methods/${index}`, detail: 'is not the method of an integration' }],
    ),
    ...Object.keys(body.methodOptions)
      .filter((method) => !body.methods.includes(method))
      .map((method) => ({ pointer: `/methodOptions/${method}`, detail: 'is not a method of this rule' })),
    ...Object.entries(body.methodOptions).flatMap(([method, { hint = '' }]) =>
      cardNumbersIn(`/methodOptions/${method}`, { hint }),
    ),
  ];
  if (!isCurrency(currency)) return { errors: [...unknown, { pointer: '/currency', detail: 'is not a currency' }] };
  if (unknown.length > 0) return { errors: unknown };
  return { ...rest, currency, destinations: reached.destinations };
}

/** Whole countries first, then parts of countries; a region has to be one of its country. */
function destinationsOf({ countries, destinations }: Body): Readonly<{
  destinations: PaymentRuleDraft['destinations'];
  errors: readonly FieldError[];
}> {
  const errors: FieldError[] = [];
  const whole = countries.flatMap((country, index) => {
    if (isCountry(country)) return [{ country, postalCodes: [] }];
    errors.push({ pointer: `/countries/${index}`, detail: 'is not a country' });
    return [];
  });
  const parts = destinations.flatMap(({ country, region, postalCodes }, index) => {
    if (!isCountry(country)) errors.push({ pointer: `/destinations/${index}/country`, detail: 'is not a country' });
    else if (region !== undefined && !region.startsWith(`${country}-`)) {
      errors.push({ pointer: `/destinations/${index}/region`, detail: `is not a region of ${country}` });
    } else {
      const codes = postalCodes.map((code) => code.trim());
      return [{ country, ...(region === undefined ? {} : { region }), postalCodes: codes }];
    }
    return [];
  });
  return { destinations: [...whole, ...parts], errors };
}
