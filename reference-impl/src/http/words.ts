import type { Outcome } from '../payments/outcome.ts';
import type { PaymentStatus } from '../payments/payment-status.ts';
import type { Address } from '../shop/address.ts';
import { COUNTRIES, type Country, countryName } from '../shop/country.ts';
import type { Instant } from '../shop/ids.ts';
import { isoText } from '../shop/instant.ts';
import { inWords, type Money } from '../shop/money.ts';
import { unreachable } from '../shop/unreachable.ts';
import { type Html, html } from './html.ts';

const STATUS_WORDS: Readonly<Record<PaymentStatus, readonly [words: string, tone: 'good' | 'open' | 'bad']>> = {
  full: ['Paid in full', 'good'],
  partially: ['Paid partially', 'open'],
  invoiced: ['Invoiced', 'open'],
  authorized: ['Payment authorized', 'good'],
  authorized_partially: ['Payment authorized partially', 'open'],
  declined: ['Payment declined', 'bad'],
  pending: ['Pending payment', 'open'],
  canceled: ['Payment canceled', 'bad'],
  canceled_partially: ['Canceled partially', 'open'],
  refunded: ['Refunded', 'open'],
  refunded_partially: ['Refunded partially', 'open'],
};

/** A payment status in words. */
export function statusInWords(status: PaymentStatus): string {
  return STATUS_WORDS[status][0];
}

/** A payment status as people read it. */
export function statusBadge(status: PaymentStatus): Html {
  const [words, tone] = STATUS_WORDS[status];
  return html`<span class=${`badge ${tone}`}>${words}</span>`;
}

/** What became of an operation, in a sentence for staff. */
export function outcomeInWords(outcome: Outcome): string {
  switch (outcome.kind) {
    case 'approved':
      return 'Approved';
    case 'declined':
      return `Declined by the issuer (${words(outcome.code)})`;
    case 'pending':
      return 'The provider is still working on it';
    case 'action_required':
      return 'Waiting for the customer on the payment page';
    case 'rejected':
      return `Refused by the provider (${words(outcome.code)})`;
    case 'cancelled':
      return 'Given up before it was approved';
    case 'mismatch':
      return `Needs a person: ${words(outcome.about)} is ${outcome.found}, expected ${outcome.expected}`;
    case 'unknown':
      return `Unknown (${words(outcome.why)}): it may have happened. Ask the provider`;
    default:
      return unreachable(outcome);
  }
}

/** An amount that does not break across lines. */
export function amount(value: Money): Html {
  return html`<data value=${value.minor.toString()}>${inWords(value).replace(' ', '\u00a0')}</data>`;
}

/** An address in a line. */
export function addressInWords({ name, street, postalCode, city, region, country }: Address): string {
  const place = [`${postalCode} ${city}`, ...(region === undefined ? [] : [region.slice(3)])].join(' ');
  return [name, street, place, countryName(country)].join(', ');
}

/** Countries by their English names, to choose from. */
export function countryChoices(): readonly (readonly [Country, string])[] {
  return COUNTRIES.map((country) => [country, countryName(country)] as const).toSorted(([, left], [, right]) =>
    left.localeCompare(right, 'en'),
  );
}

/** A point in time to the minute. */
export function inMinutes(at: Instant): string {
  return `${isoText(at).slice(0, 16).replace('T', ' ')} UTC`;
}

function words(code: string): string {
  return code.replaceAll(/[_-]/g, ' ');
}
