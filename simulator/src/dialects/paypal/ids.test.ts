import { expect, test } from 'vitest';
import { seededRandom } from '../../platform/random.ts';
import { holdsCardNumber } from '../../situations/card.ts';
import { accountCode, derivedUuid, disputeNumber, eventId, newOrderId, RESOURCE_KINDS, wireId } from './ids.ts';

test('every kind of thing has ids of its own, and the same thing the same one', () => {
  const ids = RESOURCE_KINDS.map((kind) => wireId(kind, 'x_1'));
  expect(new Set(ids).size).toBe(RESOURCE_KINDS.length);
  expect(RESOURCE_KINDS.map((kind) => wireId(kind, 'x_1'))).toEqual(ids);
  expect(wireId('capture', 'x_2')).not.toBe(wireId('capture', 'x_1'));
});

test('ids look as the provider’s do', () => {
  const random = seededRandom('paypal', 'ids');
  expect(newOrderId(random)).toMatch(/^[0-9A-Z]{17}$/);
  expect(newOrderId(random)).not.toBe(newOrderId(random));
  expect(eventId('a', '1')).toMatch(/^WH-[0-9A-Z]{17}-[0-9A-Z]{17}$/);
  expect(eventId('a', '1')).not.toBe(eventId('a', '2'));
  expect(accountCode('mer_1')).toMatch(/^[2-9A-HJ-NP-Z]{13}$/);
  expect(derivedUuid('a')).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/);
});

test('no number of a dispute reads like a card number', () => {
  for (let count = 0; count < 1000; count += 1) {
    const id = disputeNumber(`dis_${count}`);
    expect(id).toMatch(/^PP-D-\d{10}$/);
    expect(holdsCardNumber(id)).toBe(false);
  }
});
