import { expect, test } from 'vitest';
import { REASONS_IN_WORDS, reasonPattern, shopSays } from './reasons.ts';

const said: readonly [reason: string, words: string, expected: boolean][] = [
  // a scenario says                                   the shop says                                          it is that
  [
    'the secret is for sandbox and the shop for production',
    'This shop belongs to the environment "production", but the API key belongs to "sandbox".',
    true,
  ],
  [
    'the secret is for production and the shop for sandbox',
    'This shop belongs to the environment "production", but the API key belongs to "sandbox".',
    false,
  ],
  [
    'it was saved in sandbox',
    'This shop belongs to the environment "production", but the stored integration belongs to "sandbox".',
    true,
  ],
  [
    'the payment was made in sandbox',
    'This shop belongs to the environment "production", but the stored integration belongs to "sandbox".',
    false,
  ],
  ['production moves real money', 'the environment "production" is of mode live, not "test"', true],
  ['production moves no real money', 'the environment "production" is of mode live, not "test"', false],
];
for (const [reason, words, expected] of said) {
  test(`"${words}" is ${expected ? '' : 'not '}that ${reason}`, () => {
    expect(shopSays(reason).test(words)).toBe(expected);
  });
}

test('every reason can be said in a step, and no other', () => {
  const whole = new RegExp(`^(?:${reasonPattern().source})$`);
  for (const reason of REASONS_IN_WORDS) expect(reason.replaceAll('…', 'sandbox')).toMatch(whole);
  expect('the moon is full').not.toMatch(whole);
  expect(() => shopSays('the moon is full')).toThrow('no reason reads');
});
