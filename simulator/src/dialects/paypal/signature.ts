import { sign } from 'node:crypto';
import { crc32 } from 'node:zlib';
import type { Signer } from '../../webhooks/signature.ts';
import { iso } from './authorization-object.ts';
import { derivedUuid, wireId } from './ids.ts';
import { signingKeyOf } from './signing-key.ts';

/** How notifications are signed, as the header and the API call it. */
export const ALGORITHM = 'SHA256withRSA';

/** What is signed of a notification. */
export type Transmission = Readonly<{ id: string; time: string; webhookId: string; body: string }>;

/** The exact text that is signed: the checksum of the body stands for it. */
export function signedText({ id, time, webhookId, body }: Transmission): string {
  return `${id}|${time}|${webhookId}|${crc32(body)}`;
}

/** The id of the certificate of an environment, by the secret of that environment. */
export function certificateId(environmentSecret: string): string {
  return `CERT-${wireId('certificate', environmentSecret)}`;
}

/**
 * Signs as PayPal does: RSA with SHA-256 over id, time, webhook id and checksum, with the key of the environment, whose
 * certificate the simulator serves: https://developer.paypal.com/api/rest/webhooks/rest/#link-messagesignature
 */
export const paypalSignature: Signer = ({ id, at, body }, _secrets, { endpointId, pages, environmentSecret }) => {
  const transmission: Transmission = {
    id: derivedUuid('transmission', id, endpointId),
    time: iso(at),
    webhookId: wireId('webhook', endpointId),
    body,
  };
  const { privateKey } = signingKeyOf(environmentSecret);
  return {
    'paypal-auth-algo': ALGORITHM,
    'paypal-cert-url': `${pages}/v1/notifications/certs/${certificateId(environmentSecret)}`,
    'paypal-transmission-id': transmission.id,
    'paypal-transmission-time': transmission.time,
    'paypal-transmission-sig': sign('sha256', Buffer.from(signedText(transmission)), privateKey).toString('base64'),
  };
};
