import type { FormErrors } from '../http/form.ts';
import { OFFLINE_TYPES, type OfflineMethod, type OfflineSettings } from '../payments/offline-method.ts';
import type { OfflineDraft } from '../payments/offline-methods.ts';
import { looksLikeCardNumber } from '../shop/card-number.ts';

/** The form's fields by name, as they were typed. */
export type OfflineFields = Readonly<{ type: string; label: string; enabled: boolean; payTo: string; sendTo: string }>;

/** The form for a new way to pay. */
export const EMPTY_OFFLINE: OfflineFields = { type: 'payment_term', label: '', enabled: true, payTo: '', sendTo: '' };

/** The form for a stored one. */
export function offlineFieldsOf({ label, enabled, settings }: OfflineMethod): OfflineFields {
  return { ...EMPTY_OFFLINE, label, enabled, ...settings };
}

/** The fields as they were sent. */
export function sentOffline(form: URLSearchParams): OfflineFields {
  const field = (name: string) => (form.get(name) ?? '').trim();
  return {
    type: field('type'),
    label: field('label'),
    enabled: form.has('enabled'),
    payTo: field('payTo'),
    sendTo: field('sendTo'),
  };
}

/** What was filled in, or what is wrong with which field. */
export function parseOffline(fields: OfflineFields): OfflineDraft | FormErrors {
  const errors = new Map<string, string>();
  const { label, enabled, payTo, sendTo } = fields;
  if (label === '' || label.length > 60)
    errors.set('label', 'Please enter what customers read, in at most 60 characters.');
  const type = OFFLINE_TYPES.find((known) => known === fields.type);
  if (!type) errors.set('type', 'Please choose a kind.');
  if (type === 'check_money_order') {
    if (payTo === '' || payTo.length > 100) errors.set('payTo', 'Please say whom it is made out to.');
    if (sendTo === '' || sendTo.length > 300) errors.set('sendTo', 'Please say where it is sent.');
  }
  for (const [name, text] of Object.entries({ label, payTo, sendTo })) {
    if (looksLikeCardNumber(text)) errors.set(name, 'This looks like a card number. Please leave it out.');
  }
  if (!type || errors.size > 0) return errors;
  const settings: OfflineSettings = type === 'payment_term' ? { type } : { type, payTo, sendTo };
  return { label, enabled, settings };
}
