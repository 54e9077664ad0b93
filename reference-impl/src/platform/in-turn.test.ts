import { expect, test } from 'vitest';
import { inTurn } from './in-turn.ts';

test('work on one thing happens in the order asked for, whatever fails before it', async () => {
  const turn = inTurn();
  const done: string[] = [];
  let release = () => {};
  const gate = new Promise<void>((resolve) => {
    release = resolve;
  });
  const first = turn('a', async () => {
    await gate;
    done.push('first');
    throw new Error('first failed');
  });
  const second = turn('a', async () => void done.push('second'));
  await turn('b', async () => void done.push('other'));
  release();
  await expect(first).rejects.toThrow('first failed');
  await second;
  expect(done).toEqual(['other', 'first', 'second']);
});
