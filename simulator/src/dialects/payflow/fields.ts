import { misplacedCardNumbers } from '../../http/misplaced-card-numbers.ts';
import { readPairs } from './pairs.ts';
import { type Refused, refused } from './results.ts';

/** The fields of a request by their names in capitals. */
export type Fields = ReadonlyMap<string, string>;

/** The fields of a request, or why there are none. */
export type ReadFields = Readonly<{ ok: true; fields: Fields }> | Refused;

/** Reads a request. A name may be given once, and a card number may stand in ACCT and nowhere else. */
export function readFields(body: Buffer): ReadFields {
  const read = readPairs(body);
  if (!read.ok) return refused(read.code, read.why);
  const fields = new Map<string, string>();
  for (const [written, value] of read.pairs) {
    const name = written.toUpperCase();
    if (fields.has(name)) return refused(7, 'a name is given twice');
    fields.set(name, value);
  }
  const misplaced = misplacedCardNumbers(Object.fromEntries(fields), '/ACCT');
  return misplaced.length === 0 ? { ok: true, fields } : refused(7, 'a card number stands in another field than ACCT');
}

/** The value of a field that says something. */
export function said(fields: Fields, name: string): string | undefined {
  const value = fields.get(name);
  return value === '' ? undefined : value;
}
