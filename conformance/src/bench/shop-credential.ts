import type { components as ControlWire } from './control.wire.d.ts';
import type { components as ShopWire } from './shop.wire.d.ts';

/** What a shop proves with who it is, as its API takes it. */
export type ShopCredential = ShopWire['schemas']['Credential'];

/** What the provider's pages give to a seller: a name, and a secret that is shown once. */
export function credentialFrom(
  kind: ShopCredential['kind'],
  { name, secret }: Readonly<{ name: string; secret: string }>,
): ShopCredential {
  const all: Readonly<Record<ShopCredential['kind'], ShopCredential>> = {
    api_key: { kind: 'api_key', apiKey: secret },
    oauth_client: { kind: 'oauth_client', clientId: name, clientSecret: secret },
    login: { kind: 'login', partner: 'PayPal', vendor: name, user: name, password: secret },
  };
  return all[kind];
}

/** What a seller copies into a shop of what the provider has issued: its dialect says in which form. */
export function shopCredentialOf({
  credential: { dialect, kind, publicId },
  secret,
}: Pick<ControlWire['schemas']['IssuedCredential'], 'credential' | 'secret'>): ShopCredential {
  const login = dialect === 'payflow' ? 'login' : undefined;
  return credentialFrom(login ?? (kind === 'api_key' ? kind : 'oauth_client'), { name: publicId, secret });
}
