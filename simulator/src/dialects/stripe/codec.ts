import type { DialectObject } from '../../store/objects.ts';
import type { components } from './wire.d.ts';

type Wire = components['schemas'];

/** Whatever the merchant has put beside an object. */
export type Metadata = Readonly<Record<string, string>>;

/** What is kept of a customer. */
export type KeptCustomer = Readonly<{
  address?: Wire['Address'];
  description?: string;
  email?: string;
  metadata: Metadata;
  name?: string;
  phone?: string;
}>;

/** The value of a customer; it was written as one, which is why its type is believed. */
export function readCustomer(object: DialectObject): KeptCustomer {
  return object.value as unknown as KeptCustomer;
}

/** What is left of an object that was deleted. */
export const DELETED = { deleted: true } as const;

/** Whether nothing but its id is left of an object. */
export function isDeleted(object: DialectObject): boolean {
  return (object.value as { deleted?: unknown }).deleted === true;
}

/** What is asked for with '' where something is to go. */
type Changes<Kept> = { readonly [Name in keyof Kept]?: Kept[Name] | '' | undefined };

/** What there was, with what is asked for in its place; an empty value takes a member away. */
export function merged<Kept extends object>(before: Kept, asked: Changes<Kept>): Kept {
  const named = Object.entries(asked).filter(([, value]) => value !== undefined);
  const after = Object.entries({ ...before, ...Object.fromEntries(named) });
  return Object.fromEntries(after.filter(([, value]) => value !== '')) as Kept;
}
