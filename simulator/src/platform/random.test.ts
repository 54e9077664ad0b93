import { expect, test } from 'vitest';
import { fractionOf, type Random, seededRandom, systemRandom } from './random.ts';

const sources: readonly [name: string, source: () => Random][] = [
  ['the operating system', systemRandom],
  ['a seed', () => seededRandom('seed', 'label')],
];
for (const [name, source] of sources) {
  test(`${name}: ids have their prefix and 20 characters, secrets 40, and none comes twice`, () => {
    const random = source();
    const ids = Array.from({ length: 1000 }, () => random.id('pay'));
    for (const id of ids) expect(id).toMatch(/^pay_[0-9A-Za-z]{20}$/);
    expect(new Set(ids).size).toBe(1000);
    const chance = ids.map((id) => id.slice('pay_'.length + 6));
    expect(new Set(chance).size).toBe(1000);
    expect(random.secret()).toMatch(/^[0-9A-Za-z]{40}$/);
  });

  test(`${name}: every character is about as likely as every other`, () => {
    const random = source();
    const counts = new Map<string, number>();
    for (let count = 0; count < 2000; count += 1) {
      for (const character of random.secret()) counts.set(character, (counts.get(character) ?? 0) + 1);
    }
    // 80,000 draws of 62: 1290 each, with a standard deviation of 36.
    expect(counts.size).toBe(62);
    for (const count of counts.values()) expect(Math.abs(count - 1290)).toBeLessThan(6 * 36);
  });
}

test('ids that are made one after the other stand side by side, until they begin anew', () => {
  const random = systemRandom();
  const ids = Array.from({ length: 1000 }, () => random.id('pay'));
  const steps = ids.slice(1).filter((id, index) => id < (ids[index] ?? ''));
  expect(steps.length).toBeLessThan(2);
});

test('a seed repeats itself, and each label is a sequence of its own', () => {
  const draw = (seed: string, label: string) => {
    const random = seededRandom(seed, label);
    return [random.id('a'), random.secret(), random.id('b')];
  };
  expect(draw('seed', 'label')).toEqual(draw('seed', 'label'));
  expect(draw('seed', 'label')).not.toEqual(draw('seed', 'other'));
  expect(draw('seed', 'label')).not.toEqual(draw('other', 'label'));
});

test('a fraction follows from seed and label alone, and fractions are spread evenly', () => {
  expect(fractionOf('seven', 'rule 1')).toBe(fractionOf('seven', 'rule 1'));
  expect(fractionOf('seven', 'rule 1')).not.toBe(fractionOf('eight', 'rule 1'));
  const fractions = Array.from({ length: 1000 }, (_, index) => fractionOf('seven', `rule ${index}`));
  expect(fractions.every((fraction) => fraction >= 0 && fraction < 1)).toBe(true);
  const mean = fractions.reduce((sum, fraction) => sum + fraction, 0) / fractions.length;
  expect(Math.abs(mean - 0.5)).toBeLessThan(0.05);
});
