import { expect, test } from 'vitest';
import { foreignTraces } from './foreign-traces.ts';

// Put together here, so that this file carries none of them.
const path = (...parts: readonly string[]): string => ['', ...parts].join('/');

const cases: readonly [file: string, text: string, expected: number][] = [
  ['README.md', `cd ${path('work', 'main')}`, 1],
  ['README.md', `see ${path('root', 'notes')}`, 1],
  ['README.md', `see ${path('home', 'somebody', 'notes')}`, 1],
  ['README.md', `see ${path('Users', 'somebody', 'notes')}`, 1],
  ['simulator/Dockerfile', `WORKDIR ${path('home', 'node', 'app')}`, 0],
  ['README.md', 'https://example.org/homework/', 0],
  ['.npmrc', 'registry=https://packages.example.org/', 1],
  ['package-lock.json', '"resolved": "https://packages.example.org/a/-/a-1.0.0.tgz"', 1],
  ['package-lock.json', '"resolved": "https://registry.npmjs.org/a/-/a-1.0.0.tgz"', 0],
  ['README.md', `written with ${['chatg', 'pt'].join('')}`, 1],
  ['README.md', 'a plain sentence about payments', 0],
];

for (const [file, text, expected] of cases) {
  test(`${file} with ${expected === 0 ? 'no trace' : 'a trace'}: ${text.slice(0, 12)}…`, () => {
    expect(foreignTraces({ path: file, text })).toHaveLength(expected);
  });
}
