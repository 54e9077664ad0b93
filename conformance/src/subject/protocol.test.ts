import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { isMethodName, paramsComplaint, parseIncoming, parseResult, REQUIRED_METHODS } from './protocol.ts';

const schema = JSON.parse(
  readFileSync(new URL('../../../specs/subject-protocol.schema.json', import.meta.url), 'utf8'),
);
const methods: Record<string, { description: string }> = schema.$defs.Methods.properties;

test('the schema, the code and the protocol’s own document agree about which methods are required', () => {
  const required = Object.keys(methods).filter((name) => methods[name]?.description.startsWith('REQUIRED'));
  expect(required.toSorted()).toEqual([...REQUIRED_METHODS].toSorted());
  const document = readFileSync(new URL('../../PROTOCOL.md', import.meta.url), 'utf8');
  for (const name of Object.keys(methods)) expect(document).toContain(`| \`${name}\``);
  for (const name of required) expect(document).toContain(`| \`${name}\` •`);
});

test('a word that is no method is told from one that is', () => {
  expect(isMethodName('capture')).toBe(true);
  expect(isMethodName('captured')).toBe(false);
  expect(isMethodName('capture/properties/params')).toBe(false);
  expect(isMethodName('')).toBe(false);
});

const lines: readonly (readonly [line: string, complaint: string | undefined])[] = [
  ['{"jsonrpc":"2.0","id":1,"result":{"outcome":"ok"}}', undefined],
  ['{"jsonrpc":"2.0","id":1,"result":{"outcome":"ok"},"extra":1}', undefined],
  ['{"jsonrpc":"2.0","id":1,"error":{"code":-32601,"message":"no method"}}', undefined],
  ['{"jsonrpc":"2.0","id":null,"error":{"code":-32700,"message":"not JSON"}}', undefined],
  ['{"jsonrpc":"2.0","method":"log","params":{"level":"info","message":"hello"}}', undefined],
  ['starting up…', 'it is not JSON'],
  ['[]', '/ must be object'],
  ['42', 'it is not a JSON object'],
  ['{"jsonrpc":"2.0","id":1}', 'it has an id, but neither a result nor an error'],
  ['{"jsonrpc":"1.0","id":1,"result":{}}', '/jsonrpc must be equal to constant'],
  ['{"jsonrpc":"2.0","id":"1","result":{}}', '/id must be integer'],
  ['{"jsonrpc":"2.0","id":1,"error":"no"}', '/error must be object'],
  ['{"jsonrpc":"2.0","method":"print","params":{}}', '/method must be equal to constant'],
  [
    '{"jsonrpc":"2.0","method":"log","params":{"level":"loud","message":""}}',
    '/params/level must be equal to one of the allowed values: ["debug","info","warn","error"]',
  ],
];
for (const [line, complaint] of lines) {
  test(`${line} is ${complaint ?? 'right'}`, () => {
    const read = parseIncoming(line);
    expect(typeof read === 'string' ? read : undefined).toEqual(
      complaint === undefined ? undefined : expect.stringContaining(complaint),
    );
  });
}

const results: readonly (readonly [
  method: 'capture' | 'getPayment' | 'configure',
  result: unknown,
  string | undefined,
])[] = [
  ['capture', { outcome: 'ok', paymentId: 'p' }, undefined],
  ['capture', { outcome: 'ok', paymentId: 'p', note: 'unknown members are ignored' }, undefined],
  ['capture', { outcome: 'unknown', why: 'timeout' }, undefined],
  ['capture', { outcome: 'unsupported', reason: 'no', issueUrl: 'https://example.org/1' }, undefined],
  ['capture', { outcome: 'ok' }, "/ must have required property 'paymentId'"],
  [
    'capture',
    { outcome: 'action_required', paymentId: 'p', action: { kind: 'redirect', url: 'here' } },
    '/action/url must match format "uri"',
  ],
  ['capture', { outcome: 'done' }, '/outcome must not be "done" here'],
  ['capture', {}, "/ must have required property 'outcome'"],
  ['configure', { outcome: 'declined' }, '/outcome must not be "declined" here'],
  ['getPayment', { outcome: 'ok', payment: { paymentId: 'p' } }, "/payment must have required property 'shopId'"],
];
for (const [method, result, complaint] of results) {
  test(`${JSON.stringify(result)} for ${method} is ${complaint ?? 'right'}`, () => {
    const read = parseResult(method, result);
    expect(typeof read === 'string' ? read : undefined).toEqual(
      complaint === undefined ? undefined : expect.stringContaining(complaint),
    );
  });
}

test('odd selectors of environments may be sent, odd amounts may not', () => {
  const environments = {
    sandbox: { mode: 'test', baseUrl: 'http://127.0.0.1:1', credential: { kind: 'api_key', apiKey: 'k' } },
  };
  for (const active of [null, '', 'Production']) {
    expect(paramsComplaint('configure', { shopId: 's', environments, active })).toBeUndefined();
  }
  expect(paramsComplaint('configure', { shopId: 's', environments })).toContain("required property 'active'");
  const refund = { paymentId: 'p', commandId: 'c', amount: { minor: '1.5', currency: 'EUR' } };
  expect(paramsComplaint('refund', refund)).toContain('/amount/minor must match pattern');
});
