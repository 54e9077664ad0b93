import { expect, test } from 'vitest';
import { unerasableSyntax } from './erasable-syntax.ts';

const cases: readonly [text: string, expected: string][] = [
  ['enum Level { Must }', 'enum Level'],
  ['namespace Money { export const zero = 0n; }', 'a namespace'],
  ["declare module 'untyped';", ''],
  ['class Store { constructor(private readonly path: string) {} }', 'a parameter property'],
  ['class Store { readonly #path: string; constructor(path: string) { this.#path = path; } }', ''],
  ['const id = <Id>text;', 'a <T> cast'],
  ["import fs = require('node:fs');", 'import ='],
  ["import { money } from './money';", 'import of ./money without its file extension'],
  ["export * from '../engine';", 'import of ../engine without its file extension'],
  ["import { money } from './money.ts';", ''],
  ["import document from './wire.json' with { type: 'json' };", ''],
  ["import express from 'express';", ''],
  ["const text = 'enum Level { Must }';", ''],
];

for (const [text, expected] of cases) {
  test(`${text} → ${expected || 'allowed'}`, () => {
    const found = unerasableSyntax({ path: 'simulator/src/engine/sample.ts', text }).map(
      (violation) => violation.found,
    );
    expect(found).toEqual(expected ? [expected] : []);
  });
}
