/** Card brands told apart by their number. */
export const BRANDS = [
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

// Issuer identification ranges (ISO/IEC 7812), as the networks publish them; the first that matches decides.
const RANGES: readonly (readonly [RegExp, Brand])[] = [
  [/^4/, 'visa'],
  [/^(5[1-5]|222[1-9]|22[3-9]|2[3-6]|27[01]|2720)/, 'mastercard'],
  [/^3[47]/, 'american_express'],
  [/^(6011|64[4-9]|65)/, 'discover'],
  [/^3(0[0-5]|[689])/, 'diners_club'],
  [/^35(2[89]|[3-8])/, 'jcb'],
  [/^62/, 'unionpay'],
];

/** The brand of a card number, by its first digits. */
export function brandOf(number: string): Brand {
  return RANGES.find(([range]) => range.test(number))?.[1] ?? 'unknown';
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
