import { expect, test } from 'vitest';
import { DeadlineExceeded, within } from './clock.ts';

test('a promise that settles in time keeps its outcome', async () => {
  await expect(within(1_000, 'answer', Promise.resolve('here'))).resolves.toBe('here');
  await expect(within(1_000, 'answer', Promise.reject(new Error('refused')))).rejects.toThrow('refused');
});

test('a promise that never settles is given up at the deadline, by name', async () => {
  const never = new Promise(() => {});
  await expect(within(1, 'the ready line', never)).rejects.toThrow(
    new DeadlineExceeded('the ready line: not within 1 ms'),
  );
});
