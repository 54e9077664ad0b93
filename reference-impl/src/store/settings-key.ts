import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

/** The key in a file, 64 hexadecimal digits; when there is no file, it is made with a fresh key for its owner alone. */
export function settingsKeyFile(path: string, fresh: () => Buffer): Buffer {
  try {
    mkdirSync(dirname(path), { recursive: true });
    // `wx` fails when the file exists, so two programs that start at once agree on one key.
    writeFileSync(path, `${fresh().toString('hex')}\n`, { flag: 'wx', mode: 0o600 });
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
  }
  return keyIn(path);
}

/**
 * The key that is to replace the one in a file. It lies beside it until the database is sealed with it, so that whatever
 * happens in between, one of the two files opens every row; a rotation that did not come to its end goes on with it.
 */
export function nextSettingsKey(
  path: string,
  fresh: () => Buffer,
): Readonly<{ from: Buffer; to: Buffer; finish: () => void }> {
  if (!existsSync(path)) throw new Error(`there is no key file ${path}`);
  const next = `${path}.next`;
  return { from: keyIn(path), to: settingsKeyFile(next, fresh), finish: () => renameSync(next, path) };
}

function keyIn(path: string): Buffer {
  const text = readFileSync(path, 'utf8').trim();
  if (!/^[0-9a-f]{64}$/i.test(text)) throw new Error(`the key file ${path} does not hold 64 hexadecimal digits`);
  return Buffer.from(text, 'hex');
}
