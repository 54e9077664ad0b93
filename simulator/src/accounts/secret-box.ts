import { createCipheriv, createDecipheriv, createHmac, hkdfSync } from 'node:crypto';

/** Keeps what has to be recoverable, such as a signing secret, unreadable for whoever has only the database. */
export type SecretBox = Readonly<{
  /** Seals `text`; only the same owner in the same environment opens it. */
  seal: (text: string, of: Owner) => string;
  /** The text, or undefined where it was sealed with another key, in another environment or for another owner. */
  open: (sealed: string, of: Owner) => string | undefined;
}>;

/** What a sealed secret belongs to. */
type Owner = Readonly<{ environment: string; id: string }>;

const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/**
 * Seals with AES-256-GCM, with a key of its own for each environment, so that a secret that is copied from one
 * environment into another stays shut. The nonce follows from what is sealed: the same text for the same owner gives the
 * same bytes, and two texts never share a nonce, whatever the randomness of a seeded run does.
 */
export function secretBox(installationKey: Uint8Array): SecretBox {
  const keys = new Map<string, Readonly<{ cipher: Buffer; nonce: Buffer }>>();
  const keysOf = (environment: string) => {
    const known = keys.get(environment);
    if (known !== undefined) return known;
    const derived = Buffer.from(hkdfSync('sha256', installationKey, '', `assay secret box/${environment}`, 64));
    const made = { cipher: derived.subarray(0, 32), nonce: derived.subarray(32) };
    keys.set(environment, made);
    return made;
  };
  return {
    seal: (text, { environment, id }) => {
      const key = keysOf(environment);
      const nonce = createHmac('sha256', key.nonce).update(`${id}\n${text}`).digest().subarray(0, NONCE_BYTES);
      const cipher = createCipheriv('aes-256-gcm', key.cipher, nonce).setAAD(Buffer.from(id));
      const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
      return Buffer.concat([nonce, cipher.getAuthTag(), sealed]).toString('base64');
    },
    open: (sealed, { environment, id }) => {
      const bytes = Buffer.from(sealed, 'base64');
      if (bytes.length < NONCE_BYTES + TAG_BYTES) return undefined;
      const decipher = createDecipheriv('aes-256-gcm', keysOf(environment).cipher, bytes.subarray(0, NONCE_BYTES));
      decipher.setAAD(Buffer.from(id)).setAuthTag(bytes.subarray(NONCE_BYTES, NONCE_BYTES + TAG_BYTES));
      try {
        const text = decipher.update(bytes.subarray(NONCE_BYTES + TAG_BYTES));
        return Buffer.concat([text, decipher.final()]).toString('utf8');
      } catch {
        // The tag does not fit: it was sealed elsewhere, or changed since.
        return undefined;
      }
    },
  };
}
