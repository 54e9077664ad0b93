import { expect, test } from 'vitest';
import { inTurn } from './in-turn.ts';

test('work about one thing runs one after the other, in the order it was asked for', async () => {
  const turns = inTurn();
  const said: string[] = [];
  const work = (name: string) => async () => {
    said.push(`${name} begins`);
    await Promise.resolve();
    said.push(`${name} ends`);
    return name;
  };
  expect(await Promise.all([turns('x', work('a')), turns('x', work('b'))])).toEqual(['a', 'b']);
  expect(said).toEqual(['a begins', 'a ends', 'b begins', 'b ends']);
});

test('work about two things runs side by side', async () => {
  const turns = inTurn();
  let release = () => {};
  const held = turns('x', () => new Promise<string>((resolve) => (release = () => resolve('x'))));
  expect(await turns('y', async () => 'y')).toBe('y');
  release();
  expect(await held).toBe('x');
});

test('work that fails fails alone', async () => {
  const turns = inTurn();
  const failed = turns('x', async () => {
    throw new Error('no');
  });
  const next = turns('x', async () => 'yes');
  await expect(failed).rejects.toThrow('no');
  expect(await next).toBe('yes');
});
