import type { CardEntry } from '../../situations/issuer.ts';
import type { Fields } from './fields.ts';
import { type Refused, refused } from './results.ts';

/** The card that a request or a customer's form holds. */
export function readCard(fields: Fields): Readonly<{ ok: true; card: CardEntry }> | Refused {
  const number = (fields.get('ACCT') ?? '').replaceAll(/[ -]/g, '');
  if (!/^\d{12,19}$/.test(number) || /^0+$/.test(number)) return refused(23);
  const [, month = '', year = ''] = /^(0[1-9]|1[0-2])(\d\d)$/.exec(fields.get('EXPDATE') ?? '') ?? [];
  if (month === '') return refused(24);
  if (!/^(\d{3,4})?$/.test(fields.get('CVV2') ?? '')) return refused(7, 'CVV2');
  return { ok: true, card: { number, expiryMonth: Number(month), expiryYear: 2000 + Number(year) } };
}
