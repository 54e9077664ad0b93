import type { components as ControlWire } from './control.wire.d.ts';
import type { components as ShopWire } from './shop.wire.d.ts';

/** What a shop proves with who it is, as its API takes it. */
export type ShopCredential = ShopWire['schemas']['Credential'];

/** What a seller copies into a shop of what the provider has issued: its dialect says in which form. */
export function shopCredentialOf({
  credential: { dialect, kind, publicId },
  secret,
}: Pick<ControlWire['schemas']['IssuedCredential'], 'credential' | 'secret'>): ShopCredential {
  if (dialect === 'payflow') {
    return { kind: 'login', partner: 'PayPal', vendor: publicId, user: publicId, password: secret };
  }
  return kind === 'api_key'
    ? { kind: 'api_key', apiKey: secret }
    : { kind: 'oauth_client', clientId: publicId, clientSecret: secret };
}
