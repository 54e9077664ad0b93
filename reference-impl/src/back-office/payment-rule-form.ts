import type { FormErrors } from '../http/form.ts';
import { PAYMENT_ACTIONS } from '../payments/integration.ts';
import type { PaymentMethod } from '../payments/payment-method.ts';
import type { Destination, MethodOptions, PaymentRule } from '../payments/payment-rule.ts';
import { checkExpression, problemInWords } from '../payments/payment-rule-expression.ts';
import type { PaymentRuleDraft } from '../payments/payment-rules.ts';
import { looksLikeCardNumber } from '../shop/card-number.ts';
import { isCountry } from '../shop/country.ts';
import { isCurrency } from '../shop/currency.ts';

/** The form's fields by name, as they were typed. */
export type RuleFields = Readonly<{
  name: string;
  enabled: boolean;
  sortOrder: string;
  stopFurtherRules: boolean;
  currency: string;
  countries: string;
  parts: string;
  expression: string;
  websites: string;
  methods: readonly string[];
  /** By the method's id. */
  actions: ReadonlyMap<string, string>;
  hints: ReadonlyMap<string, string>;
}>;

/** The form for a new rule. */
export const EMPTY_RULE: RuleFields = {
  name: '',
  enabled: true,
  sortOrder: '10',
  stopFurtherRules: false,
  currency: 'EUR',
  countries: '',
  parts: '',
  expression: '',
  websites: '',
  methods: [],
  actions: new Map(),
  hints: new Map(),
};

const DESTINATIONS_MAX = 100;
const POSTAL_CODES_MAX = 500;
const HINT_LENGTH_MAX = 200;

/** The form for a stored rule. */
export function ruleFieldsOf(rule: PaymentRule): RuleFields {
  const options = Object.entries(rule.methodOptions);
  return {
    ...rule,
    sortOrder: String(rule.sortOrder),
    countries: rule.destinations
      .filter(isWhole)
      .map(({ country }) => country)
      .join(', '),
    parts: rule.destinations
      .filter((destination) => !isWhole(destination))
      .map(partInWords)
      .join('\n'),
    websites: rule.websites.join(', '),
    actions: new Map(options.map(([id, { paymentAction = '' }]) => [id, paymentAction])),
    hints: new Map(options.map(([id, { hint = '' }]) => [id, hint])),
  };
}

/** The fields as they were sent. */
export function sentRule(form: URLSearchParams): RuleFields {
  const field = (name: string) => (form.get(name) ?? '').trim();
  const byMethod = (prefix: string) =>
    new Map(
      [...form]
        .filter(([name]) => name.startsWith(prefix))
        .map(([name, value]) => [name.slice(prefix.length), value.trim()]),
    );
  return {
    name: field('name'),
    enabled: form.has('enabled'),
    sortOrder: field('sortOrder'),
    stopFurtherRules: form.has('stopFurtherRules'),
    currency: field('currency'),
    countries: field('countries'),
    parts: field('parts').replaceAll('\r\n', '\n'),
    expression: field('expression').replaceAll('\r\n', '\n'),
    websites: field('websites'),
    methods: form.getAll('methods'),
    actions: byMethod('action-'),
    hints: byMethod('hint-'),
  };
}

/** What was filled in, or what is wrong with which field. */
export function parseRule(fields: RuleFields, known: readonly PaymentMethod[]): PaymentRuleDraft | FormErrors {
  const errors = new Map<string, string>();
  const { name, currency, enabled, stopFurtherRules, expression } = fields;
  if (name === '' || name.length > 100) errors.set('name', 'Please enter a name of at most 100 characters.');
  if (!/^-?\d{1,6}$/.test(fields.sortOrder)) errors.set('sortOrder', 'Please enter a whole number.');
  if (!isCurrency(currency)) errors.set('currency', 'Please choose a currency.');
  const destinations = [...countriesIn(fields, errors), ...partsIn(fields, errors)];
  const problem = checkExpression(expression);
  if (problem) errors.set('expression', `This is no expression: ${problemInWords(problem)}.`);
  const websites = [...new Set(split(fields.websites).map((host) => host.toLowerCase()))];
  const wrong = websites.filter((host) => !/^[a-z0-9.-]{1,253}$/.test(host));
  if (wrong.length > 0) errors.set('websites', `Not a host: ${wrong.slice(0, 5).join(', ')}. Write shop.example.`);
  const methods = known.map(({ id }) => id).filter((id) => fields.methods.includes(id));
  if (methods.length === 0) errors.set('methods', 'Please choose at least one payment method.');
  const methodOptions = Object.fromEntries(methods.flatMap((id) => optionsOf(id, fields, errors)));
  if (errors.size > 0 || !isCurrency(currency)) return errors;
  const sortOrder = Number(fields.sortOrder);
  return {
    ...{ name, enabled, sortOrder, stopFurtherRules, currency, destinations },
    ...{ expression, websites, methods, methodOptions },
  };
}

/** Where a rule reaches, as people read it. */
export function destinationsInWords({ destinations }: PaymentRule): string {
  return destinations.length === 0 ? 'anywhere' : destinations.map(partInWords).join('; ');
}

function partInWords({ country, region = country, postalCodes }: Destination): string {
  return postalCodes.length === 0 ? region : `${region}: ${postalCodes.join(', ')}`;
}

function isWhole({ region, postalCodes }: Destination): boolean {
  return region === undefined && postalCodes.length === 0;
}

function split(text: string): readonly string[] {
  return text.split(/[\s,]+/).filter((part) => part !== '');
}

function countriesIn({ countries }: RuleFields, errors: Map<string, string>): readonly Destination[] {
  const codes = [...new Set(split(countries))];
  const wrong = codes.filter((code) => !isCountry(code));
  if (wrong.length > 0) {
    errors.set('countries', `Not a country: ${wrong.slice(0, 5).join(', ')}. Write codes such as DE, FR.`);
  }
  return codes.filter(isCountry).map((country) => ({ country, postalCodes: [] }));
}

function partsIn({ parts }: RuleFields, errors: Map<string, string>): readonly Destination[] {
  const lines = parts.split('\n').filter((line) => line.trim() !== '');
  const read = lines.flatMap((line) => {
    const destination = partIn(line.trim());
    if (!destination) errors.set('parts', `Not a part of a country: ${line.slice(0, 40)}. Write US-CA: 90210.`);
    return destination ?? [];
  });
  if (lines.length > DESTINATIONS_MAX) errors.set('parts', `Please use at most ${DESTINATIONS_MAX} lines.`);
  return read;
}

function partIn(line: string): Destination | undefined {
  const [, country = '', region, codes = ''] = /^([A-Z]{2})(-[A-Z0-9]{1,3})?(?:\s*:(.*))?$/.exec(line) ?? [];
  const postalCodes = codes
    .split(',')
    .map((code) => code.trim())
    .filter((code) => code !== '');
  if (!isCountry(country) || postalCodes.length > POSTAL_CODES_MAX) return undefined;
  if (postalCodes.some((code) => code.length > 20)) return undefined;
  return { country, ...(region === undefined ? {} : { region: `${country}${region}` }), postalCodes };
}

function optionsOf(
  id: string,
  { actions, hints }: RuleFields,
  errors: Map<string, string>,
): readonly (readonly [string, MethodOptions])[] {
  const hint = hints.get(id) ?? '';
  const paymentAction = PAYMENT_ACTIONS.find((action) => action === actions.get(id));
  if (hint.length > HINT_LENGTH_MAX || looksLikeCardNumber(hint)) {
    errors.set('methods', `Please use at most ${HINT_LENGTH_MAX} characters beside a method, and no card number.`);
  }
  if (hint === '' && !paymentAction) return [];
  return [[id, { ...(paymentAction ? { paymentAction } : {}), ...(hint === '' ? {} : { hint }) }]];
}
