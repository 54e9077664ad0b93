import {
  type ASTNode,
  TypeError as CelTypeError,
  Environment,
  EvaluationError,
  ParseError,
} from '@marcbachmann/cel-js';
import type { Address } from '../shop/address.ts';
import type { PricedLine } from '../shop/cart.ts';
import { type Money, toDecimal } from '../shop/money.ts';
import type { RuleContext } from './payment-rule-context.ts';

/** The longest expression a rule may have, in characters. */
export const EXPRESSION_LENGTH_MAX = 500;

/** What is wrong with an expression, and where: line and column count from one. */
export type ExpressionProblem = Readonly<{ line: number; column: number; message: string }>;

/** What an expression has come to for a checkout. One that fails does not hold. */
export type ExpressionResult =
  | Readonly<{ kind: 'holds' }>
  | Readonly<{ kind: 'does_not_hold' }>
  | Readonly<{ kind: 'failed'; why: string }>;

// Nothing in the language repeats without end, so size bounds time: a list is gone through at most within one other,
// and neither is longer than what is written out here or the lines of a cart.
const LIMITS = { maxAstNodes: 120, maxDepth: 16, maxListElements: 40, maxMapEntries: 0, maxCallArguments: 4 };
const LOOPS_MAX = 2;
const LOOPS: readonly string[] = ['all', 'exists', 'exists_one', 'map', 'filter'];
// JavaScript's regular expressions can take for ever on a short text.
const REFUSED_CALLS: readonly string[] = ['matches'];

const ADDRESS = { country: 'string', region: 'string', postalCode: 'string', city: 'string' };
const MONEY = { value: 'double', currency: 'string' };
const LINE_FIELDS = { productId: 'string', name: 'string', quantity: 'int', price: 'double', total: 'double' };

/** A line of the cart as expressions see it; the language tells objects of a list apart by their class. */
class Line {
  readonly productId: string;
  readonly name: string;
  readonly quantity: bigint;
  readonly price: number;
  readonly total: number;

  constructor({ productId, name, quantity, unitPrice, lineTotal }: PricedLine) {
    this.productId = productId;
    this.name = name;
    this.quantity = BigInt(quantity);
    this.price = majorUnits(unitPrice);
    this.total = majorUnits(lineTotal);
  }
}

/** The names an expression can use, with what each stands for. */
export const EXPRESSION_NAMES: readonly (readonly [name: string, meaning: string])[] = [
  ['total', 'what there is to pay, such as total > 500.0'],
  ['subtotal.value, subtotal.currency', 'what the lines come to before discount, shipping and taxes'],
  ['currency', 'the three letters of the currency'],
  ['lineItems', 'each with productId, name, quantity, price, total: lineItems.exists(l, l.quantity > 10)'],
  ['billingAddress, shippingAddress', 'country, region, postalCode, city'],
  ['shippingMethod', 'the way the goods go: collect, standard, express'],
  ['customer', 'email, isGuest, paymentTermDays (0 without a payment term)'],
];

const LANGUAGE = new Environment({ unlistedVariablesAreDyn: false, limits: LIMITS })
  .registerType('Line', { ctor: Line, fields: LINE_FIELDS })
  .registerVariable('currency', 'string')
  .registerVariable('shippingMethod', 'string')
  .registerVariable('total', 'double')
  .registerVariable({ name: 'subtotal', schema: MONEY })
  .registerVariable({ name: 'billingAddress', schema: ADDRESS })
  .registerVariable({ name: 'shippingAddress', schema: ADDRESS })
  .registerVariable({ name: 'customer', schema: { email: 'string', isGuest: 'bool', paymentTermDays: 'int' } })
  .registerVariable('lineItems', 'list<Line>');

/** Why a text cannot be a rule's expression, or nothing when it can. An empty one always holds. */
export function checkExpression(text: string): ExpressionProblem | undefined {
  if (text.trim() === '') return undefined;
  if (text.length > EXPRESSION_LENGTH_MAX) {
    return problemAt(text, 0, `is longer than ${EXPRESSION_LENGTH_MAX} characters`);
  }
  try {
    const { ast, check } = LANGUAGE.parse(text);
    const checked = check();
    if (!checked.valid)
      return problemAt(text, checked.error?.range?.start ?? 0, checked.error?.summary ?? 'is not right');
    if (checked.type !== 'bool') return problemAt(text, 0, `is ${checked.type}, and has to be true or false`);
    return tooMuch(text, ast);
  } catch (error) {
    if (!isOfTheLanguage(error)) throw error;
    return problemAt(text, error.range?.start ?? 0, error.summary);
  }
}

/** What an expression comes to. It is checked again: a rule may have been stored by other rules of the language. */
export function evaluateExpression(text: string, context: RuleContext): ExpressionResult {
  if (text.trim() === '') return { kind: 'holds' };
  const problem = checkExpression(text);
  if (problem) return { kind: 'failed', why: problemInWords(problem) };
  try {
    return LANGUAGE.evaluate(text, valuesOf(context)) === true ? { kind: 'holds' } : { kind: 'does_not_hold' };
  } catch (error) {
    if (!isOfTheLanguage(error)) throw error;
    return { kind: 'failed', why: problemInWords(problemAt(text, error.range?.start ?? 0, error.summary)) };
  }
}

/** A problem in a sentence with its place. */
export function problemInWords({ line, column, message }: ExpressionProblem): string {
  return `line ${line}, column ${column}: ${message}`;
}

function problemAt(text: string, offset: number, message: string): ExpressionProblem {
  const before = text.slice(0, offset).split('\n');
  return { line: before.length, column: (before.at(-1)?.length ?? 0) + 1, message };
}

function isOfTheLanguage(error: unknown): error is ParseError | CelTypeError | EvaluationError {
  return error instanceof ParseError || error instanceof CelTypeError || error instanceof EvaluationError;
}

/** What could take long: a call that is refused, or a list gone through within more lists than allowed. */
function tooMuch(text: string, node: ASTNode, loops = 0): ExpressionProblem | undefined {
  const called = node.op === 'call' || node.op === 'rcall' ? node.args[0] : undefined;
  if (called !== undefined && REFUSED_CALLS.includes(called)) {
    return problemAt(text, node.start, `"${called}" is not for payment rules; compare with == or in`);
  }
  const isLoop = called !== undefined && LOOPS.includes(called);
  if (isLoop && loops === LOOPS_MAX) {
    return problemAt(text, node.start, `"${called}" within ${LOOPS_MAX} others would take too long`);
  }
  for (const part of partsOf(node.args)) {
    const problem = tooMuch(text, part, isLoop ? loops + 1 : loops);
    if (problem) return problem;
  }
  return undefined;
}

function partsOf(args: unknown): readonly ASTNode[] {
  if (isNode(args)) return [args];
  return Array.isArray(args) ? args.flatMap(partsOf) : [];
}

function isNode(value: unknown): value is ASTNode {
  return typeof value === 'object' && value !== null && 'op' in value && 'args' in value;
}

/** A name whose value is not known yet is left out, so that an expression which needs it fails. */
function valuesOf(context: RuleContext): Record<string, unknown> {
  const { billingAddress, shippingAddress, subtotal, total, customer, lines, shippingMethod } = context;
  return {
    ...(context.currency === undefined ? {} : { currency: context.currency }),
    ...(billingAddress === undefined ? {} : { billingAddress: addressOf(billingAddress) }),
    ...(shippingAddress === undefined ? {} : { shippingAddress: addressOf(shippingAddress) }),
    shippingMethod,
    total: majorUnits(total),
    subtotal: { value: majorUnits(subtotal), currency: subtotal.currency },
    customer: {
      email: customer.email,
      isGuest: customer.isGuest,
      paymentTermDays: BigInt(customer.paymentTermDays ?? 0),
    },
    lineItems: lines.map((line) => new Line(line)),
  };
}

function addressOf({ country, region = '', postalCode, city }: Address) {
  return { country, region, postalCode, city };
}

/** The nearest number to an amount, as the language has no decimals: right to compare with one that is written out. */
function majorUnits(amount: Money): number {
  return Number(toDecimal(amount));
}
