import { expect, test } from 'vitest';
import { readCardForm } from './card-form.ts';

const GOOD = { number: '4242424242424242', expiry: '08/30', cvc: '737' };
const CARD = { number: '4242424242424242', expiryMonth: 8, expiryYear: 2030 };

const good: readonly [what: string, form: Partial<typeof GOOD>, card: object][] = [
  ['as it stands on the card', {}, CARD],
  ['a number in groups', { number: ' 4242 4242-4242 4242 ' }, CARD],
  ['a number of 12 digits', { number: '123456789012' }, { ...CARD, number: '123456789012' }],
  ['a number of 19 digits', { number: '1234567890123456789' }, { ...CARD, number: '1234567890123456789' }],
  ['a year of four digits', { expiry: '8 / 2030' }, CARD],
  ['a month of one digit', { expiry: '8/30' }, CARD],
  ['a code of four digits', { cvc: ' 1234 ' }, CARD],
];
for (const [what, form, card] of good) {
  test(`${what} is read`, () => {
    expect(readCardForm(new URLSearchParams({ ...GOOD, ...form }))).toEqual({ ok: true, card });
  });
}

const bad: readonly [form: Partial<typeof GOOD>, fields: string][] = [
  [{ number: '' }, 'number'],
  [{ number: '12345678901' }, 'number'],
  [{ number: '12345678901234567890' }, 'number'],
  [{ number: '4242x424242424242' }, 'number'],
  [{ number: '４２４２４２４２４２４２４２４２' }, 'number'],
  [{ expiry: '' }, 'expiry'],
  [{ expiry: '13/30' }, 'expiry'],
  [{ expiry: '00/30' }, 'expiry'],
  [{ expiry: '0830' }, 'expiry'],
  [{ expiry: '07/3' }, 'expiry'],
  [{ expiry: '07/230' }, 'expiry'],
  [{ cvc: '' }, 'cvc'],
  [{ cvc: '12' }, 'cvc'],
  [{ cvc: '12345' }, 'cvc'],
  [{ cvc: 'abc' }, 'cvc'],
  [{ number: '', expiry: '', cvc: '' }, 'number expiry cvc'],
];
for (const [form, fields] of bad) {
  test(`${JSON.stringify(form)}: ${fields}`, () => {
    const read = readCardForm(new URLSearchParams({ ...GOOD, ...form }));
    expect(read.ok ? '' : Object.keys(read.problems).join(' ')).toBe(fields);
    for (const value of Object.values(form)) if (value !== '') expect(JSON.stringify(read)).not.toContain(value);
  });
}

test('an empty form has every problem', () => {
  const read = readCardForm(new URLSearchParams());
  expect(read.ok ? [] : Object.keys(read.problems)).toEqual(['number', 'expiry', 'cvc']);
});
