import type { ListenerExchange, WholeReply } from '../../http/exchange.ts';
import type { Route } from '../../http/route-table.ts';
import type { World } from '../../operations/world.ts';
import { errorReply, notFound } from './errors.ts';
import { certificateId } from './signature.ts';
import { signingKeyOf } from './signing-key.ts';

/** Serves the certificate of an environment's key to whoever wants to check a signature. */
export function certificateRoute(world: World): Route<ListenerExchange> {
  return {
    method: 'get',
    path: '/v1/notifications/certs/:id',
    operation: 'getCertificate',
    handle: async (exchange, { id = '' }): Promise<WholeReply> => {
      const secret = await world.fingerprintKey(exchange.environment.name);
      if (id !== certificateId(secret)) return errorReply(notFound(id), exchange);
      const headers = { 'content-type': 'application/x-pem-file' };
      return { status: 200, headers, body: await certificateOf(secret) };
    },
  };
}

const ALGORITHM = { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256' } as const;

// Whatever the clocks of the environments show, it is good.
const PERIOD = { notBefore: new Date(Date.UTC(2020, 0, 1)), notAfter: new Date(Date.UTC(2100, 0, 1)) };

const certificates = new Map<string, Promise<string>>();
const CERTIFICATES_MAX = 50;

function certificateOf(secret: string): Promise<string> {
  const known = certificates.get(secret);
  if (known !== undefined) return known;
  const [oldest] = certificates.keys();
  if (certificates.size >= CERTIFICATES_MAX && oldest !== undefined) certificates.delete(oldest);
  const made = newCertificate(secret);
  certificates.set(secret, made);
  return made;
}

/** A certificate that vouches for itself, in PEM; the library that makes it is loaded when somebody first asks. */
async function newCertificate(secret: string): Promise<string> {
  await import('reflect-metadata');
  const x509 = await import('@peculiar/x509');
  const { privateKey, publicKey } = signingKeyOf(secret);
  const { subtle } = crypto;
  const keys = {
    privateKey: await subtle.importKey('pkcs8', privateKey.export({ format: 'der', type: 'pkcs8' }), ALGORITHM, false, [
      'sign',
    ]),
    publicKey: await subtle.importKey('spki', publicKey.export({ format: 'der', type: 'spki' }), ALGORITHM, true, [
      'verify',
    ]),
  };
  const certificate = await x509.X509CertificateGenerator.createSelfSigned({
    serialNumber: '01',
    name: [{ CN: ['messageverificationcerts.assay.internal'] }],
    ...PERIOD,
    keys,
    signingAlgorithm: ALGORITHM,
    extensions: [new x509.KeyUsagesExtension(x509.KeyUsageFlags.digitalSignature, true)],
  });
  return certificate.toString('pem');
}
