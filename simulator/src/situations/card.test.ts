import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Brand, brandOf, hasCheckDigit, holdsCardNumber, withoutCardNumbers } from './card.ts';

const brands: readonly [number: string, brand: Brand][] = [
  ['4242424242424242', 'visa'],
  ['5555555555554444', 'mastercard'],
  ['2221000000000009', 'mastercard'],
  ['2720990000000007', 'mastercard'],
  ['2220990000000000', 'unknown'],
  ['2721000000000000', 'unknown'],
  ['5600000000000000', 'unknown'],
  ['378282246310005', 'american_express'],
  ['341111111111111', 'american_express'],
  ['6011111111111117', 'discover'],
  ['6440000000000000', 'discover'],
  ['30569309025904', 'diners_club'],
  ['3566002020360505', 'jcb'],
  ['3528000000000000', 'jcb'],
  ['3527000000000000', 'unknown'],
  ['6200000000000005', 'unionpay'],
  ['9999999999999995', 'unknown'],
];
for (const [number, brand] of brands) {
  test(`${number} is of brand ${brand}`, () => expect(brandOf(number)).toBe(brand));
}

const numbers = fc.stringMatching(/^\d{11,18}$/).map((digits) => `${digits}${checkDigitOf(digits)}`);

test('the check digit of a number is right, and every other digit in its place is wrong', () => {
  fc.assert(
    fc.property(numbers, fc.integer({ min: 1, max: 9 }), (number, by) => {
      const wrong = `${number.slice(0, -1)}${(Number(number.slice(-1)) + by) % 10}`;
      expect([number, wrong].map(hasCheckDigit)).toEqual([true, false]);
    }),
  );
});

test('a check digit notices any one digit that is wrong', () => {
  fc.assert(
    fc.property(numbers, fc.nat(), fc.integer({ min: 1, max: 9 }), (number, somewhere, by) => {
      const at = somewhere % number.length;
      const digit = (Number(number.charAt(at)) + by) % 10;
      expect(hasCheckDigit(`${number.slice(0, at)}${digit}${number.slice(at + 1)}`)).toBe(false);
    }),
  );
});

test('nothing has no check digit', () => expect(hasCheckDigit('')).toBe(false));

const texts: readonly [text: string, masked: string, held: boolean][] = [
  // text                                     as the journal keeps it                   refused
  ['4242424242424242', '••••••••••••4242', true],
  ['4242 4242 4242 4242', '•••• •••• •••• 4242', true],
  ['4242-4242-4242-4242', '••••-••••-••••-4242', true],
  ['4242.4242.4242.4242', '••••.••••.••••.4242', true],
  ['3782 822463 10005', '•••• •••••• •0005', true],
  ['card 4242424242424242, thanks', 'card ••••••••••••4242, thanks', true],
  ['ORDER4242424242424242X', 'ORDER••••••••••••4242X', true],
  ['12 4242424242424242', '12 ••••••••••••4242', true],
  ['4242424242424242 12', '••••••••••••4242 12', true],
  ['4242424242424242 5555555555554444', '•••••••••••••••• ••••••••••••4444', true],
  ['994242424242424242', '99••••••••••••4242', false],
  ['4242424242424241', '4242424242424241', false],
  ['order 1000000000000008', 'order 1000000000000008', false],
  ['1767225600000', '1767225600000', false],
  ['20270101120000', '20270101120000', false],
  ['+44 20 7946 0958', '+44 20 7946 0958', false],
  ['DE89 3704 0044 0532 0130 00', 'DE89 3704 0044 0532 0130 00', false],
  ['', '', false],
];
for (const [text, masked, held] of texts) {
  test(`"${text}" is kept as "${masked}" and ${held ? 'refused' : 'taken'}`, () => {
    expect(withoutCardNumbers(text)).toBe(masked);
    expect(holdsCardNumber(text)).toBe(held);
  });
}

test('what is refused is also hidden, and hiding once is enough', () => {
  let held = 0;
  const pieces = fc.oneof(
    fc.constantFrom('4242424242424242', '5555 5555 5555 4444', '3782-822463-10005', ' ', '-', 'a', '12'),
    fc.string({ maxLength: 5 }),
  );
  fc.assert(
    fc.property(fc.array(pieces, { maxLength: 6 }), (parts) => {
      const text = parts.join('');
      const masked = withoutCardNumbers(text);
      if (holdsCardNumber(text)) {
        held += 1;
        expect(masked).not.toBe(text);
      }
      expect(holdsCardNumber(masked)).toBe(false);
      expect(withoutCardNumbers(masked)).toBe(masked);
    }),
    { numRuns: 1000 },
  );
  expect(held).toBeGreaterThan(200);
});

function checkDigitOf(digits: string): string {
  return '0123456789'.split('').find((digit) => hasCheckDigit(`${digits}${digit}`)) ?? '';
}

test('a UUID is no card number, whatever its digits', () => {
  expect(holdsCardNumber('5dccb59f-be90-4221-8384-03267ac850ee')).toBe(false);
  fc.assert(fc.property(fc.uuid(), (uuid) => !holdsCardNumber(`key ${uuid}`)));
});
