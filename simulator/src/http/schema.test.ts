import { expect, test } from 'vitest';
import { type OpenApiDocument, onlyFields, schemaChecks } from './schema.ts';

const document: OpenApiDocument = {
  paths: {
    '/things': {
      parameters: [],
      get: {
        operationId: 'listThings',
        parameters: [
          { name: 'limit', in: 'query', schema: { type: 'integer', minimum: 1, maximum: 100 } },
          { name: 'open', in: 'query', schema: { type: 'boolean' } },
          { $ref: '#/components/parameters/Kind' },
          { name: 'Idempotency-Key', in: 'header', schema: { type: 'string' } },
        ],
      },
      post: { operationId: 'addThing' },
    },
  },
  components: {
    parameters: { Kind: { name: 'kind', in: 'query', schema: { $ref: '#/components/schemas/Kind' } } },
    schemas: {
      Kind: { type: 'string', enum: ['round', 'flat'] },
      Thing: {
        type: 'object',
        required: ['kind', 'size'],
        additionalProperties: false,
        properties: {
          kind: { $ref: '#/components/schemas/Kind' },
          size: { type: 'integer', minimum: 1 },
          made: { type: 'string', format: 'date-time' },
          parts: { type: 'array', items: { $ref: '#/components/schemas/Thing' } },
          'a/b~c': { type: 'object', additionalProperties: { type: 'string' } },
          always: { const: 'yes' },
        },
      },
      Shape: {
        type: 'object',
        required: ['is'],
        discriminator: { propertyName: 'is', mapping: { round: '#/components/schemas/Round' } },
        oneOf: [{ $ref: '#/components/schemas/Round' }, { $ref: '#/components/schemas/Flat' }],
      },
      Round: {
        type: 'object',
        required: ['is', 'radius'],
        properties: { is: { const: 'round' }, radius: { type: 'number' } },
      },
      Flat: {
        type: 'object',
        required: ['is', 'side'],
        properties: { is: { const: 'flat' }, side: { type: 'number' } },
      },
    },
  },
};
const checks = schemaChecks(document);

const bodies: readonly [schema: string, value: unknown, pointers: string][] = [
  ['Thing', { kind: 'round', size: 1 }, ''],
  ['Thing', {}, '/kind is required; /size is required'],
  ['Thing', { kind: 'square', size: 1 }, '/kind must be one of round, flat'],
  ['Thing', { kind: 'round', size: '1' }, '/size must be integer'],
  ['Thing', { kind: 'round', size: 0 }, '/size must be >= 1'],
  ['Thing', { kind: 'round', size: 1, more: true }, '/more is not a known field'],
  ['Thing', { kind: 'round', size: 1, made: 'today' }, '/made must match format "date-time"'],
  [
    'Thing',
    { kind: 'round', size: 1, parts: [{ kind: 'flat', size: 1 }, { kind: 'flat' }] },
    '/parts/1/size is required',
  ],
  ['Thing', { kind: 'round', size: 1, 'a/b~c': { x: 1 } }, '/a~1b~0c/x must be string'],
  ['Thing', { kind: 'round', size: 1, always: 'no' }, '/always must be "yes"'],
  ['Thing', JSON.parse('{"kind":"round","size":1,"__proto__":{}}'), '/__proto__ is not a known field'],
  ['Thing', { kind: 'round', size: 1, '4242424242424242': 1 }, '/••••••••••••4242 is not a known field'],
  ['Thing', [], ' must be object'],
  ['Thing', null, ' must be object'],
  ['Thing', 'text', ' must be object'],
  ['Shape', { is: 'round', radius: 1 }, ''],
  ['Shape', { is: 'round' }, '/radius is required'],
  ['Shape', { is: 'square' }, '/is is none of the known kinds'],
];
for (const [schema, value, pointers] of bodies) {
  test(`${schema} ${JSON.stringify(value)}: ${pointers || 'taken'}`, () => {
    const parsed = checks.body(schema, value);
    const errors = parsed.ok ? [] : parsed.errors.map(({ pointer, detail }) => `${pointer} ${detail}`);
    expect(errors.join('; ')).toBe(pointers);
  });
}

const queries: readonly [query: string, expected: unknown][] = [
  ['', {}],
  ['limit=3&open=true&kind=flat', { limit: 3, open: true, kind: 'flat' }],
  ['limit=0', 'limit must be >= 1'],
  ['limit=1.5', 'limit must be integer'],
  ['limit=', 'limit must be integer'],
  ['limit=three', 'limit must be integer'],
  ['limit=1e3', 'limit must be integer'],
  ['limit=0x10', 'limit must be integer'],
  ['limit=%205', 'limit must be integer'],
  ['limit=05', 'limit must be integer'],
  ['limit=%2B5', 'limit must be integer'],
  ['open=TRUE', 'open must be boolean'],
  ['open=1', 'open must be boolean'],
  ['open=', 'open must be boolean'],
  ['open=maybe', 'open must be boolean'],
  ['kind=square', 'kind must be one of round, flat'],
  ['limit=1&limit=2', 'limit is given more than once'],
  ['other=1', 'other is not a known field'],
  ['toString=1', 'toString is not a known field'],
  ['__proto__=1', '__proto__ is not a known field'],
  ['4242424242424242=1', '••••••••••••4242 is not a known field'],
  ['Idempotency-Key=1', 'Idempotency-Key is not a known field'],
];
for (const [query, expected] of queries) {
  test(`?${query}: ${JSON.stringify(expected)}`, () => {
    const parsed = checks.query('listThings', new URLSearchParams(query));
    expect(
      parsed.ok ? parsed.value : parsed.errors.map(({ pointer, detail }) => `${pointer} ${detail}`).join('; '),
    ).toEqual(expected);
  });
}

test('a body with a hundred mistakes is told twenty of them', () => {
  const many = Object.fromEntries(Array.from({ length: 100 }, (_, index) => [`field-${index}`, 1] as const));
  const parsed = checks.body('Thing', many);
  expect(parsed.ok ? [] : parsed.errors).toHaveLength(20);
});

test('a name without end is cut short where it is told', () => {
  const parsed = checks.body('Thing', { kind: 'round', size: 1, ['x'.repeat(100_000)]: 1 });
  expect(parsed.ok ? '' : parsed.errors[0]?.pointer.length).toBe(201);
});

test('an operation that is not in the document is a bug', () => {
  expect(() => checks.query('noSuchThing', new URLSearchParams())).toThrow('noSuchThing');
});

test('fields of a form may have any name', () => {
  expect(onlyFields(new URLSearchParams('constructor=1&__proto__=2'))).toEqual({
    ok: true,
    value: JSON.parse('{"constructor":"1","__proto__":"2"}'),
  });
});
