import type { SecretBox } from '../accounts/secret-box.ts';
import { decodeSigningSecret, encodeSigningSecret, type SigningSecret } from './signature.ts';

/** Seals the secrets that endpoints sign with, and opens them for whoever has to sign. */
export type Keyring = Readonly<{
  seal: (secret: SigningSecret, of: Owner) => string;
  /** The secret, or undefined where it was sealed with another key file, or for another endpoint or environment. */
  open: (sealed: string, of: Owner) => SigningSecret | undefined;
}>;

type Owner = Readonly<{ environment: string; id: string }>;

// Those that are in use; what falls out is opened again.
const OPENED_MAX = 1000;

/** A keyring that remembers what it has opened, since every attempt needs it. */
export function keyringOf(box: SecretBox): Keyring {
  const opened = new Map<string, SigningSecret>();
  return {
    seal: (secret, of) => box.seal(encodeSigningSecret(secret), of),
    open: (sealed, of) => {
      const name = `${of.environment}/${of.id}/${sealed}`;
      const known = opened.get(name);
      if (known !== undefined) return known;
      const text = box.open(sealed, of);
      if (text === undefined) return undefined;
      const secret = decodeSigningSecret(text);
      const [oldest] = opened.keys();
      if (opened.size >= OPENED_MAX && oldest !== undefined) opened.delete(oldest);
      opened.set(name, secret);
      return secret;
    },
  };
}
