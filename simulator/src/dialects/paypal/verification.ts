import { verify } from 'node:crypto';
import { jsonReply } from '../../http/exchange.ts';
import { type Call, debugHeader } from './call.ts';
import { wireId } from './ids.ts';
import { change, type Made, type Operation } from './operation.ts';
import { type Body, readBody } from './parameters.ts';
import { ALGORITHM, certificateId, signedText } from './signature.ts';
import { signingKeyOf } from './signing-key.ts';
import { webhooksOf } from './webhooks.ts';
import type { components } from './wire.d.ts';

/** Whether a notification was sent from here to a webhook of the caller; it is answered 200 either way. */
export const verificationOperations: readonly Operation[] = [
  change(
    {
      path: '/v1/notifications/verify-webhook-signature',
      operation: 'verifyWebhookSignature',
      scope: 'read',
      reads: (call) => readBody(call.exchange, 'VerifyRequest'),
    },
    async (call, asked): Promise<Made> => {
      const body: components['schemas']['Verification'] = {
        verification_status: (await isOurs(call, asked)) ? 'SUCCESS' : 'FAILURE',
      };
      return jsonReply(200, body, debugHeader(call));
    },
  ),
];

/** By the key of this environment alone: what another one has signed is as good as forged. */
async function isOurs(call: Call, asked: Body<'VerifyRequest'>): Promise<boolean> {
  const { auth_algo: algorithm, cert_url: certificate, webhook_id: webhookId, webhook_event: event } = asked;
  const { transmission_id: id, transmission_time: time, transmission_sig: signature } = asked;
  const secret = await call.world.fingerprintKey(call.exchange.environment.name);
  if (algorithm !== ALGORITHM || !certificate.endsWith(`/${certificateId(secret)}`)) return false;
  if (!(await webhooksOf(call)).some((endpoint) => wireId('webhook', endpoint.id) === webhookId)) return false;
  // Events are sent as JSON without spaces, so that one that was read and is written again is the same text.
  const text = signedText({ id, time, webhookId, body: JSON.stringify(event) });
  return verify('sha256', Buffer.from(text), signingKeyOf(secret).publicKey, Buffer.from(signature, 'base64'));
}
