import { generateKeyPairSync } from 'node:crypto';
import type { components } from '../bench/subject-protocol.wire.d.ts';
import type { Scanner } from '../oracle/scanner.ts';

type Configuration = components['schemas']['ShopConfiguration'];

/** A private key of Ed25519 in PEM that nobody else has; wherever it turns up afterwards, the scanner knows it. */
export function newSigningKey(scanner: Scanner): string {
  const key = generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
  const [text = ''] = key.split('\n').filter((line) => line !== '' && !line.startsWith('-----'));
  const where = { environment: 'sandbox', account: 'the shop itself' };
  scanner.add({ text, label: 'signing key of the shop', nature: 'secret', ...where });
  return key;
}

/** The same configuration, with requests to every environment signed by this key. */
export function withSigningKey({ environments, ...rest }: Configuration, signingKey: string): Configuration {
  const signed = Object.entries(environments).map(([name, environment]) => [name, { ...environment, signingKey }]);
  return { ...rest, environments: Object.fromEntries(signed) };
}
