/** A JSON object whose fields have not been looked at yet. */
export type JsonObject = Readonly<Record<string, unknown>>;

/** The value as a JSON object, or nothing when it is something else. */
export function asObject(value: unknown): JsonObject | undefined {
  return isObject(value) ? value : undefined;
}

/** A field that is text with something in it. */
export function textField(object: JsonObject, name: string): string | undefined {
  const value = object[name];
  return typeof value === 'string' && value !== '' ? value : undefined;
}

/** A field that is a list of JSON objects. */
export function listField(object: JsonObject, name: string): readonly JsonObject[] | undefined {
  const value = object[name];
  return Array.isArray(value) && value.every(isObject) ? value : undefined;
}

/** A field that is one of a closed list of words. */
export function wordField<Word extends string>(
  object: JsonObject,
  name: string,
  words: readonly Word[],
): Word | undefined {
  return words.find((word) => word === object[name]);
}

/** A text as JSON, or nothing when it is none: an error page, half an answer, silence. */
export function parsedJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Every item of a list read, or nothing when one of them cannot be or there is no list. */
export function whole<Item>(
  list: readonly JsonObject[] | undefined,
  read: (item: JsonObject) => Item | undefined,
): readonly Item[] | undefined {
  const items = list?.flatMap((item) => read(item) ?? []);
  return items?.length === list?.length ? items : undefined;
}

function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
