import { execFileSync } from 'node:child_process';
import { expect, test } from 'vitest';
import { shellWord } from './shell-word.ts';

const words = [
  'stdio:node subject.ts',
  'stdio:node "my subject.ts"',
  "stdio:sh -c 'echo $HOME'",
  `both ' and "`,
  '`id` $(id) \\',
];
for (const word of words) {
  test(`a shell takes ${word} for one word, and changes nothing in it`, () => {
    expect(shellWord(word)).toMatch(/^'/);
    expect(execFileSync('sh', ['-c', `printf %s ${shellWord(word)}`], { encoding: 'utf8' })).toBe(word);
  });
}
