import { expect, test } from 'vitest';
import { BoundedText } from './bounded-text.ts';

test('a short text is kept whole', () => {
  const text = new BoundedText(10);
  text.add('hello ');
  text.add('you');
  expect(text.toString()).toBe('hello you');
});

test('of a long text the end is kept, and it says that there was more', () => {
  const text = new BoundedText(4);
  for (const digit of '123456789') text.add(digit);
  expect(text.toString()).toBe('…6789');
});
