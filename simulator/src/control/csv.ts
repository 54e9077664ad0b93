/** What stands in a field: text from anywhere, or what this program itself has written, such as an amount or a time. */
export type CsvField = string | Readonly<{ own: string }>;

/** Lines of fields as CSV (RFC 4180), the first with their names. */
export function csv(names: readonly string[], lines: readonly (readonly CsvField[])[]): string {
  return [names, ...lines].map((fields) => `${fields.map(written).join(',')}\r\n`).join('');
}

/** As a reply, CSV is told to have its first line, which not every reader sees by itself. */
export const CSV_TYPE = 'text/csv; charset=utf-8; header=present';

function written(field: CsvField): string {
  const text = typeof field === 'string' ? harmless(field) : field.own;
  return /[",\r\n]|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** A spreadsheet runs what begins like a formula, whoever wrote it; behind an apostrophe it is text. */
function harmless(text: string): string {
  return /^[=+\-@\t\r\n\uff1d\uff0b\uff0d\uff20]/.test(text) ? `'${text}` : text;
}
