import { expect, test } from 'vitest';
import { background } from './background.ts';
import { jsonLog } from './log.ts';

test('work of one name is done once more for all who asked meanwhile, and never twice at once', async () => {
  const work = background(jsonLog(() => {}));
  const done: string[] = [];
  let under = 0;
  const one = async () => {
    under += 1;
    expect(under).toBe(1);
    await Promise.resolve();
    done.push('done');
    under -= 1;
  };
  for (let asked = 0; asked < 5; asked += 1) work.begin('one', one);
  await work.settled();
  expect(done).toEqual(['done', 'done']);
  work.begin('one', one);
  await work.settled();
  expect(done).toHaveLength(3);
});

test('what fails is logged, and what comes after it is done', async () => {
  const logged: string[] = [];
  const work = background(jsonLog((line) => void logged.push(line)));
  work.begin('one', () => Promise.reject(new Error('no')));
  await work.settled();
  work.begin('one', () => Promise.resolve());
  await work.settled();
  expect(logged).toHaveLength(1);
  expect(logged[0]).toContain('one failed');
});
