import { existsSync, linkSync, readFileSync, rmSync, writeFileSync } from 'node:fs';

const KEY_BYTES = 32;

/**
 * The key in a file that only its owner may read; `fresh` is kept when there is no file yet. Throws on a file that holds
 * anything else, since nothing that was sealed with the right one could be opened.
 */
export function keyFile(file: string, fresh: Uint8Array): Buffer {
  if (!existsSync(file)) make(file, fresh);
  const key = Buffer.from(readFileSync(file, 'utf8').trim(), 'base64');
  if (key.length !== KEY_BYTES) throw new Error(`${file} does not hold a key of ${KEY_BYTES} bytes`);
  return key;
}

/** A link is made whole or not at all, and never over another: of two that start at once both read the same key. */
function make(file: string, fresh: Uint8Array): void {
  const draft = `${file}.${process.pid}`;
  rmSync(draft, { force: true });
  writeFileSync(draft, `${Buffer.from(fresh).toString('base64')}\n`, { mode: 0o600, flag: 'wx' });
  try {
    linkSync(draft, file);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
  } finally {
    rmSync(draft);
  }
}
