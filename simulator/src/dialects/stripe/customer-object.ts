import type { DialectObject } from '../../store/objects.ts';
import { seconds } from './call.ts';
import { isDeleted, readCustomer } from './codec.ts';
import type { components } from './wire.d.ts';

type Wire = components['schemas'];

/** A customer as it is answered; of one that was deleted hardly more than that. */
export function renderCustomer(object: DialectObject, livemode: boolean): Wire['Customer'] | Wire['DeletedCustomer'] {
  if (isDeleted(object)) return { id: object.id, object: 'customer', deleted: true };
  const { address, description, email, metadata, name, phone } = readCustomer(object);
  return {
    id: object.id,
    object: 'customer',
    address: address ?? null,
    balance: 0,
    created: seconds(object.createdAt),
    currency: null,
    default_source: null,
    delinquent: false,
    description: description ?? null,
    email: email ?? null,
    // It only ever stands on invoices, of which there are none here.
    invoice_prefix: object.id.slice(-8).toUpperCase(),
    livemode,
    metadata: { ...metadata },
    name: name ?? null,
    phone: phone ?? null,
    preferred_locales: [],
    shipping: null,
    tax_exempt: 'none',
    test_clock: null,
  };
}
