import type { components } from './wire.d.ts';

type ResourceType = components['schemas']['Event']['resource_type'];

/** Every type of event, with what it is about and what is said of it: https://developer.paypal.com/api/rest/webhooks/event-names/ */
const EVENTS = {
  'CHECKOUT.ORDER.APPROVED': ['checkout-order', 'An order has been approved by buyer'],
  'CHECKOUT.ORDER.COMPLETED': ['checkout-order', 'Checkout Order Completed'],
  'PAYMENT.AUTHORIZATION.CREATED': ['authorization', 'A payment authorization is created'],
  'PAYMENT.AUTHORIZATION.VOIDED': ['authorization', 'A payment authorization is voided'],
  'PAYMENT.CAPTURE.COMPLETED': ['capture', 'Payment completed'],
  'PAYMENT.CAPTURE.DENIED': ['capture', 'Payment denied'],
  'PAYMENT.CAPTURE.PENDING': ['capture', 'Payment pending'],
  'PAYMENT.CAPTURE.REFUNDED': ['refund', 'A payment was refunded'],
  'PAYMENT.CAPTURE.REVERSED': ['capture', 'A payment was reversed'],
  'PAYMENT.REFUND.PENDING': ['refund', 'A refund is pending'],
  'PAYMENT.REFUND.FAILED': ['refund', 'A refund has failed'],
  'CUSTOMER.DISPUTE.CREATED': ['dispute', 'A new dispute opened'],
  'CUSTOMER.DISPUTE.UPDATED': ['dispute', 'A dispute was updated'],
  'CUSTOMER.DISPUTE.RESOLVED': ['dispute', 'A dispute was resolved'],
} as const satisfies Readonly<Record<string, readonly [resource: ResourceType, summary: string]>>;

/** The type of an event. */
export type EventType = keyof typeof EVENTS;

/** Every type there is. */
export const EVENT_TYPES: readonly EventType[] = Object.keys(EVENTS).filter(isEventType);

/** Whether a text names a type of event. */
export function isEventType(text: string): text is EventType {
  return Object.hasOwn(EVENTS, text);
}

/** What events of a type are about. */
export function resourceTypeOf(type: EventType): ResourceType {
  return EVENTS[type][0];
}

/** What is said of all events of a type. */
export function summaryOf(type: EventType): string {
  return EVENTS[type][1];
}
