import { createHmac } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Pact, SpecificationVersion } from '@pact-foundation/pact';
import { afterAll, expect, test, vi } from 'vitest';
import { generic } from '../../src/providers/generic/index.ts';
import { instant } from '../../src/shop/ids.ts';
import { money } from '../../src/shop/money.ts';
import { payment } from './contract/states.ts';
import { pattern } from './interaction.ts';
import { committedForm } from './pact.ts';

// Pact reports its use to its makers unless told otherwise.
vi.stubEnv('PACT_DO_NOT_TRACK', 'true');

const CONSUMER = 'reference-shop';
const PROVIDER = 'generic-provider-notifications';
const FILE = `${CONSUMER}-${PROVIDER}.json`;

// Opens nothing: the provider signs with a secret of its own.
const KEY = Buffer.alloc(32, 7);
const SECRET = `whsec_${KEY.toString('base64')}`;
const NOW = instant(Date.UTC(2026, 11, 1));

/** What is told of a payment, by the state it has got to. */
const TOLD = [
  ['payment.action_required', 'action_required'],
  ['payment.authorized', 'authorized'],
  ['payment.captured', 'captured'],
  ['payment.declined', 'declined'],
  ['payment.voided', 'voided'],
  ['payment.cancelled', 'cancelled'],
] as const;

const folder = mkdtempSync(join(tmpdir(), 'assay-pact-'));
afterAll(() => rmSync(folder, { recursive: true }));

for (const [type, status] of TOLD) {
  test(`what is told of a payment that is ${status} is verified, read and taken for ${type}`, async () => {
    const { name, parameters } = payment(status);
    const reading = await pact()
      .addAsynchronousInteraction()
      .given(name, parameters)
      .expectsToReceive(`a notification of ${type}`, (message) => {
        message.withJSONContent(expected(type)).withMetadata({ contentType: 'application/json' });
      })
      .executeTest(async ({ contents }) => received(contents.content));
    expect(reading).toEqual({
      kind: 'about_payment',
      type,
      told: {
        environment: 'sandbox',
        mode: 'test',
        paymentReference: 'pay_1',
        orderNumber: 'N-1',
        commandId: 'command_1',
        amount: money(1999n, 'EUR'),
      },
    });
  });
}

test('the committed pact is what has just been written; `vitest run -u` on this folder renews it', async () => {
  const now = readFileSync(join(folder, FILE), 'utf8');
  await expect(committedForm(now)).toMatchFileSnapshot(`../../pacts/${FILE}`);
});

function pact(): Pact {
  const spec = SpecificationVersion.SPECIFICATION_VERSION_V4;
  return new Pact({ consumer: CONSUMER, provider: PROVIDER, dir: folder, spec, logLevel: 'error' });
}

/** What the adapter relies on, and nothing else. */
function expected(type: string): object {
  return {
    id: pattern(/[!-+\-/-~]{1,200}/, 'evt_1'),
    type,
    environment: 'sandbox',
    mode: 'test',
    data: {
      id: pattern(/[A-Za-z0-9_-]+/, 'pay_1'),
      environment: 'sandbox',
      mode: 'test',
      reference: 'N-1',
      amount: { minor: 1999, currency: 'EUR' },
      metadata: { command: 'command_1' },
    },
  };
}

/** Lets the adapter verify and read a message as it does with one that has come over the wire. */
async function received(content: unknown): Promise<unknown> {
  const body = Buffer.from(JSON.stringify(content));
  const time = String(NOW / 1000);
  const signature = createHmac('sha256', KEY).update(`evt_1.${time}.`).update(body).digest('base64');
  const headers = { 'webhook-id': 'evt_1', 'webhook-timestamp': time, 'webhook-signature': `v1,${signature}` };
  const verified = await generic.verifyNotification({ headers, body }, [SECRET], NOW);
  return verified.kind === 'verified' ? generic.readNotification(body, verified.id) : verified;
}
