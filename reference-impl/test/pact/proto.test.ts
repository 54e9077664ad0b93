import { readFileSync, mkdtempSync } from 'node:fs';
import { Pact } from '@pact-foundation/pact';
import { expect, test, vi } from 'vitest';
import { injected, pattern, text } from './interaction.ts';
vi.stubEnv('PACT_DO_NOT_TRACK', 'true');
test('x', async () => {
  const dir = mkdtempSync('/tmp/pactproto');
  const pact = new Pact({ consumer: 'reference-shop', provider: 'generic-provider', dir, logLevel: 'error' });
  for (let i = 0; i < 3; i++) {
    const t = performance.now();
    const r = await pact.addInteraction().given('an API key', { environment: 'sandbox', n: [1] }).given('b', { a: 'x' }).uponReceiving(`thing ${i}`)
      .withRequest('POST', injected('/v1/payments/${paymentId}', /^\/v1\/payments\/[^/]+$/, '/v1/payments/pay_1') as never, (b) => {
        b.headers({ accept: 'application/json, application/problem+json', authorization: injected('${authorization}', /^Bearer gsk_[a-z]+_x$/, 'Bearer gsk_sandbox_x') as never });
        b.query({ reference: text('N-1') as never, limit: '100' });
        if (i === 0) { b.jsonBody('grant_type=client_credentials'); b.headers({'content-type':'application/x-www-form-urlencoded'}); }
        else b.jsonBody({ a: text('b'), c: { d: pattern(/^x/, 'xyz') } });
      })
      .willRespondWith(401, (b) => { b.headers({ 'content-type': pattern(/^application\/problem\+json/, 'application/problem+json') as never, 'request-id': pattern(/./, 'req_1') as never }); b.jsonBody({ type: '/problems/x', list: [{ id: text('c') }] }); })
      .executeTest(async ({ url }) => {
        const res = await fetch(`${url}/v1/payments/pay_7?reference=N-9&limit=100`, { method: 'POST', headers: { accept: 'application/json, application/problem+json', authorization: 'Bearer gsk_sandbox_x', 'user-agent': 'q', 'content-type': i === 0 ? 'application/x-www-form-urlencoded' : 'application/json' }, body: i === 0 ? 'grant_type=client_credentials' : '{"a":"r","c":{"d":"x"}}' });
        return [res.status, await res.text(), [...res.headers]];
      });
    console.log(JSON.stringify(r), performance.now() - t);
  }
  console.log(readFileSync(`${dir}/reference-shop-generic-provider.json`, 'utf8'));
  expect(1).toBe(1);
});
