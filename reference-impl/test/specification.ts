import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { expect } from 'vitest';
import document from '../src/api/wire.json' with { type: 'json' };

type Responses = Readonly<Record<string, unknown>>;
type Operation = Readonly<{ operationId: string; responses: Responses }>;

/** An operation of the specification with where it is. */
export type Described = Readonly<{ id: string; method: string; path: string; operation: Operation }>;

const ajv = new Ajv2020({ strict: false, allErrors: true });
addFormats.default(ajv);
ajv.addSchema(document, 'shop');
const compiled = new Map<string, ValidateFunction>();

/** Every operation of the shop's API. */
export const DESCRIBED: readonly Described[] = Object.entries<object>(document.paths).flatMap(([path, item]) =>
  Object.entries(item).flatMap(([method, operation]) =>
    isOperation(operation) ? [{ id: operation.operationId, method, path, operation }] : [],
  ),
);

/** Fails unless the answer is one that the specification has for this operation. */
export function expectDescribed(method: string, path: string, status: number, type: string, body: string): void {
  const described = DESCRIBED.find((one) => one.method === method.toLowerCase() && pattern(one.path).test(path));
  // An answer for an address that the specification does not have is a problem as everywhere else.
  const schema = described ? schemaOf(described, status) : '#/components/schemas/Problem';
  const where = `${method} ${path} answered ${status}: ${body.slice(0, 300)}`;
  if (schema === undefined) {
    expect(body, where).toBe('');
    return;
  }
  expect(type, where).toMatch(status < 400 ? /^application\/json/ : /^application\/problem\+json/);
  const validate = compiled.get(schema) ?? ajv.compile({ $ref: `shop${schema}` });
  compiled.set(schema, validate);
  expect({ valid: validate(JSON.parse(body)), errors: validate.errors, where }).toMatchObject({ valid: true });
}

function schemaOf({ method, path, operation }: Described, status: number): string | undefined {
  const key = String(status) in operation.responses ? String(status) : 'default';
  const at = `#/paths/${path.replaceAll('/', '~1')}/${method}/responses/${key}`;
  const response = operation.responses[key];
  if (typeof response !== 'object' || response === null) throw new Error(`${method} ${path} describes no ${status}`);
  if ('$ref' in response) {
    const media = status < 400 ? 'application~1json' : 'application~1problem+json';
    return encodeURI(`${String(response.$ref)}/content/${media}/schema`);
  }
  return 'content' in response ? encodeURI(`${at}/content/application~1json/schema`) : undefined;
}

function pattern(path: string): RegExp {
  return new RegExp(`^${path.replaceAll(/\{\w+\}/g, '[^/]+')}$`);
}

function isOperation(value: unknown): value is Operation {
  return typeof value === 'object' && value !== null && 'operationId' in value;
}
