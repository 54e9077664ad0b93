/** Card brands told apart by their number. */
const BRANDS = [
  'visa',
  'mastercard',
  'american_express',
  'discover',
  'diners_club',
  'jcb',
  'unionpay',
  'unknown',
] as const;
export type Brand = (typeof BRANDS)[number];

/** The fewest and the most digits of any card number (ISO/IEC 7812-1). */
const DIGITS = { min: 12, max: 19 } as const;

type Range = Readonly<{ prefix: RegExp; lengths: readonly number[]; brand: Brand }>;

const UP_TO_19 = [16, 17, 18, 19];

// Issuer identification ranges (ISO/IEC 7812), as the networks publish them; the first that matches decides.
const RANGES: readonly Range[] = [
  { prefix: /^4/, lengths: [13, 16, 19], brand: 'visa' },
  { prefix: /^(5[1-5]|222[1-9]|22[3-9]|2[3-6]|27[01]|2720)/, lengths: [16], brand: 'mastercard' },
  { prefix: /^3[47]/, lengths: [15], brand: 'american_express' },
  { prefix: /^(6011|64[4-9]|65)/, lengths: UP_TO_19, brand: 'discover' },
  { prefix: /^3(0[0-5]|[689])/, lengths: [14, 15, ...UP_TO_19], brand: 'diners_club' },
  { prefix: /^35(2[89]|[3-8])/, lengths: UP_TO_19, brand: 'jcb' },
  { prefix: /^62/, lengths: UP_TO_19, brand: 'unionpay' },
  { prefix: /^(50(18|20|38)|6304|67(59|6[1-3]))/, lengths: [12, 13, 14, 15, ...UP_TO_19], brand: 'unknown' },
];

/** The brand of a card number, by its first digits. */
export function brandOf(number: string): Brand {
  return RANGES.find(({ prefix }) => prefix.test(number))?.brand ?? 'unknown';
}

/** Whether the last digit is the check digit of the others (ISO/IEC 7812-1 annex B). */
export function hasCheckDigit(number: string): boolean {
  let sum = 0;
  for (let index = 0; index < number.length; index += 1) {
    const digit = Number(number.charAt(number.length - 1 - index));
    const doubled = index % 2 === 1 ? digit * 2 : digit;
    sum += doubled > 9 ? doubled - 9 : doubled;
  }
  return number !== '' && sum % 10 === 0;
}

/**
 * Whether text holds what people write when they write a card number: digits of a known range with the right check
 * digit, alone or in groups. Numbers that only happen to have a check digit, as every tenth does, are let pass.
 */
export function holdsCardNumber(text: string): boolean {
  return digitRuns(text.replaceAll(UUID, ' ')).some((run) => groupedNumbers(run).length > 0);
}

// Its groups of hexadecimal digits now and then read like a card number, and a card number never reads like it.
const UUID = /\b[\da-f]{8}-[\da-f]{4}-[\da-f]{4}-[\da-f]{4}-[\da-f]{12}\b/gi;

/**
 * The text with all but the last four digits of every card number hidden. It looks harder than `holdsCardNumber`: a
 * number glued to other digits is hidden as well, for here a mistake costs a few digits and there a payment.
 */
export function withoutCardNumbers(text: string): string {
  const hidden = new Set<number>();
  for (const run of digitRuns(text)) {
    for (const { from, to } of [...groupedNumbers(run), ...gluedNumbers(run)]) {
      for (const position of run.positions.slice(from, to - 4)) hidden.add(position);
    }
  }
  return hidden.size === 0 ? text : text.replaceAll(/\d/g, (digit, at: number) => (hidden.has(at) ? '•' : digit));
}

/** Digits that stand together, perhaps in groups: where each is in the text, and where groups begin. */
type DigitRun = Readonly<{ digits: string; positions: readonly number[]; groups: readonly number[] }>;
type Span = Readonly<{ from: number; to: number }>;

// One character between groups: what people and forms put there.
const RUN = /\d(?:[\s._/-]?\d){11,}/g;

function digitRuns(text: string): readonly DigitRun[] {
  return [...text.matchAll(RUN)].map((match) => {
    const positions: number[] = [];
    const groups: number[] = [];
    let digits = '';
    for (let offset = 0; offset < match[0].length; offset += 1) {
      const character = match[0].charAt(offset);
      if (!/\d/.test(character)) continue;
      if (offset === 0 || !/\d/.test(match[0].charAt(offset - 1))) groups.push(digits.length);
      positions.push(match.index + offset);
      digits += character;
    }
    return { digits, positions, groups };
  });
}

/** Card numbers that begin where a group begins and end where one ends. */
function groupedNumbers({ digits, groups }: DigitRun): readonly Span[] {
  const ends = [...groups.slice(1), digits.length];
  return groups.flatMap((from, index) =>
    ends
      .slice(index)
      .filter((to) => isCardNumber(digits.slice(from, to)))
      .map((to) => ({ from, to })),
  );
}

function gluedNumbers({ digits }: DigitRun): readonly Span[] {
  const spans: Span[] = [];
  for (let from = 0; from + DIGITS.min <= digits.length; from += 1) {
    for (const length of lengthsAt(digits.slice(from, from + 6))) {
      const to = from + length;
      if (to <= digits.length && hasCheckDigit(digits.slice(from, to))) spans.push({ from, to });
    }
  }
  return spans;
}

function isCardNumber(digits: string): boolean {
  return lengthsAt(digits).includes(digits.length) && hasCheckDigit(digits);
}

function lengthsAt(digits: string): readonly number[] {
  return RANGES.find(({ prefix }) => prefix.test(digits))?.lengths ?? [];
}
