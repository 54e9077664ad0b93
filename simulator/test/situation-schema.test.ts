import { readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { readSituationFolders, shippedFolder } from '../src/operations/situation-files.ts';
import { parseSituation } from '../src/situations/parse.ts';

const text = readFileSync(new URL('../../specs/situation.schema.json', import.meta.url), 'utf8');
const schema = JSON.parse(text);
const validate = new Ajv2020({ allErrors: true }).compile(schema);

/** A file with one rule. */
const rule = (written: string) => `name: a-name\nabout: Something that happened once.\nrules:\n  - ${written}\n`;

test('the control API takes the situations that the schema describes, letter for letter', () => {
  const control = parse(readFileSync(new URL('../../specs/control.openapi.yaml', import.meta.url), 'utf8'));
  const expected = JSON.parse(text.replaceAll('#/$defs/', '#/components/schemas/')).$defs;
  const names = Object.keys(expected);
  expect(Object.fromEntries(names.map((name) => [name, control.components.schemas[name]]))).toEqual(expected);
});

const right: readonly string[] = [
  'fault: reset_before',
  'fault: { latency: 250ms }',
  'fault: { latency: { median: 1s, p95: 5s, before: effect } }',
  'fault: { connection_refused: { connections: 3 } }',
  'fault: { status: { code: 429, effect: none, retry_after: { in: 2s, as: date } } }',
  'fault: { drop_reply: {} }',
  'fault: { clock_skew: -5m }',
  'issuer: approve',
  'issuer: { review: { decide: { decline: lost_card }, after: 2h } }',
  'outcome: { fail: account_closed }',
  'outcome: { later: { after: 2h, end: fail } }',
  'notification: { duplicate: 2 }',
  '{ when: { operation: [read, list], nth: { from: 2 }, probability: 0.5 }, fault: stale_read }',
  '{ when: { amount: { min: 0, max: 5 }, currency: EUR, card: "4242", header: { x-a: "*" } }, fault: html_200 }',
];

const wrong: readonly string[] = [
  'fault: reset',
  'fault: latency',
  'fault: { reset_before: 1 }',
  'fault: { latency: 2 s }',
  'fault: { latency: { fixed: 1 } }',
  'fault: { trickle: { pieces: 1 } }',
  'fault: { status: { code: 404 } }',
  'fault: { status: {} }',
  'fault: { html_200: {} }',
  'fault: { latency: 1s, trickle: {} }',
  'issuer: { approve_part: 100 }',
  'issuer: { review: { after: 2h } }',
  'issuer: { challenge: maybe }',
  'outcome: { later: { after: 2h } }',
  'notification: { duplicate: 1 }',
  'notification: { delay: soon }',
  '{}',
  '{ when: { operation: pay }, fault: half_reply }',
  '{ when: { operation: [] }, fault: half_reply }',
  '{ when: { nth: 0 }, fault: half_reply }',
  '{ when: { nth: { to: 2 } }, fault: half_reply }',
  '{ when: { probability: 2 }, fault: half_reply }',
  '{ when: { card: 4242 }, fault: half_reply }',
  '{ when: { card: "42" }, fault: half_reply }',
  '{ when: { header: {} }, fault: half_reply }',
  '{ when: { header: { cookie: x } }, fault: half_reply }',
  '{ when: { currency: eur }, fault: half_reply }',
  '{ when: { reference: "" }, fault: half_reply }',
  '{ extra: 1, fault: half_reply }',
];

for (const written of right) {
  test(`the schema and the reader both take ${written}`, () => {
    expect([validate(parse(rule(written))), parseSituation(rule(written)).ok]).toEqual([true, true]);
  });
}

for (const written of wrong) {
  test(`the schema and the reader both refuse ${written}`, () => {
    expect([validate(parse(rule(written))), parseSituation(rule(written)).ok]).toEqual([false, false]);
  });
}

test('every situation that ships is as the schema has it', () => {
  const files = readSituationFolders([shippedFolder() ?? 'nowhere']);
  if (!files.ok) throw new Error(files.problems.join('\n'));
  const refused = files.library.filter(({ written }) => !validate(written)).map(({ situation }) => situation.name);
  expect(refused).toEqual([]);
  expect(files.library.length).toBeGreaterThanOrEqual(25);
});
