/** What a shield in front of a provider shows to whoever it takes for a robot. */
export const HTML_PAGE = `<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><title>One moment, please</title></head>
<body><h1>Checking your connection</h1><p>This takes a few seconds. Please do not close this window.</p></body>
</html>
`;

/** A JSON text that no parser takes: it ends too early, and in the middle of a name. */
export function malformed(json: string): string {
  const text = json.trimEnd();
  return `${text.slice(0, Math.max(1, text.length - 1))},"upda`;
}

/** The first half of a text, in bytes. */
export function firstHalf(text: string): Buffer {
  const bytes = Buffer.from(text);
  return bytes.subarray(0, Math.floor(bytes.length / 2));
}

/** A text in as many pieces, all of about the same size; fewer when there are not that many bytes. */
export function inPieces(text: string, pieces: number): readonly Buffer[] {
  const bytes = Buffer.from(text);
  const size = Math.max(1, Math.ceil(bytes.length / pieces));
  return Array.from({ length: Math.ceil(bytes.length / size) }, (_, index) =>
    bytes.subarray(index * size, (index + 1) * size),
  );
}

const TIME = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?Z$/;

/** A JSON text with every time under one of these names off by `byMs`; what is below `except` stays as it is. */
export function skewedTimes(
  json: string,
  byMs: number,
  names: Readonly<{ of: ReadonlySet<string>; except: ReadonlySet<string> }>,
): string {
  const skewed = (value: unknown, name: string): unknown => {
    if (names.except.has(name)) return value;
    if (typeof value === 'string') {
      return names.of.has(name) && TIME.test(value) ? new Date(Date.parse(value) + byMs).toISOString() : value;
    }
    if (Array.isArray(value)) return value.map((item) => skewed(item, name));
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, skewed(part, key)]));
  };
  return JSON.stringify(skewed(JSON.parse(json), ''));
}
