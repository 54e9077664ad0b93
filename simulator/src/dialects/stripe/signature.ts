import { createHmac } from 'node:crypto';
import { type Signer, secretText } from '../../webhooks/signature.ts';

/**
 * Signs as Stripe does: HMAC-SHA256 over `<seconds>.<body>` with the whole text of the secret, one `v1` for each secret in
 * force, newest first: https://docs.stripe.com/webhooks#verify-manually
 */
export const stripeSignature: Signer = ({ at, body }, secrets) => {
  const timestamp = String(Math.floor(at / 1000));
  const signatures = secrets.map(
    (secret) => `v1=${createHmac('sha256', secretText(secret)).update(`${timestamp}.${body}`).digest('hex')}`,
  );
  return { 'stripe-signature': [`t=${timestamp}`, ...signatures].join(',') };
};
