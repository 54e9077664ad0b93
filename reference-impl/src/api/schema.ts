import { Ajv2020, type ErrorObject, type ValidateFunction } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import type { Exchange, Method } from '../http/exchange.ts';
import type { FieldError } from './problem.ts';
import type { operations } from './wire.d.ts';
import document from './wire.json' with { type: 'json' };

/** The operations of the API, by their operationId. */
export type OperationId = keyof operations;

/** The JSON body an operation takes. One that may be left out is an object with nothing in it then. */
export type BodyOf<Op extends OperationId> = operations[Op] extends {
  requestBody?: { content: { 'application/json': infer Body } };
}
  ? Body
  : undefined;

/** The query parameters an operation takes. */
export type QueryOf<Op extends OperationId> = NonNullable<operations[Op]['parameters']['query']>;

/** A value known to have its shape, or every way in which it has not. */
export type Parsed<T> = Readonly<{ ok: true; value: T }> | Readonly<{ ok: false; errors: readonly FieldError[] }>;

/** Where an operation is served and how its requests are checked, as its specification says. */
export type OperationShape<Op extends OperationId> = Readonly<{
  method: Method;
  path: string;
  body: 'needed' | 'optional' | 'none';
  parseBody(value: unknown): Parsed<BodyOf<Op>>;
  query(exchange: Exchange): Parsed<QueryOf<Op>>;
}>;

/** What an operation without a body accepts: an object with nothing in it. */
const EMPTY_BODY = { type: 'object', additionalProperties: false };

const ERRORS_MAX = 20;
const SCHEMA_ID = 'shop';

// The validator tells the kinds apart by themselves and does not know OpenAPI's mapping of them.
const WITHOUT_MAPPINGS = JSON.parse(JSON.stringify(document, (key, part) => (key === 'mapping' ? undefined : part)));

const ajv = compiler();

/** What the specification says about an operation. */
export function operationShape<Op extends OperationId>(id: Op): OperationShape<Op> {
  const { path, method, operation } = find(id);
  const inPath = path.replaceAll('~', '~0').replaceAll('/', '~1');
  const pointer = encodeURI(`#/paths/${inPath}/${method}/requestBody/content/application~1json/schema`);
  const { requestBody } = operation;
  const checkBody = whenNeeded<BodyOf<Op>>(requestBody === undefined ? EMPTY_BODY : { $ref: SCHEMA_ID + pointer });
  const parameters = (operation.parameters ?? []).filter(isQueryParameter);
  const checkQuery = whenNeeded<QueryOf<Op>>(querySchema(parameters));
  return {
    method,
    path: path.replaceAll(/\{(\w+)\}/g, ':$1'),
    body: requestBody === undefined ? 'none' : requestBody.required === false ? 'optional' : 'needed',
    parseBody: (value) => parsed(checkBody(), value, 'body'),
    query: ({ query }) => parsedQuery(checkQuery(), parameters, query),
  };
}

/** Compiled when it is first asked for: all of them together take a third of the time the shop needs to start. */
function whenNeeded<T>(schema: object): () => ValidateFunction<T> {
  let compiled: ValidateFunction<T> | undefined;
  return () => {
    compiled ??= ajv.compile<T>(schema);
    return compiled;
  };
}

type Operation = Readonly<{
  operationId: string;
  parameters?: readonly unknown[];
  requestBody?: Readonly<{ required?: boolean }>;
}>;

function find(id: OperationId): Readonly<{ path: string; method: Method; operation: Operation }> {
  const methods: readonly Method[] = ['get', 'post', 'put', 'delete'];
  for (const [path, item] of Object.entries<Readonly<Record<string, unknown>>>(document.paths)) {
    for (const method of methods) {
      const operation = item[method];
      if (isOperation(operation) && operation.operationId === id) return { path, method, operation };
    }
  }
  throw new Error(`no operation ${id} in the specification`);
}

function querySchema(parameters: readonly QueryParameter[]): object {
  const properties = Object.fromEntries(parameters.map(({ name, schema }) => [name, schema]));
  return { type: 'object', additionalProperties: false, properties };
}

function compiler(): Ajv2020 {
  // That the specification is one is held by a test, and need not be found out at every start.
  const known = { validateSchema: false } as const;
  const ajv = new Ajv2020({ allErrors: true, strict: false, discriminator: true, useDefaults: true, ...known });
  addFormats.default(ajv);
  ajv.addSchema(WITHOUT_MAPPINGS, SCHEMA_ID);
  return ajv;
}

/** Query parameters as values: a number only where it is written as one writes numbers, and nothing twice. */
function parsedQuery<T>(
  check: ValidateFunction<T>,
  parameters: readonly QueryParameter[],
  query: URLSearchParams,
): Parsed<T> {
  const repeated = [...new Set(query.keys())].filter((name) => query.getAll(name).length > 1);
  if (repeated.length > 0) {
    return { ok: false, errors: repeated.map((pointer) => ({ pointer, detail: 'is given more than once' })) };
  }
  const numbers = new Set(parameters.filter(({ schema }) => schema.type === 'integer').map(({ name }) => name));
  const values = [...query].map(([name, text]) => [name, numbers.has(name) && WHOLE.test(text) ? Number(text) : text]);
  return parsed(check, Object.fromEntries(values), 'parameter');
}

const WHOLE = /^-?(0|[1-9]\d{0,14})$/;

function parsed<T>(check: ValidateFunction<T>, value: unknown, kind: 'body' | 'parameter'): Parsed<T> {
  if (check(value)) return { ok: true, value };
  const errors = (check.errors ?? []).map((error) => fieldError(error, kind));
  const different = new Map(errors.map((error) => [`${error.pointer} ${error.detail}`, error]));
  return { ok: false, errors: [...different.values()].slice(0, ERRORS_MAX) };
}

function fieldError(error: ErrorObject, kind: 'body' | 'parameter'): FieldError {
  const at = kind === 'parameter' ? error.instancePath.slice(1) : error.instancePath;
  const inside = (name: unknown) =>
    kind === 'parameter' ? String(name) : `${at}/${String(name).replaceAll('~', '~0').replaceAll('/', '~1')}`;
  switch (error.keyword) {
    case 'required':
    case 'dependentRequired':
      return { pointer: inside(error.params.missingProperty), detail: 'is required' };
    case 'additionalProperties':
      return { pointer: inside(error.params.additionalProperty), detail: 'is not a known field' };
    case 'enum':
      return { pointer: at, detail: `must be one of ${error.params.allowedValues.join(', ')}` };
    case 'const':
      return { pointer: at, detail: `must be ${JSON.stringify(error.params.allowedValue)}` };
    case 'discriminator':
      return { pointer: inside(error.params.tag), detail: 'is not a known kind' };
    default:
      return { pointer: at, detail: error.message ?? 'is not valid' };
  }
}

function isOperation(value: unknown): value is Operation {
  return typeof value === 'object' && value !== null && 'operationId' in value;
}

type QueryParameter = Readonly<{ name: string; schema: Readonly<{ type?: unknown }> }>;

function isQueryParameter(value: unknown): value is QueryParameter {
  return typeof value === 'object' && value !== null && 'in' in value && value.in === 'query';
}
