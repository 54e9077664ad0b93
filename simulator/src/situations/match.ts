import type { Money } from '../engine/money.ts';
import type { Aspect, Condition, Operation, Rule, Situation } from './situation.ts';

/** Something that happens, and that rules may be about: a request, a question to the issuer, a notification. */
export type Occasion = About & Readonly<{ merchant: Readonly<{ id: string; name: string }> }>;

/** The same without whose it is. */
export type About = Readonly<{
  operations: readonly Operation[];
  amount?: Money;
  /** `number` only as long as the request that brings it. */
  card?: Readonly<{ number?: string; lastFour: string }>;
  reference?: string;
  headers?: Readonly<Record<string, string>>;
  notification?: string;
}>;

/** How many occasions each rule has met so far, by aspect and place in the list, such as `fault/0`. */
export type Counts = Readonly<Record<string, number>>;

/** A number from 0 up to 1, drawn for one rule on its nth occasion; the same question gets the same answer. */
export type Draw = (about: Readonly<{ aspect: Aspect; rule: number; ordinal: number }>) => number;

/** What the first rule that applies decides, if one does. */
export type Match<A extends Aspect> = Readonly<{
  applied?: Readonly<{ rule: number; ordinal: number; decides: NonNullable<Rule[A]> }>;
  /** The counts to go on with. */
  counts: Counts;
}>;

/**
 * Asks the rules, in their order, about one aspect of an occasion. Every rule that has the aspect and fits in every way
 * but `nth` and `probability` counts the occasion, whether or not another one has decided it.
 */
export function match<A extends Aspect>(
  situation: Situation,
  aspect: A,
  occasion: Occasion,
  counts: Counts,
  draw: Draw,
): Match<A> {
  const next: Record<string, number> = { ...counts };
  let applied: Match<A>['applied'];
  situation.rules.forEach((rule, index) => {
    const decides = rule[aspect];
    if (decides === undefined || !fits(rule.when, occasion)) return;
    const counter = `${aspect}/${index}`;
    const ordinal = (next[counter] ?? 0) + 1;
    next[counter] = ordinal;
    if (applied !== undefined || !isNth(rule.when, ordinal)) return;
    const { probability = 1 } = rule.when;
    if (probability < 1 && draw({ aspect, rule: index, ordinal }) >= probability) return;
    applied = { rule: index, ordinal, decides };
  });
  return applied === undefined ? { counts: next } : { applied, counts: next };
}

/** Whether text fits a pattern in which `*` stands for any characters and `?` for one. */
export function fitsPattern(pattern: string, text: string): boolean {
  let at = 0;
  let inPattern = 0;
  let star = -1;
  let startOfStar = 0;
  while (at < text.length) {
    const wanted = pattern.charAt(inPattern);
    if (wanted === '*') {
      star = inPattern;
      startOfStar = at;
      inPattern += 1;
    } else if (wanted !== '' && (wanted === '?' || wanted === text.charAt(at))) {
      inPattern += 1;
      at += 1;
    } else if (star >= 0) {
      // The last star takes one character more; those before it need not be tried again.
      startOfStar += 1;
      at = startOfStar;
      inPattern = star + 1;
    } else return false;
  }
  return /^\**$/.test(pattern.slice(inPattern));
}

function fits(when: Condition, occasion: Occasion): boolean {
  const { operations, merchant, amount, currency, card, reference, headers, notification } = when;
  return (
    (operations === undefined || operations.some((operation) => occasion.operations.includes(operation))) &&
    (merchant === undefined || [occasion.merchant.id, occasion.merchant.name].some(fitting(merchant))) &&
    (amount === undefined || withinBounds(amount, occasion.amount)) &&
    (currency === undefined || occasion.amount?.currency === currency) &&
    (card === undefined || card === occasion.card?.number || card === occasion.card?.lastFour) &&
    (reference === undefined || given(reference, occasion.reference)) &&
    (headers ?? []).every(({ name, value }) => given(value, occasion.headers?.[name])) &&
    (notification === undefined || given(notification, occasion.notification))
  );
}

function fitting(pattern: string): (text: string) => boolean {
  return (text) => fitsPattern(pattern, text);
}

function given(pattern: string, text: string | undefined): boolean {
  return text !== undefined && fitsPattern(pattern, text);
}

function withinBounds({ min, max }: NonNullable<Condition['amount']>, amount: Money | undefined): boolean {
  return amount !== undefined && amount.minor >= min && (max === undefined || amount.minor <= max);
}

function isNth({ nth }: Condition, ordinal: number): boolean {
  return nth === undefined || (ordinal >= nth.from && (nth.to === undefined || ordinal <= nth.to));
}
