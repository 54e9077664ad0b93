/** Cells as one line of CSV (RFC 4180). What a spreadsheet would take for a formula has an apostrophe before it. */
export function csvLine(cells: readonly string[]): string {
  return `${cells.map(csvCell).join(',')}\r\n`;
}

/** Signs that make a spreadsheet calculate, also in their full-width forms (OWASP: CSV injection). */
const FORMULA = /^\s*[=+\-@＝＋－＠|%]|^[\t\r\n]/;

function csvCell(text: string): string {
  const harmless = FORMULA.test(text) ? `'${text}` : text;
  return /[",\r\n']/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}
