import { readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { expect, test } from 'vitest';
import { specification } from './specification.ts';

const generic = specification('generic');
const problem = { type: '/problems/not-found', title: 'Not Found', status: 404 };
const token = { access_token: 'gat', token_type: 'Bearer', expires_in: 60, scope: 'pay' };
const JSON_TYPE = 'application/json';
const PROBLEM_TYPE = 'application/problem+json';

const cases: readonly [operation: string, status: number, mediaType: string, body: unknown, complaint: string][] = [
  // operation                     status  media type    body                                        complaint
  ['post /oauth/token', 200, JSON_TYPE, token, ''],
  ['post /oauth/token', 200, JSON_TYPE, { ...token, expires_in: '60' }, '/expires_in must be integer'],
  ['post /oauth/token', 200, JSON_TYPE, { ...token, more: 1 }, '/ must NOT have additional properties'],
  ['post /oauth/token', 401, JSON_TYPE, { error: 'invalid_client', error_description: 'no' }, ''],
  ['post /oauth/token', 401, JSON_TYPE, { error: 'nonsense', error_description: 'no' }, '/error must be equal to one'],
  ['post /oauth/token', 501, JSON_TYPE, {}, 'status 501 is not documented'],
  ['get /v1/payments/{paymentId}', 404, PROBLEM_TYPE, problem, ''],
  ['get /v1/payments/{paymentId}', 404, JSON_TYPE, problem, 'media type application/json is not documented'],
  ['get /v1/payments/{paymentId}', 404, PROBLEM_TYPE, { ...problem, type: '/problems/odd' }, '/type must be equal'],
  ['get /v1/payments/{paymentId}', 204, '', undefined, 'status 204 is not documented'],
  ['get /v1/nowhere', 404, PROBLEM_TYPE, problem, 'no operation get /v1/nowhere'],
];

for (const [operation, status, mediaType, body, complaint] of cases) {
  test(`${operation} answered with ${status} ${mediaType}: ${complaint || 'no complaint'}`, () => {
    const [verb, path = ''] = operation.split(' ');
    const complaints = generic.responseComplaints({ verb: verb as 'get', path }, { status, mediaType, body });
    expect(complaints).toEqual(complaint ? [expect.stringContaining(complaint)] : []);
  });
}

test('an answer without a body is allowed where none is documented, and only there', () => {
  const remove = { verb: 'delete', path: '/artefacts/{artefactId}' } as const;
  const answer = { status: 204, mediaType: '', body: undefined };
  const control = specification('control');
  expect(control.responseComplaints(remove, answer)).toEqual([]);
  expect(control.responseComplaints(remove, { ...answer, body: {} })).toEqual(['a body where none is documented']);
});

test('every operation of a document is found, with its name', () => {
  expect(generic.operations.map((operation) => operation.id)).toEqual(
    expect.arrayContaining(['createToken', 'checkConnection', 'createPayment', 'listPayments', 'refundPayment']),
  );
});

test('every document that is taken for a schema at a start is one', () => {
  const files = ['generic', 'control', 'shop'].map((name) => new URL(`./${name}.wire.json`, import.meta.url));
  const protocol = new URL('../../../specs/subject-protocol.schema.json', import.meta.url);
  for (const file of [...files, protocol]) {
    const ajv = new Ajv2020({ strict: false });
    expect(ajv.validateSchema(JSON.parse(readFileSync(file, 'utf8'))), file.href).toBe(true);
  }
  expect(new Ajv2020({ strict: false }).validateSchema({ type: 7 })).toBe(false);
});
