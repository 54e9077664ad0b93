import { isCurrency } from '../../shop/currency.ts';
import { money, toDecimal } from '../../shop/money.ts';
import { asObject, parsedJson } from '../json.ts';

/** The fields of a report's lines, by the names that the provider's console gives them in CSV. */
export const REPORT_FIELDS = [
  ...(['payout_id', 'day', 'reference', 'payment_id', 'kind', 'movement_id', 'moved_at', 'settled_at'] as const),
  ...(['currency', 'gross', 'fee', 'net'] as const),
];

/** The lines of a report in JSON as those of one in CSV; nothing where it is no report. A part that is missing is empty. */
export function reportRows(text: string): readonly (readonly string[])[] | undefined {
  const report = asObject(parsedJson(text));
  const payout = asObject(report?.payout) ?? {};
  const lines = report?.lines;
  if (!Array.isArray(lines)) return undefined;
  const currency = textOf(payout.currency);
  return lines.map((line: unknown) => {
    const member = asObject(line) ?? {};
    const fields = [member.reference, member.paymentId, member.kind, member.movementId, member.at].map(textOf);
    const amounts = [member.gross, member.fee, member.net].map((minor) => decimal(textOf(minor), currency));
    return [textOf(payout.id), textOf(payout.day), ...fields, textOf(payout.at), currency, ...amounts];
  });
}

/** Whole minor units as the decimal text that CSV has; what is none is nothing, and is refused there. */
function decimal(minor: string, currency: string): string {
  return isCurrency(currency) && /^-?\d{1,30}$/.test(minor) ? toDecimal(money(BigInt(minor), currency)) : '';
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
