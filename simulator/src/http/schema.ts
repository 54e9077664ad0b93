import { Ajv2020, type ErrorObject, type ValidateFunction } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { withoutCardNumbers } from '../situations/card.ts';
import type { FieldError } from './problem.ts';

/** The part of an OpenAPI document that says what requests look like. */
export type OpenApiDocument = Readonly<{
  paths: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  components: Readonly<Record<string, unknown>>;
}>;

/** A value known to have its shape, or every way in which it has not. */
export type Parsed<T> = Readonly<{ ok: true; value: T }> | Readonly<{ ok: false; errors: readonly FieldError[] }>;

/** Checks what comes in against the specification that describes it, so that the two cannot drift apart. */
export type SchemaChecks = Readonly<{
  /** A request body; `Body` has to be the type generated from the same schema. */
  body<Body>(schemaName: string, value: unknown): Parsed<Body>;
  /** Query parameters of an operation, with numbers and booleans read from their text; unknown ones are errors. */
  query<Query>(operationId: string, query: URLSearchParams): Parsed<Query>;
}>;

const ERRORS_MAX = 20;
const POINTER_LENGTH_MAX = 200;

/** Checks made from an OpenAPI document; each schema is compiled when it is first needed. */
export function schemaChecks(document: OpenApiDocument): SchemaChecks {
  const bodies = compiler(document, (name) => ({ $ref: `openapi${name}` }));
  const queries = compiler(document, (operationId) => querySchema(document, operationId));
  return {
    body<Body>(schemaName: string, value: unknown) {
      return verdict<Body>(bodies(`#/components/schemas/${schemaName}`), value);
    },
    query<Query>(operationId: string, query: URLSearchParams) {
      const fields = onlyFields(query);
      if (!fields.ok) return fields;
      return verdict<Query>(queries(operationId), typedValues(document, operationId, fields.value), 'parameter');
    },
  };
}

/** The fields of a query or a form, each of which may be given once. */
export function onlyFields(given: URLSearchParams): Parsed<Readonly<Record<string, string>>> {
  const repeated = new Set([...given.keys()].filter((name) => given.getAll(name).length > 1));
  if (repeated.size === 0) return { ok: true, value: Object.fromEntries(given) };
  const errors = [...repeated].slice(0, ERRORS_MAX);
  return { ok: false, errors: errors.map((name) => ({ pointer: shown(name), detail: 'is given more than once' })) };
}

function compiler(document: OpenApiDocument, schemaOf: (name: string) => object): (name: string) => ValidateFunction {
  const compiled = new Map<string, ValidateFunction>();
  let ajv: Ajv2020 | undefined;
  return (name) => {
    const known = compiled.get(name);
    if (known !== undefined) return known;
    if (ajv === undefined) {
      ajv = new Ajv2020({ allErrors: true, strict: false, discriminator: true });
      addFormats.default(ajv);
      ajv.addSchema(withoutMappings(document), 'openapi');
    }
    const validate = ajv.compile(schemaOf(name));
    compiled.set(name, validate);
    return validate;
  };
}

/** The validator reads the mapping off the schemas themselves and refuses to be told. */
function withoutMappings(document: OpenApiDocument): object {
  return JSON.parse(JSON.stringify(document, (key, value) => (key === 'mapping' ? undefined : value)));
}

function querySchema(document: OpenApiDocument, operationId: string): object {
  const properties: Record<string, unknown> = {};
  for (const parameter of parametersOf(document, operationId)) {
    if (parameter.in === 'query') properties[parameter.name] = parameter.schema;
  }
  return { type: 'object', additionalProperties: false, properties: rebased(properties) };
}

/** Text as the number or boolean it stands for, where it is written as one; what is not is left for the schema to refuse. */
function typedValues(
  document: OpenApiDocument,
  operationId: string,
  fields: Readonly<Record<string, string>>,
): Readonly<Record<string, unknown>> {
  const values: Record<string, unknown> = { ...fields };
  for (const { name, in: place, schema } of parametersOf(document, operationId)) {
    const text = Object.hasOwn(fields, name) ? fields[name] : undefined;
    if (place !== 'query' || text === undefined || !isRecord(schema)) continue;
    if (schema.type === 'integer' && /^-?(0|[1-9]\d*)$/.test(text)) values[name] = Number(text);
    if (schema.type === 'boolean' && /^(true|false)$/.test(text)) values[name] = text === 'true';
  }
  return values;
}

type Parameter = Readonly<{ name: string; in: string; schema: unknown }>;

function parametersOf(document: OpenApiDocument, operationId: string): readonly Parameter[] {
  for (const path of Object.values(document.paths)) {
    for (const operation of Object.values(path)) {
      if (isOperation(operation) && operation.operationId === operationId) {
        return (operation.parameters ?? []).map((parameter) => resolved(document, parameter));
      }
    }
  }
  throw new Error(`no operation ${operationId} in the document`);
}

function resolved(document: OpenApiDocument, parameter: unknown): Parameter {
  let found = parameter;
  if (hasRef(parameter)) {
    found = parameter.$ref
      .slice(2)
      .split('/')
      .reduce<unknown>((at, key) => (isRecord(at) ? at[key] : undefined), document);
  }
  if (!isRecord(found) || typeof found.name !== 'string' || typeof found.in !== 'string') {
    throw new Error(`not a parameter: ${JSON.stringify(parameter)}`);
  }
  return { name: found.name, in: found.in, schema: found.schema };
}

/** References inside the document point to its root; from another schema they have to name the document. */
function rebased(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value).replaceAll('"#/', '"openapi#/'));
}

function isOperation(value: unknown): value is { operationId: string; parameters?: readonly unknown[] } {
  return isRecord(value) && typeof value.operationId === 'string';
}

function hasRef(value: unknown): value is { $ref: string } {
  return isRecord(value) && typeof value.$ref === 'string';
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function verdict<T>(validate: ValidateFunction, value: unknown, kind: 'body' | 'parameter' = 'body'): Parsed<T> {
  // The validator was compiled from the schema that T was generated from; this is the one place that believes it.
  if (validate(value)) return { ok: true, value: value as T };
  const errors = (validate.errors ?? []).map((error) => fieldError(error, kind));
  return { ok: false, errors: withoutRepeats(errors).slice(0, ERRORS_MAX) };
}

function fieldError(error: ErrorObject, kind: 'body' | 'parameter'): FieldError {
  const at = shown(kind === 'parameter' ? error.instancePath.slice(1) : error.instancePath);
  const inside = (name: string) => (kind === 'parameter' ? shown(name) : pointerTo(at, name));
  switch (error.keyword) {
    case 'required':
      return { pointer: inside(String(error.params.missingProperty)), detail: 'is required' };
    case 'additionalProperties':
      return { pointer: inside(String(error.params.additionalProperty)), detail: 'is not a known field' };
    case 'enum':
      return { pointer: at, detail: `must be one of ${error.params.allowedValues.join(', ')}` };
    case 'const':
      return { pointer: at, detail: `must be ${JSON.stringify(error.params.allowedValue)}` };
    case 'discriminator':
      return { pointer: inside(String(error.params.tag)), detail: 'is none of the known kinds' };
    default:
      return { pointer: at, detail: error.message ?? 'is not valid' };
  }
}

/** The JSON pointer (RFC 6901) of a member, fit to be shown to whoever chose its name. */
export function pointerTo(parent: string, name: string): string {
  return `${parent}/${shown(name.replaceAll('~', '~0').replaceAll('/', '~1'))}`;
}

/** A name that the caller chose, as it may be shown to the caller: a card number is not repeated even there. */
function shown(name: string): string {
  return withoutCardNumbers(name).slice(0, POINTER_LENGTH_MAX);
}

function withoutRepeats(errors: readonly FieldError[]): readonly FieldError[] {
  return [...new Map(errors.map((error) => [`${error.pointer} ${error.detail}`, error])).values()];
}
