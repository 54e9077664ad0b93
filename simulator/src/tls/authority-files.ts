import { existsSync, linkSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import type { KeyAndCertificate } from './authority.ts';

/** Where an installation's authority is kept: the certificate for everybody, the key for its owner alone. */
export type AuthorityFiles = Readonly<{ certificate: string; key: string }>;

/** The files beside a database. */
export function authorityFiles(database: string): AuthorityFiles {
  return { certificate: `${database}.ca.pem`, key: `${database}.ca.key` };
}

/**
 * The authority in these files; `fresh` makes it where there is none yet. The key's file holds the certificate as well,
 * so that the two cannot come from different starts; the certificate's own file is written again from it. Throws when
 * the file holds anything else, since whoever trusts the old certificate would not trust a new one.
 */
export async function keptAuthority(
  files: AuthorityFiles,
  fresh: () => Promise<KeyAndCertificate>,
): Promise<KeyAndCertificate> {
  if (!existsSync(files.key)) make(files.key, await fresh());
  const kept = split(readFileSync(files.key, 'utf8'));
  if (kept === undefined) throw new Error(`${files.key} does not hold a private key and a certificate`);
  if (!existsSync(files.certificate) || readFileSync(files.certificate, 'utf8') !== kept.certificate) {
    writeFileSync(files.certificate, kept.certificate, { mode: 0o644 });
  }
  return kept;
}

/** A link is made whole or not at all, and never over another: of two that start at once both read the same. */
function make(file: string, { key, certificate }: KeyAndCertificate): void {
  const draft = `${file}.${process.pid}`;
  rmSync(draft, { force: true });
  writeFileSync(draft, `${key.trim()}\n${certificate.trim()}\n`, { mode: 0o600, flag: 'wx' });
  try {
    linkSync(draft, file);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
  } finally {
    rmSync(draft);
  }
}

function split(text: string): KeyAndCertificate | undefined {
  const [key] = /-----BEGIN PRIVATE KEY-----[^-]+-----END PRIVATE KEY-----\n/.exec(text) ?? [];
  const [certificate] = /-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----\n/.exec(text) ?? [];
  return key === undefined || certificate === undefined ? undefined : { key, certificate };
}
