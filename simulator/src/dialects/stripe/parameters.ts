import { misplacedCardNumbers } from '../../http/misplaced-card-numbers.ts';
import { schemaChecks } from '../../http/schema.ts';
import { invalid, type Read, type Refused } from './errors.ts';
import type { FormNode, FormParts } from './form.ts';
import type { components } from './wire.d.ts';
import document from './wire.json' with { type: 'json' };

type Schemas = components['schemas'];

/** The schemas of the specification that describe parameters. */
export type ParamsName = Extract<keyof Schemas, `${string}Params`>;
/** What a request of that schema asks for. */
export type Params<Name extends ParamsName> = Schemas[Name];

const checks = schemaChecks(document);

/**
 * Parameters as the specification has them, from the text they came as. What is unknown, missing, or of another type is
 * refused by its name.
 */
export function readParameters<Name extends ParamsName>(name: Name, form: FormParts): Read<Params<Name>> {
  const unknown: string[] = [];
  const read = typed({ $ref: `#/components/schemas/${name}` }, form, '', unknown);
  const [first] = unknown;
  if (first !== undefined) {
    const many = unknown.length > 1;
    const message = `Received unknown parameter${many ? 's' : ''}: ${unknown.slice(0, UNKNOWN_SHOWN_MAX).join(', ')}`;
    return invalid(message, { code: 'parameter_unknown', param: first });
  }
  if (!read.ok) return read;
  const checked = checks.body<Params<Name>>(name, read.value);
  if (checked.ok) return misplacedCard(checked.value) ?? checked;
  const [error] = checked.errors;
  const param = paramOf(error?.pointer ?? '');
  return invalid(`Invalid ${param}: ${error?.detail ?? 'it is not valid'}`, param === '' ? {} : { param });
}

/** A card number is taken only where it belongs, since everything else is kept and shown again. */
function misplacedCard(params: unknown): Refused | undefined {
  const [first] = misplacedCardNumbers(withoutCardFields(params));
  if (first === undefined) return undefined;
  const param = paramOf(first.pointer);
  return invalid(`Invalid ${param}: it holds a card number, which is taken only as the number of a card.`, { param });
}

function withoutCardFields(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutCardFields);
  if (!isHash(value)) return value;
  const parts = Object.entries(value).map(([name, part]) => {
    const isCard = name === 'card' && isHash(part);
    return [name, withoutCardFields(isCard ? { ...part, number: '' } : part)] as const;
  });
  return Object.fromEntries(parts);
}

function isHash(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** `/card/number` as it is written here: `card[number]`. */
function paramOf(pointer: string): string {
  return pointer.slice(1).replace(/\/([^/]*)/g, '[$1]');
}

const UNKNOWN_SHOWN_MAX = 10;

/** As much of JSON Schema as the parameters are described with. */
type Schema = Readonly<{
  $ref?: string;
  type?: string | readonly string[];
  enum?: readonly (string | null)[];
  maxLength?: number;
  minimum?: number;
  maximum?: number;
  items?: Schema;
  maxItems?: number;
  maxProperties?: number;
  propertyNames?: Readonly<{ maxLength?: number }>;
  properties?: Readonly<Record<string, Schema>>;
  additionalProperties?: boolean | Schema;
  required?: readonly string[];
  oneOf?: readonly Schema[];
  'x-unset'?: boolean;
  description?: string;
  anyOf?: unknown;
  const?: unknown;
  pattern?: string;
}>;

function typed(given: Schema, node: FormNode, at: string, unknown: string[]): Read<unknown> {
  const schema = resolved(given);
  if (schema.oneOf !== undefined) return typedAsOne(schema.oneOf, node, at, unknown);
  if (node === '' && at !== '') {
    if (schema['x-unset'] === true) return { ok: true, value: '' };
    return invalid(
      `You passed an empty string for '${at}'. We assume empty values are an attempt to unset a parameter; however '${at}' cannot be unset. You should remove '${at}' from your request or supply a non-empty value.`,
      { code: 'parameter_invalid_empty', param: at },
    );
  }
  switch (schema.type) {
    case 'object':
      return typeof node === 'string' ? wrongType('hash', at) : typedObject(schema, node, at, unknown);
    case 'array':
      return typeof node === 'string' ? wrongType('array', at) : typedArray(schema, node, at, unknown);
    case 'integer':
      return typeof node === 'string' ? typedInteger(schema, node, at) : wrongType('integer', at);
    case 'boolean':
      return typeof node === 'string' ? typedBoolean(node, at) : wrongType('boolean', at);
    default:
      return typeof node === 'string' ? typedText(schema, node, at) : wrongType('string', at);
  }
}

/** The first alternative that the text fits, or the one that is made of parts. */
function typedAsOne(alternatives: readonly Schema[], node: FormNode, at: string, unknown: string[]): Read<unknown> {
  let refused: Refused | undefined;
  for (const alternative of alternatives) {
    // Only an empty text takes something away; any other is meant to be something.
    if (alternative.$ref === '#/components/schemas/Unset' && node !== '') continue;
    const isOfParts = ['object', 'array'].some((type) => type === resolved(alternative).type);
    if (isOfParts === (typeof node === 'string')) continue;
    const read = typed(alternative, node, at, unknown);
    if (read.ok) return read;
    refused ??= read;
  }
  return refused ?? wrongType(typeof node === 'string' ? 'hash' : 'value', at);
}

function typedObject(schema: Schema, parts: FormParts, at: string, unknown: string[]): Read<unknown> {
  const { properties = {}, additionalProperties, maxProperties, propertyNames } = schema;
  const value: [string, unknown][] = [];
  for (const [name, part] of parts) {
    const inner = at === '' ? name : `${at}[${name}]`;
    const known = Object.hasOwn(properties, name) ? properties[name] : additionalProperties;
    if (known === undefined || typeof known === 'boolean') {
      unknown.push(inner);
      continue;
    }
    if (propertyNames?.maxLength !== undefined && name.length > propertyNames.maxLength) {
      return invalid(`Invalid ${at} key: keys may have up to ${propertyNames.maxLength} characters`, { param: at });
    }
    const read = typed(known, part, inner, unknown);
    if (!read.ok) return read;
    value.push([name, read.value]);
  }
  if (maxProperties !== undefined && value.length > maxProperties) {
    return invalid(`Invalid ${at}: at most ${maxProperties} keys are kept`, { param: at });
  }
  const missing = (schema.required ?? []).find((name) => !parts.has(name));
  if (missing === undefined) return { ok: true, value: Object.fromEntries(value) };
  const param = at === '' ? missing : `${at}[${missing}]`;
  return invalid(`Missing required param: ${param}.`, { code: 'parameter_missing', param });
}

function typedArray(schema: Schema, parts: FormParts, at: string, unknown: string[]): Read<unknown> {
  const values: unknown[] = [];
  for (const [name, part] of parts) {
    if (!/^\d+$/.test(name)) return wrongType('array', at);
    const read = typed(schema.items ?? {}, part, `${at}[${name}]`, unknown);
    if (!read.ok) return read;
    values.push(read.value);
  }
  if (schema.maxItems !== undefined && values.length > schema.maxItems) {
    return invalid(`Invalid array: ${at} may have at most ${schema.maxItems} items`, { param: at });
  }
  return { ok: true, value: values };
}

function typedInteger({ minimum, maximum }: Schema, text: string, at: string): Read<unknown> {
  const value = /^[+-]?\d{1,15}$/.test(text) ? Number(text) : undefined;
  const refused = (message: string) => invalid(message, { code: 'parameter_invalid_integer', param: at });
  if (value === undefined) return refused(`Invalid integer: ${text.slice(0, SHOWN_MAX)}`);
  if (minimum !== undefined && value < minimum) {
    return refused(`This value must be greater than or equal to ${minimum}.`);
  }
  if (maximum !== undefined && value > maximum) return refused(`This value must be less than or equal to ${maximum}.`);
  return { ok: true, value };
}

/** Some clients write `True`. */
function typedBoolean(text: string, at: string): Read<unknown> {
  if (/^true$/i.test(text)) return { ok: true, value: true };
  if (/^false$/i.test(text)) return { ok: true, value: false };
  return invalid(`Invalid boolean: ${text.slice(0, SHOWN_MAX)}`, { param: at });
}

function typedText({ enum: allowed, maxLength }: Schema, text: string, at: string): Read<unknown> {
  if (allowed !== undefined && !allowed.includes(text)) {
    const last = allowed.at(-1);
    const list = allowed.length === 1 ? last : `${allowed.slice(0, -1).join(', ')} or ${last}`;
    return invalid(`Invalid ${at}: must be one of ${list}`, { param: at });
  }
  if (maxLength !== undefined && text.length > maxLength) {
    return invalid(`Invalid string: ${text.slice(0, SHOWN_MAX)}...; must be at most ${maxLength} characters`, {
      param: at,
    });
  }
  return { ok: true, value: text };
}

const SHOWN_MAX = 40;

function wrongType(wanted: string, at: string): Refused {
  return invalid(`Invalid ${wanted}${at === '' ? '' : `: ${at}`}`, at === '' ? {} : { param: at });
}

const schemas: Readonly<Record<string, Schema>> = document.components.schemas;

function resolved(schema: Schema): Schema {
  if (schema.$ref === undefined) return schema;
  const found = schemas[schema.$ref.slice('#/components/schemas/'.length)];
  if (found === undefined) throw new Error(`no schema ${schema.$ref}`);
  return found;
}
