import type { OrderSearch } from '../history/order-search.ts';
import { PAYMENT_STATUSES } from '../payments/payment-status.ts';
import { isCurrency } from '../shop/currency.ts';
import { dayFilter } from './day-filter.ts';

/** The longest text that is searched for. */
export const SEARCH_TEXT_MAX = 100;

/** What a search form asks for; what cannot be understood does not filter, and the form shows what is in force. */
export function orderSearchIn(query: URLSearchParams): OrderSearch {
  const text = (query.get('text') ?? '').trim().slice(0, SEARCH_TEXT_MAX);
  const currency = query.get('currency') ?? '';
  const status = PAYMENT_STATUSES.find((known) => known === query.get('status'));
  return {
    filter: {
      ...(text === '' ? {} : { text }),
      ...(isCurrency(currency) ? { currency } : {}),
      ...dayFilter(query),
    },
    ...(status === undefined ? {} : { status }),
  };
}

/** The fields of a search form, for an address that asks for the same. */
export function searchQuery(query: URLSearchParams, more: Readonly<Record<string, string>> = {}): string {
  const kept = ['text', 'currency', 'status', 'from', 'until'].flatMap((name) => {
    const value = query.get(name) ?? '';
    return value === '' ? [] : [[name, value]];
  });
  return new URLSearchParams([...kept, ...Object.entries(more)]).toString();
}
