/** An object in a JSON document, of which nothing more is known. */
export type JsonObject = Readonly<Record<string, unknown>>;

/** The object that a text is; an empty one when it is none. */
export function objectIn(text: string): JsonObject {
  try {
    return asObject(JSON.parse(text === '' ? '{}' : text));
  } catch {
    return {};
  }
}

/** A value as an object; an empty one when it is none. */
export function asObject(value: unknown): JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : {};
}

/** A value if it is a text. */
export function asText(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

/** A JSON text with every member changed, inner ones first; any other text is left as it is. */
export function withMembers(text: string, change: (name: string, value: unknown) => unknown): string {
  try {
    return JSON.stringify(JSON.parse(text, (name, value: unknown) => change(name, value)));
  } catch {
    return text;
  }
}
