import { expect, test } from 'vitest';
import { Facts, type Viewer } from './facts.ts';

const HERE: Viewer = { environment: 'sandbox', merchantId: 'one' };
const NEIGHBOUR: Viewer = { environment: 'sandbox', merchantId: 'two' };
const ELSEWHERE: Viewer = { environment: 'production', merchantId: 'three' };

function facts(): Facts {
  const known = new Facts(['sandbox', 'testing', 'production']);
  known.learn('the payment', 'pay_AbCdEfGhIjKlMnOpQrSt', HERE);
  known.learn('the card fingerprint', '0123456789abcdef01234567', { environment: 'sandbox' });
  return known;
}

const cases: [text: string, viewer: Viewer, foreign: number][] = [
  // text                                            viewer       foreign
  ['{"id":"pay_AbCdEfGhIjKlMnOpQrSt"}', HERE, 0],
  ['{"id":"pay_AbCdEfGhIjKlMnOpQrSt"}', NEIGHBOUR, 1],
  ['{"id":"pay_AbCdEfGhIjKlMnOpQrSt"}', ELSEWHERE, 1],
  ['{"id":"pay_AbCdEfGhIjKlMnOpQrSt"}', { environment: 'sandbox' }, 1],
  ['location: /x/AbCdEfGhIjKlMnOpQrSt/y', ELSEWHERE, 1],
  ['AbCdEfGhIjKlMnOpQrS', ELSEWHERE, 0],
  ['"fingerprint":"0123456789abcdef01234567"', NEIGHBOUR, 0],
  ['"fingerprint":"0123456789abcdef01234567"', ELSEWHERE, 1],
  ['it belongs to production', HERE, 1],
  ['gsk_testing_x and testings', HERE, 1],
  ['this is sandbox', HERE, 0],
];
for (const [text, viewer, foreign] of cases) {
  test(`${viewer.merchantId ?? 'nobody'} in ${viewer.environment} must not see ${foreign} of ${text}`, () => {
    expect(facts().foreignIn(text, viewer)).toHaveLength(foreign);
  });
}

test('what several say is theirs may be seen by each of them', () => {
  const known = facts();
  known.learn('the reference', 'order-abcdefghijkl', HERE);
  known.learn('the reference', 'order-abcdefghijkl', ELSEWHERE);
  expect(known.foreignIn('order-abcdefghijkl', HERE)).toEqual([]);
  expect(known.foreignIn('order-abcdefghijkl', ELSEWHERE)).toEqual([]);
  expect(known.foreignIn('order-abcdefghijkl', NEIGHBOUR)).toEqual(['the reference order-abcdefghijkl of sandbox']);
});

test('the name of an environment may be allowed', () => {
  expect(facts().foreignIn('it belongs to production', HERE, ['production'])).toEqual([]);
});
