import type { ProviderStatus } from '../../../src/payments/outcome.ts';
import type { State } from '../interaction.ts';

type Parameters = Readonly<Record<string, string | number>>;

/** An OAuth client of an active merchant account. */
export function client(more: Parameters = {}): State {
  return {
    name: 'an OAuth client',
    parameters: { environment: 'sandbox', merchant: 'active', secret: 'right', ...more },
  };
}

/** An API key of an active merchant account, with every scope. */
export function apiKey(more: Parameters = {}): State {
  const scopes = 'pay capture refund read';
  return {
    name: 'an API key',
    parameters: { environment: 'sandbox', merchant: 'active', key: 'good', scopes, ...more },
  };
}

/** An access token that a client was given. */
export function accessToken(more: Parameters = {}): State {
  return { name: 'an access token', parameters: { environment: 'sandbox', token: 'good', ...more } };
}

/** A payment of the merchant account, made by the example command. */
export function payment(status: ProviderStatus, more: Parameters = {}): State {
  const asked = { minor: 1999, currency: 'EUR', reference: 'N-1', command: 'command_1' };
  return { name: 'a payment', parameters: { environment: 'sandbox', status, ...asked, ...more } };
}

/** An idempotency key that the merchant account has used for another request. */
export function usedKey(key: string): State {
  return { name: 'a used idempotency key', parameters: { key } };
}
