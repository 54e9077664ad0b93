import { createHash } from 'node:crypto';
import { coded } from '../../platform/coded.ts';
import type { Random } from '../../platform/random.ts';

const LETTERS_AND_DIGITS = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ';
// Without 0, 1, I and O, which people mistake for each other.
const ACCOUNT_LETTERS = '23456789ABCDEFGHJKLMNPQRSTUVWXYZ';
const ID_LENGTH = 17;
const ACCOUNT_LENGTH = 13;

/** What has an id of its own on the wire. */
export const RESOURCE_KINDS = ['order', 'authorization', 'capture', 'refund', 'webhook', 'certificate'] as const;
export type ResourceKind = (typeof RESOURCE_KINDS)[number];

/** A fresh id for an order, which is the id of its payment as well. */
export function newOrderId(random: Random): string {
  return coded(random.secret(), LETTERS_AND_DIGITS, ID_LENGTH);
}

/** The id by which something of ours is known on the wire: the same thing has the same id wherever it is shown. */
export function wireId(kind: ResourceKind, id: string): string {
  return coded(`${kind}\n${id}`, LETTERS_AND_DIGITS, ID_LENGTH);
}

/** The id of an event: it follows from the change that it is told of. */
export function eventId(...parts: readonly string[]): string {
  const half = (which: string) => coded([which, ...parts].join('\n'), LETTERS_AND_DIGITS, ID_LENGTH);
  return `WH-${half('first')}-${half('second')}`;
}

/** The id of a dispute, which is a number here. */
export function disputeNumber(id: string): string {
  return `PP-D-${digits(id)}`;
}

/** The id of an account: a merchant's, or that of a buyer. */
export function accountCode(id: string): string {
  return coded(`account\n${id}`, ACCOUNT_LETTERS, ACCOUNT_LENGTH);
}

/** A UUID that follows from what it names. */
export function derivedUuid(...parts: readonly string[]): string {
  const hex = createHash('sha256').update(parts.join('\n')).digest('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20, 32)].join('-');
}

// Fewer digits than the shortest card number has, so that nothing takes it for one.
const DISPUTE_DIGITS = 10;

function digits(text: string): string {
  return String(createHash('sha256').update(text).digest().readUInt32BE(0)).padStart(DISPUTE_DIGITS, '1');
}
