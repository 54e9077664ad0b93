import { isMap } from 'yaml';
import type { Fault } from '../faults/fault.ts';
import type { Disorder } from '../webhooks/disorder.ts';
import { readDisorder, readIssuer, readOutcome } from './read-aspects.ts';
import { readFault } from './read-fault.ts';
import {
  choice,
  integer,
  mapped,
  number,
  object,
  objectOr,
  objectTo,
  type Read,
  type Spot,
  several,
  text,
} from './read-node.ts';
import {
  ASPECTS,
  type Aspect,
  type Condition,
  type IssuerRule,
  OPERATIONS,
  type Operation,
  type OutcomeRule,
  type Rule,
} from './situation.ts';
import { isTestCard } from './test-cards.ts';

const MINOR_MAX = 999_999_999_999;
const NTH_MAX = 1_000_000;
const HEADERS_MAX = 10;

const pattern = text(/^[\x20-\x7e]{1,200}$/, 'text of up to 200 characters, in which * and ? stand for others');
const minor = integer({ min: 0, max: MINOR_MAX });
const nth = integer({ min: 1, max: NTH_MAX });
const HEADER_NAME = /^[a-z0-9-]{1,64}$/;
// A situation can be read by whoever may read settings, so it is no place for what these hold.
const SECRET_HEADERS: readonly string[] = ['authorization', 'proxy-authorization', 'cookie', 'x-api-key'];

const operations: Read<readonly Operation[] | 'any'> = (node, spot) => {
  const one = choice([...OPERATIONS, 'any']);
  const many = several(choice(OPERATIONS), { min: 1, max: OPERATIONS.length });
  const found = isMapOrList(node) ? many(node, spot) : one(node, spot);
  return typeof found === 'string' && found !== 'any' ? [found] : found;
};

const amount: Read<NonNullable<Condition['amount']>> = mapped(
  object<{ minor: number; min: number; max: number }>({ minor, min: minor, max: minor }),
  ({ minor: exactly, min = 0, max }, spot) => {
    if (exactly === undefined) {
      if (max !== undefined && max < min) return objectTo(spot, 'expected "max" to be no less than "min"');
      return { min: BigInt(min), max: max === undefined ? undefined : BigInt(max) };
    }
    if (min !== 0 || max !== undefined) return objectTo(spot, 'expected minor alone, or min and max');
    return { min: BigInt(exactly), max: BigInt(exactly) };
  },
);

const occasions: Read<NonNullable<Condition['nth']>> = objectOr<NonNullable<Condition['nth']>>(
  mapped(object<{ from: number; to: number }>({ from: nth, to: nth }, ['from']), ({ from = 1, to }, spot) => {
    if (to !== undefined && to < from) return objectTo(spot, 'expected "to" to be no less than "from"');
    return { from, to };
  }),
  mapped(nth, (only) => ({ from: only, to: only })),
);

const card: Read<string> = mapped(
  text(/^\d{4}$|^\d{12,19}$/, 'the last four digits of a card, in quotes'),
  (digits, spot) =>
    digits.length === 4 || isTestCard(digits)
      ? digits
      : objectTo(spot, "expected the last four digits, or the number of a test card: no other card's number is kept"),
);

const headers: Read<NonNullable<Condition['headers']>> = (node, spot) => {
  if (!isMap(node) || node.items.length < 1 || node.items.length > HEADERS_MAX) {
    return objectTo(spot, 'expected an object of header names and values');
  }
  const names = node.items.map(({ key }) => String(key));
  const wrong = names.find((name) => !HEADER_NAME.test(name) || SECRET_HEADERS.includes(name));
  if (wrong !== undefined) return objectTo(spot, 'expected header names in lower case, and none that holds a secret');
  const read = object<Record<string, string>>(Object.fromEntries(names.map((name) => [name, pattern] as const)));
  const found = read(node, spot);
  return found && Object.entries(found).map(([name, value = '']) => ({ name, value }));
};

type WrittenCondition = Readonly<{
  operation: readonly Operation[] | 'any';
  merchant: string;
  amount: NonNullable<Condition['amount']>;
  currency: string;
  card: string;
  reference: string;
  header: NonNullable<Condition['headers']>;
  notification: string;
  nth: NonNullable<Condition['nth']>;
  probability: number;
}>;

const condition: Read<Condition> = mapped(
  object<WrittenCondition>({
    operation: operations,
    merchant: pattern,
    amount,
    currency: text(/^[A-Z]{3}$/, 'a currency of ISO 4217 such as EUR'),
    card,
    reference: pattern,
    header: headers,
    notification: pattern,
    nth: occasions,
    probability: number({ min: 0, max: 1 }),
  }),
  ({ operation = 'any', header, ...rest }): Condition => ({
    ...rest,
    ...(operation === 'any' ? {} : { operations: operation }),
    ...(header === undefined ? {} : { headers: header }),
  }),
);

/** One rule, which has to decide something, and about something that it can decide about. */
export const readRule: Read<Rule> = mapped(
  object<{ when: Condition; issuer: IssuerRule; outcome: OutcomeRule; fault: Fault; notification: Disorder }>({
    when: condition,
    issuer: readIssuer,
    outcome: readOutcome,
    fault: readFault,
    notification: readDisorder,
  }),
  ({ when = {}, ...decides }, spot) => {
    const aspects = ASPECTS.filter((aspect) => decides[aspect] !== undefined);
    if (aspects.length === 0) return objectTo(spot, `expected the rule to decide one of ${ASPECTS.join(', ')}`);
    const before = spot.problems.length;
    for (const aspect of aspects) checkApplicable(aspect, when, spot);
    checkKind(when, decides, spot);
    return spot.problems.length === before ? { when, ...decides } : undefined;
  },
);

const ABOUT: Readonly<Record<'issuer' | 'outcome', readonly Operation[]>> = {
  issuer: ['request_payment', 'authorize', 'page', 'increment', 'reauthorize'],
  outcome: ['request_payment', 'page', 'capture', 'void', 'refund'],
};

function checkApplicable(aspect: Aspect, when: Condition, spot: Spot): void {
  if (aspect === 'notification') {
    if (when.operations === undefined && when.headers === undefined && when.card === undefined) return;
    objectTo(spot, 'expected a notification to be told by its type, not by operation, header or card');
    return;
  }
  if (when.notification !== undefined) {
    objectTo(spot, `expected when.notification only where notification is decided, not ${aspect}`);
  }
  if (aspect === 'fault' || when.operations === undefined) return;
  const about = ABOUT[aspect];
  if (!when.operations.some((operation) => about.includes(operation))) {
    objectTo(spot, `this rule can never apply: ${aspect} is decided for ${about.join(', ')}`);
  }
}

/** What can be asked for only where there is somebody to ask, or something to show. */
function checkKind(when: Condition, decides: Partial<Rule>, spot: Spot): void {
  const only = (about: readonly Operation[]) =>
    when.operations?.every((operation) => about.includes(operation)) ?? false;
  const { issuer, fault } = decides;
  if ((issuer?.kind === 'challenge' || issuer?.kind === 'review') && only(['increment', 'reauthorize'])) {
    objectTo(spot, `this rule can never apply: nobody can be asked for a ${issuer.kind} after the payment is approved`);
  }
  const reads: readonly Operation[] = ['read', 'list'];
  if (
    fault?.kind === 'stale_read' &&
    when.operations !== undefined &&
    !when.operations.some((one) => reads.includes(one))
  ) {
    objectTo(spot, 'this rule can never apply: stale_read is for read and list');
  }
}

function isMapOrList(node: unknown): boolean {
  return typeof node === 'object' && node !== null && 'items' in node;
}
