import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv2020, type ErrorObject, type ValidateFunction } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { SPECS } from '../bench/program.ts';
import type { components } from '../bench/subject-protocol.wire.d.ts';

type Schemas = components['schemas'];

/** Every method with what it takes and gives, generated from the schema. */
export type Methods = Schemas['Methods'];

/** The name of a method. */
export type MethodName = keyof Methods;

/** What a method is asked with. */
export type ParamsOf<M extends MethodName> = Methods[M]['params'];

/** What a method answers. */
export type ResultOf<M extends MethodName> = Methods[M]['result'];

/** The version of the protocol that is spoken here. */
export const PROTOCOL_VERSION = '2026-12';

/** What a minimal subject has; of everything else it may say that there is no such method. */
export const REQUIRED_METHODS = [
  'initialize',
  'configure',
  'createPayment',
  'capture',
  'getPayment',
  'shutdown',
] as const satisfies readonly MethodName[];

/** JSON-RPC's code for a method that is not there. */
export const METHOD_NOT_FOUND = -32601;

const SCHEMA_ID = `urn:assay:subject-protocol:${PROTOCOL_VERSION}`;
const COMPLAINTS_MAX = 5;

const schema = JSON.parse(readFileSync(join(SPECS, 'subject-protocol.schema.json'), 'utf8'));
const METHOD_NAMES: ReadonlySet<string> = new Set(Object.keys(schema.$defs.Methods.properties));

// That the schema is one is held by a test, and need not be found out by every subject that reads it.
const ajv = new Ajv2020({ allErrors: true, allowUnionTypes: true, verbose: true, validateSchema: false });
addFormats.default(ajv);
ajv.addSchema(schema);

/** A message of the subject that was read: the reply to a request, or a line for its log. */
export type Incoming = Schemas['Reply'] | Schemas['ErrorReply'] | Schemas['Notification'];

/** Reads one message of the subject; a text says what is wrong with it. */
export function parseIncoming(line: string): Incoming | string {
  let message: unknown;
  try {
    message = JSON.parse(line);
  } catch {
    return 'it is not JSON';
  }
  if (typeof message !== 'object' || message === null) return 'it is not a JSON object';
  if ('result' in message) return checked<Schemas['Reply']>('Reply', message);
  if ('error' in message) return checked<Schemas['ErrorReply']>('ErrorReply', message);
  if ('id' in message) return 'it has an id, but neither a result nor an error';
  return checked<Schemas['Notification']>('Notification', message);
}

/** What is wrong with the parameters of a method; undefined when they are right. */
export function paramsComplaint(method: MethodName, params: unknown): string | undefined {
  const parsed = checked(`Methods/properties/${method}/properties/params`, params);
  return typeof parsed === 'string' ? parsed : undefined;
}

/** The parameters of a method as a subject in TypeScript reads them, or a text that says what is wrong with them. */
export function parseParams<M extends MethodName>(method: M, params: unknown): ParamsOf<M> | string {
  return checked<ParamsOf<M>>(`Methods/properties/${method}/properties/params`, params);
}

/** The result of a method, or a text that says what is wrong with it. */
export function parseResult<M extends MethodName>(method: M, result: unknown): ResultOf<M> | string {
  return checked<ResultOf<M>>(`Methods/properties/${method}/properties/result`, result);
}

/** Whether a text names a method of the protocol. */
export function isMethodName(text: string): text is MethodName {
  return METHOD_NAMES.has(text);
}

function checked<T>(path: string, value: unknown): T | string {
  const validate = validatorAt<T>(path);
  return validate(value) ? value : complaintOf(validate.errors ?? [], value);
}

function validatorAt<T>(path: string): ValidateFunction<T> {
  const validate = ajv.getSchema<T>(`${SCHEMA_ID}#/$defs/${path}`);
  if (!validate || '$async' in validate) throw new Error(`the protocol's schema has no ${path}`);
  return validate;
}

/** What a person has to change. Of several shapes only the one with the outcome that was given is of interest. */
function complaintOf(errors: readonly ErrorObject[], value: unknown): string {
  const outcome = outcomeOf(value);
  const isUnion = errors.some(({ keyword, instancePath }) => keyword === 'oneOf' && instancePath === '');
  const telling = errors.filter((error) => {
    if (error.keyword === 'oneOf') return false;
    if (!isUnion) return true;
    if (error.instancePath === '/outcome') return false;
    return error.instancePath !== '' || outcomeOfShape(error) === outcome;
  });
  if (telling.length === 0 && outcome !== undefined) return `/outcome must not be ${JSON.stringify(outcome)} here`;
  if (isUnion && outcome === undefined) return "/ must have required property 'outcome'";
  const texts = telling.map(({ instancePath, message, params }) => {
    const allowed = 'allowedValues' in params ? `: ${JSON.stringify(params.allowedValues)}` : '';
    return `${instancePath || '/'} ${message ?? 'is wrong'}${allowed}`;
  });
  return [...new Set(texts)].slice(0, COMPLAINTS_MAX).join('; ') || 'it does not match the schema';
}

/** The outcome whose shape an error is about. */
function outcomeOfShape({ parentSchema }: ErrorObject): unknown {
  return parentSchema?.properties?.outcome?.const;
}

function outcomeOf(value: unknown): unknown {
  return typeof value === 'object' && value !== null && 'outcome' in value ? value.outcome : undefined;
}
