import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { consoleReporter } from './console.ts';
import { junitXml } from './junit.ts';
import { killMatrix, mutantLine } from './kill-matrix.ts';
import { STORY } from './story.testing.ts';

function golden(name: string): string {
  return readFileSync(new URL(`../../test/golden/${name}`, import.meta.url), 'utf8');
}

function printed(colors: boolean): string {
  let text = '';
  const write = (more: string) => {
    text += more;
  };
  const replay = (requirement: string, seed: number) => `assay check --only ${requirement} --seed ${seed}`;
  const report = consoleReporter({ write, colors, replay });
  for (const event of STORY) report(event);
  return text;
}

test('the console tells the whole story', () => expect(printed(false)).toBe(golden('console.txt')));

test('colours change nothing but colours', () => {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: the escape character is what colours begin with
  expect(printed(true).replace(/\u001b\[\d+m/g, '')).toBe(printed(false));
  expect(printed(true)).not.toBe(printed(false));
});

test('JUnit tells the whole story', () => expect(junitXml(STORY)).toBe(golden('junit.xml')));

test('the kill matrix shows who was killed by what, who survived and who waits', () => {
  const killedBy = [{ requirement: 'CRE-02', observed: 'a capture at production\nand more' }];
  const verdicts = [
    { mutant: 'current-mode', mistake: 'm', kills: ['CRE-01', 'CRE-02'], killedBy, durationMs: 1_200 },
    { mutant: 'no-check', mistake: 'm', kills: ['CRE-03'], killedBy: [], durationMs: 900 },
  ];
  const waiting = [{ id: 'ignores-livemode', kills: ['CRE-08'], waitsFor: 'notifications' }];
  const text = `${verdicts.map(mutantLine).join('\n')}\n\n${killMatrix(verdicts, waiting)}\n`;
  expect(text).toBe(golden('kill-matrix.txt'));
});
