import { type Instant, later } from '../engine/ids.ts';

/** What can go wrong with a notification on its way, on request. */
export const DISORDER_KINDS = [
  'duplicate',
  'delay',
  'reorder',
  'drop',
  'corrupt',
  'wrong_signature',
  'other_environment_signature',
  'stale_timestamp',
  'unknown_type',
] as const;
export type DisorderKind = (typeof DISORDER_KINDS)[number];

/**
 * One thing that goes wrong with one delivery. What concerns bytes and headers happens on the first attempt alone: the
 * retries are as they should be, so that a receiver that refuses what is wrong hears the truth in the end.
 */
export type Disorder = Readonly<
  /** Sent so many times more after it has been received. */
  | { kind: 'duplicate'; times: number }
  /** First sent so many milliseconds late. */
  | { kind: 'delay'; ms: number }
  /** First sent after the next delivery to the same endpoint; without one, after so many milliseconds (a minute). */
  | { kind: 'reorder'; withinMs?: number }
  /** Never sent. */
  | { kind: 'drop' }
  /** Changed on its way: the body is not what was signed. */
  | { kind: 'corrupt' }
  /** Signed with a secret that nobody has. */
  | { kind: 'wrong_signature' }
  /** Signed with the secret of an endpoint in another environment: the one named, or the one with the same address. */
  | { kind: 'other_environment_signature'; endpointId?: string }
  /** Signed as if it had been sent so many milliseconds ago. */
  | { kind: 'stale_timestamp'; ms: number }
  /** Properly signed, of a type that no document knows. */
  | { kind: 'unknown_type'; type?: string }
>;

/** Which notifications of a merchant account a disorder befalls: of these types, the next so many. */
export type DisorderRule = Readonly<{
  disorder: Disorder;
  /** Types or beginnings such as `refund.*`; all of them where it is missing. */
  types?: readonly string[];
  /** How many notifications are left to it; without a number it never ends. */
  times?: number;
}>;

const REORDER_WITHIN_MS = 60_000;

/** The type that an unknown one is given where none is asked for. */
export const UNKNOWN_TYPE = 'payment.unheard_of';

/** When a delivery is first attempted, and what that waits for. */
export type FirstAttempt = Readonly<{ nextAttemptAt: Instant; waitsFor: 'time' | 'next_delivery' }>;

/** The beginning of a delivery that is owed now. */
export function firstAttempt(now: Instant, disorder: Disorder | undefined): FirstAttempt {
  switch (disorder?.kind) {
    case 'delay':
      return { nextAttemptAt: later(now, disorder.ms), waitsFor: 'time' };
    case 'reorder':
      return { nextAttemptAt: later(now, disorder.withinMs ?? REORDER_WITHIN_MS), waitsFor: 'next_delivery' };
    default:
      return { nextAttemptAt: now, waitsFor: 'time' };
  }
}

/** The first rule that concerns a notification of this type, and the rules as they are once it was used. */
export function takeRule(
  rules: readonly DisorderRule[],
  type: string,
): Readonly<{ disorder: Disorder | undefined; rules: readonly DisorderRule[] }> {
  const index = rules.findIndex(({ types, times }) => times !== 0 && matchesTypes(types, type));
  const found = rules[index];
  if (found === undefined) return { disorder: undefined, rules };
  const used = found.times === undefined ? found : { ...found, times: found.times - 1 };
  return { disorder: found.disorder, rules: rules.with(index, used) };
}

/** Whether a type is among those wanted; `refund.*` stands for every type that begins so. */
export function matchesTypes(wanted: readonly string[] | undefined, type: string): boolean {
  if (wanted === undefined) return true;
  return wanted.some((pattern) => (pattern.endsWith('*') ? type.startsWith(pattern.slice(0, -1)) : pattern === type));
}

/**
 * The body with one digit changed: the first digit of its first JSON number, which is an amount more often than not. It
 * can still be parsed, so that a receiver that does not verify takes it for true.
 */
export function corrupted(body: string): string {
  const inNumber = /":\s*\d/.exec(body);
  const at = inNumber === null ? body.search(/\d/) : inNumber.index + inNumber[0].length - 1;
  if (at < 0) return `${body} `;
  const digit = body.charAt(at) === '9' ? '8' : String(Number(body.charAt(at)) + 1);
  return `${body.slice(0, at)}${digit}${body.slice(at + 1)}`;
}
