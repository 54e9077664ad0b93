import { isObject, type JsonObject, type Specification } from '../bench/specification.ts';

/** The ways in which a body can break its schema. */
export type SchemaBreach =
  | 'wrong_type'
  | 'out_of_range'
  | 'wrong_size'
  | 'not_listed'
  | 'unknown_field'
  | 'missing_field'
  | 'not_an_object';

/** A body that breaks its schema in one place. */
export type SpoiledBody = Readonly<{ breach: SchemaBreach; what: string; text: string }>;

/** A place in a valid body, with the schema that holds there. */
type Site = Readonly<{ pointer: string; schema: JsonObject; value: unknown; replace(value: unknown): unknown }>;

/** Stands for a number that JavaScript cannot hold but JSON can say. */
const BEYOND_DOUBLE = '@1e400@';

const BODY_CHARACTERS_MAX = 500_000;

/** Every spoiled version of a valid body, each checked against the schema that it does break it. */
export function spoiledBodies(specification: Specification, schema: string, valid: unknown): readonly SpoiledBody[] {
  const root = {
    pointer: '',
    schema: resolved(specification, { $ref: schema }, valid),
    value: valid,
    replace: (value: unknown) => value,
  };
  const spoiled: SpoiledBody[] = [];
  const add = (breach: SchemaBreach, what: string, body: unknown): void => {
    if (specification.complaints(schema, body).length === 0) return;
    const text = JSON.stringify(body).replaceAll(`"${BEYOND_DOUBLE}"`, '1e400');
    // What is too large to be read at all is a breach of another kind, and has requests of its own.
    if (text.length <= BODY_CHARACTERS_MAX) spoiled.push({ breach, what, text });
  };
  for (const body of [null, true, 1, 'text', [], [valid]]) add('not_an_object', `the body is ${show(body)}`, body);
  for (const site of sitesOf(specification, root)) {
    const at = site.pointer || 'the body';
    for (const [breach, values] of replacements(site.schema, site.value)) {
      if (site.pointer === '' && breach === 'wrong_type') continue;
      for (const value of values) add(breach, `${at} is ${show(value)}`, site.replace(value));
    }
    if (!isObject(site.value)) continue;
    for (const name of required(site.schema))
      add('missing_field', `${at} lacks ${name}`, site.replace(without(site.value, name)));
    for (const name of UNKNOWN_NAMES) {
      add('unknown_field', `${at} has ${show(name)}`, site.replace(withOwn(site.value, name, 'unexpected')));
    }
  }
  return spoiled;
}

const UNKNOWN_NAMES = [
  'extra',
  'Amount',
  '__proto__',
  'constructor',
  'toString',
  '',
  ' ',
  'a.b',
  '$ref',
  'x'.repeat(1_000),
];
const BY_TYPE: Readonly<Record<string, readonly unknown[]>> = {
  null: [null],
  boolean: [true, false],
  number: [0, 1, 1.5, -1],
  string: ['', 'text', '1999', 'true', 'null', '[object Object]'],
  array: [[], [1], [[]]],
  object: [{}, { minor: 1 }],
};
const NUMBERS = [
  ...[-1, 0, 1.5, 0.1, -0.5, 2 ** 31, 2 ** 32, 2 ** 53, 2 ** 63, 1e21, 1e308, 5e-324],
  ...[-(2 ** 31) - 1, -(2 ** 53), -1e308, BEYOND_DOUBLE],
];
const TEXTS = [
  ...[
    '',
    ' ',
    'nonsense',
    'EUR ',
    'eur',
    'EURO',
    'E1R',
    '€UR',
    'EUR\n',
    '\u0000',
    '\ud800',
    'ＥＵＲ',
    '1e3',
    '-1',
    '𝟜𝟚',
  ],
  ...['not a uri', 'javascript:alert(1)', 'ftp://example.org', '//example.org', 'https://', 'http:// example.org'],
];

type Replacements = readonly (readonly [breach: SchemaBreach, values: readonly unknown[]])[];

function replacements(schema: JsonObject, value: unknown): Replacements {
  const type = String(schema.type ?? '');
  const wrongTypes = Object.entries(BY_TYPE).flatMap(([name, values]) => (name === type ? [] : values));
  switch (type) {
    case 'integer':
      // A fraction is a number too: out of range rather than of another type.
      return [
        ['wrong_type', wrongTypes.filter((wrong) => typeof wrong !== 'number')],
        ['out_of_range', numbersBeyond(schema)],
      ];
    case 'string':
      return [['wrong_type', wrongTypes], ...textReplacements(schema, value)];
    case 'array': {
      const items: readonly unknown[] = Array.isArray(value) ? value : [];
      const sizes = [[], [...items, ...items], Array.from({ length: 10_000 }, () => items[0])];
      return [
        ['wrong_type', wrongTypes],
        ['wrong_size', sizes],
        ['not_listed', [['nonsense'], [...items, 'nonsense'], [...items, null]]],
      ];
    }
    case 'object': {
      const many = Object.fromEntries(Array.from({ length: 200 }, (_, index) => [`key-${index}`, 'value']));
      const names =
        schema.propertyNames && isObject(value) ? WRONG_NAMES.map((name) => withOwn(value, name, 'value')) : [];
      return [
        ['wrong_type', wrongTypes],
        ['wrong_size', [many]],
        ['not_listed', names],
      ];
    }
    default:
      return [['wrong_type', wrongTypes]];
  }
}

const WRONG_NAMES = ['', 'two words', 'ключ', 'x'.repeat(41), '__proto__', 'a/b'];

function numbersBeyond(schema: JsonObject): readonly unknown[] {
  const bounds = [schema.minimum, schema.maximum].filter((bound) => typeof bound === 'number');
  return [...NUMBERS, ...bounds.flatMap((bound) => [bound - 1, bound + 1, bound + 0.5])];
}

function textReplacements(schema: JsonObject, value: unknown): Replacements {
  const max = typeof schema.maxLength === 'number' ? schema.maxLength : 20_000;
  const sizes = ['', 'x'.repeat(max + 1), 'é'.repeat(max + 1), '7'.repeat(max * 3), ' '.repeat(max + 100)];
  const listed = schema.enum ?? schema.const ?? schema.pattern ?? schema.format;
  const near = [String(value).toUpperCase(), `${value} `, ` ${value}`, `${value}${value}`, `${value}\u200b`];
  return [
    ['wrong_size', sizes],
    ['not_listed', listed === undefined ? [] : [...TEXTS, ...near]],
  ];
}

function* sitesOf(specification: Specification, site: Site): Generator<Site> {
  yield site;
  const { schema, value, pointer, replace } = site;
  if (isObject(value)) {
    const properties = isObject(schema.properties) ? schema.properties : {};
    for (const [name, inner] of Object.entries(value)) {
      yield* sitesOf(specification, {
        pointer: `${pointer}/${name}`,
        schema: resolved(specification, properties[name] ?? schema.additionalProperties, inner),
        value: inner,
        replace: (other) => replace({ ...value, [name]: other }),
      });
    }
  }
  if (!Array.isArray(value)) return;
  for (const [index, inner] of value.entries()) {
    yield* sitesOf(specification, {
      pointer: `${pointer}/${index}`,
      schema: resolved(specification, schema.items, inner),
      value: inner,
      replace: (other) => replace(value.with(index, other)),
    });
  }
}

/** The schema without references and alternatives: of several, the one that the value keeps to. */
function resolved(specification: Specification, schema: unknown, value: unknown): JsonObject {
  const found = specification.resolve(schema);
  if (Array.isArray(found.allOf)) {
    return Object.assign({}, ...found.allOf.map((part) => resolved(specification, part, value)), { allOf: undefined });
  }
  if (!Array.isArray(found.oneOf)) return found;
  const { propertyName } = isObject(found.discriminator) ? found.discriminator : {};
  const tag = typeof propertyName === 'string' ? propertyName : 'kind';
  const kind = isObject(value) ? value[tag] : undefined;
  for (const alternative of found.oneOf) {
    const candidate = specification.resolve(alternative);
    const { [tag]: expected } = isObject(candidate.properties) ? candidate.properties : {};
    if (isObject(expected) && expected.const === kind) return candidate;
  }
  throw new Error(`no alternative for kind ${String(kind)}`);
}

function required(schema: JsonObject): readonly string[] {
  return Array.isArray(schema.required) ? schema.required.map(String) : [];
}

function without(value: JsonObject, name: string): JsonObject {
  const { [name]: _, ...rest } = value;
  return rest;
}

/** The object with one property more, `__proto__` included, which an ordinary assignment would swallow. */
function withOwn(value: JsonObject, name: string, extra: unknown): JsonObject {
  return Object.fromEntries([...Object.entries(value), [name, extra]]);
}

function show(value: unknown): string {
  const text = JSON.stringify(value);
  return text.length > 60 ? `${text.slice(0, 50)}… (${text.length} characters)` : text;
}
