import { expect, test } from 'vitest';
import { pageOriginsOf } from '../payments/provider.ts';
import { PROVIDERS } from './registry.ts';

test('every adapter is found under its own name', () => {
  expect(Object.entries(PROVIDERS).map(([type, provider]) => provider.type === type)).not.toContain(false);
});

test('customers are let through to where the providers of a deployment have their pages, and nowhere else', () => {
  const origins = (...addresses: readonly (readonly ['generic' | 'stripe', string])[]) =>
    pageOriginsOf({ mode: 'test', providers: new Map(addresses) }, PROVIDERS);
  expect(origins(['generic', 'https://pay.example/api'])).toEqual(['https://pay.example']);
  expect(origins(['stripe', 'https://api.stripe.com'])).toEqual([
    'https://api.stripe.com',
    'https://checkout.stripe.com',
  ]);
  expect(origins(['generic', 'http://127.0.0.1:4010'], ['stripe', 'http://127.0.0.1:4010'])).toEqual([
    'http://127.0.0.1:4010',
    'https://checkout.stripe.com',
  ]);
});

test('where money is real customers are let through to no page where it is not, and the other way round', () => {
  const providers = new Map([['paypal', 'https://api.example']] as const);
  expect(pageOriginsOf({ mode: 'live', providers }, PROVIDERS)).toEqual([
    'https://api.example',
    'https://www.paypal.com',
  ]);
  expect(pageOriginsOf({ mode: 'test', providers }, PROVIDERS)).toEqual([
    'https://api.example',
    'https://www.sandbox.paypal.com',
  ]);
});
