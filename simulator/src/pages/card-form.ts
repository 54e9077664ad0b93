import type { CardEntry } from '../situations/issuer.ts';

/** The fields of the card form, as their names in it. */
export const CARD_FIELDS = ['number', 'expiry', 'cvc'] as const;
export type CardField = (typeof CARD_FIELDS)[number];

/** What is wrong with the card form, field by field, in words for the customer. */
export type CardProblems = Readonly<Partial<Record<CardField, string>>>;

/** Reads the form of the payment page. Nothing of it is kept; a mistake is told by field, never by repeating the value. */
export function readCardForm(
  form: URLSearchParams,
): Readonly<{ ok: true; card: CardEntry }> | Readonly<{ ok: false; problems: CardProblems }> {
  const number = (form.get('number') ?? '').replaceAll(/[\s-]/g, '');
  const expiry = /^\s*(\d{1,2})\s*\/\s*(\d{2}|\d{4})\s*$/.exec(form.get('expiry') ?? '');
  const cvc = (form.get('cvc') ?? '').trim();
  const month = Number(expiry?.[1] ?? 0);
  const problems: CardProblems = {
    ...(/^\d{12,19}$/.test(number) ? {} : { number: 'Enter the 12 to 19 digits on the front of the card.' }),
    ...(month >= 1 && month <= 12 ? {} : { expiry: 'Enter month and year as on the card, such as 08/30.' }),
    ...(/^\d{3,4}$/.test(cvc) ? {} : { cvc: 'Enter the 3 or 4 digits of the security code.' }),
  };
  if (Object.keys(problems).length > 0) return { ok: false, problems };
  const year = Number(expiry?.[2] ?? 0);
  return { ok: true, card: { number, expiryMonth: month, expiryYear: year < 100 ? 2000 + year : year } };
}
