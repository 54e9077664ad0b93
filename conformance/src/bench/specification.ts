import { readFileSync } from 'node:fs';
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';

/** The specifications in `specs/` that something here speaks. */
export type SpecificationName = 'generic' | 'control' | 'shop';

/** The verbs our APIs use. */
export const VERBS = ['get', 'post', 'put', 'patch', 'delete'] as const;
export type Verb = (typeof VERBS)[number];

/** One operation of an API: a verb on a path template. */
export type Operation = Readonly<{ id: string; verb: Verb; path: string; node: JsonObject }>;

/** An object in a JSON document, of which nothing more is known. */
export type JsonObject = Readonly<Record<string, unknown>>;

/** Whether a value is an object in the sense of JSON. */
export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** An OpenAPI document: its operations, and whether a message keeps to it. */
export class Specification {
  readonly #document: JsonObject;
  // That the document is one is held by a test, and need not be found out by every program that reads it.
  readonly #ajv = new Ajv2020({ strict: false, allErrors: true, validateSchema: false });
  readonly #compiled = new Map<string, ValidateFunction>();
  readonly operations: readonly Operation[];

  constructor(document: JsonObject) {
    this.#document = document;
    addFormats.default(this.#ajv);
    this.#ajv.addSchema(document, 'spec');
    this.operations = operationsOf(document);
  }

  /** What a `$ref` leads to; anything else is itself. */
  resolve(node: unknown): JsonObject {
    if (!isObject(node)) return {};
    return typeof node.$ref === 'string' ? this.resolve(this.#at(node.$ref)) : node;
  }

  /** The JSON pointer under which a node's schema for a media type stands, through any `$ref` on the way. */
  schemaPointer(parent: string, mediaType: string): string | undefined {
    const node = this.#at(parent);
    if (isObject(node) && typeof node.$ref === 'string') return this.schemaPointer(node.$ref, mediaType);
    const content = isObject(node) && isObject(node.content) ? node.content : {};
    return mediaType in content ? `${parent}/content/${escapePointer(mediaType)}/schema` : undefined;
  }

  /** What is wrong with a value by the schema at a pointer; nothing when it is right. */
  complaints(pointer: string, value: unknown): readonly string[] {
    const validate = this.#compiled.get(pointer) ?? this.#ajv.compile({ $ref: `spec${pointer}` });
    this.#compiled.set(pointer, validate);
    if (validate(value)) return [];
    return (validate.errors ?? []).map((error) => `${error.instancePath || '/'} ${error.message ?? error.keyword}`);
  }

  /** What is wrong with a response to an operation; nothing when the document allows it. */
  responseComplaints(
    operation: Readonly<{ verb: Verb; path: string }>,
    response: Readonly<{ status: number; mediaType: string; body: unknown }>,
  ): readonly string[] {
    const base = `#/paths/${escapePointer(operation.path)}/${operation.verb}/responses`;
    const documented = this.#at(base);
    if (!isObject(documented)) return [`no operation ${operation.verb} ${operation.path}`];
    const key = [String(response.status), 'default'].find((candidate) => candidate in documented);
    if (!key) return [`status ${response.status} is not documented`];
    if (key === 'default' && response.status < 400) return [`status ${response.status} is not documented`];
    const expected = this.resolve(documented[key]).content;
    if (!isObject(expected)) return response.body === undefined ? [] : ['a body where none is documented'];
    const pointer = this.schemaPointer(`${base}/${key}`, response.mediaType);
    if (!pointer) return [`media type ${response.mediaType || 'none'} is not documented for ${key}`];
    return this.complaints(pointer, response.body);
  }

  #at(pointer: string): unknown {
    let node: unknown = this.#document;
    for (const part of pointer.slice(2).split('/')) {
      node = isObject(node) ? node[part.replaceAll('~1', '/').replaceAll('~0', '~')] : undefined;
    }
    return node;
  }
}

const loaded = new Map<SpecificationName, Specification>();

/** The specification in `specs/`, read once, and from what is generated of it: to read JSON takes a hundredth of the time. */
export function specification(name: SpecificationName): Specification {
  const known = loaded.get(name);
  if (known) return known;
  const document: unknown = JSON.parse(readFileSync(new URL(`./${name}.wire.json`, import.meta.url), 'utf8'));
  if (!isObject(document)) throw new Error(`${name}.wire.json is not a document`);
  const read = new Specification(document);
  loaded.set(name, read);
  return read;
}

/** A key as one part of a JSON pointer. */
export function escapePointer(key: string): string {
  return key.replaceAll('~', '~0').replaceAll('/', '~1');
}

function operationsOf(document: JsonObject): readonly Operation[] {
  const paths = isObject(document.paths) ? document.paths : {};
  return Object.entries(paths).flatMap(([path, item]) =>
    VERBS.flatMap((verb): readonly Operation[] => {
      const node = isObject(item) ? item[verb] : undefined;
      if (!isObject(node)) return [];
      return [{ id: String(node.operationId ?? `${verb} ${path}`), verb, path, node }];
    }),
  );
}
