import { createCipheriv, createDecipheriv } from 'node:crypto';
import type { Random } from '../platform/random.ts';

/** Bytes of the settings key. */
export const KEY_BYTES = 32;

const NONCE_BYTES = 12;
const TAG_BYTES = 16;
/** Leads every sealed text, so that another way of sealing can be told apart later. */
const FORMAT = 1;

/** What a sealed text is tied to. A row copied to another integration or environment does not open. */
export type Binding = Readonly<{ integrationId: string; environment: string }>;

/** Seals integration settings for the database: AES-256-GCM, with the binding as associated data. */
export type Vault = Readonly<{
  seal(text: string, binding: Binding): Uint8Array;
  /** The text, or nothing when it was sealed with another key or for something else, or has been touched. */
  open(sealed: Uint8Array, binding: Binding): string | undefined;
}>;

/** A vault for a key of 32 bytes. */
export function vault(key: Buffer, random: Random): Vault {
  return {
    seal(text, binding) {
      const nonce = random.bytes(NONCE_BYTES);
      const cipher = createCipheriv('aes-256-gcm', key, nonce, { authTagLength: TAG_BYTES });
      cipher.setAAD(associated(binding));
      const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
      return Buffer.concat([Buffer.from([FORMAT]), nonce, cipher.getAuthTag(), sealed]);
    },
    open(sealed, binding) {
      const bytes = Buffer.from(sealed);
      if (bytes[0] !== FORMAT || bytes.length < 1 + NONCE_BYTES + TAG_BYTES) return undefined;
      const nonce = bytes.subarray(1, 1 + NONCE_BYTES);
      const tag = bytes.subarray(1 + NONCE_BYTES, 1 + NONCE_BYTES + TAG_BYTES);
      const decipher = createDecipheriv('aes-256-gcm', key, nonce, { authTagLength: TAG_BYTES });
      decipher.setAAD(associated(binding));
      decipher.setAuthTag(tag);
      try {
        const text = decipher.update(bytes.subarray(1 + NONCE_BYTES + TAG_BYTES));
        return Buffer.concat([text, decipher.final()]).toString('utf8');
      } catch {
        // The only thing that throws here is a tag that does not match.
        return undefined;
      }
    },
  };
}

function associated({ integrationId, environment }: Binding): Buffer {
  return Buffer.from(JSON.stringify(['integration', integrationId, environment]));
}
