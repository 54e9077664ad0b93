import { isIP } from 'node:net';
import type { Instant } from '../engine/ids.ts';

/** A private key and the certificate that goes with it, both in PEM. */
export type KeyAndCertificate = Readonly<{ key: string; certificate: string }>;

/** What a certificate is made for: host names and IP addresses, the first of which is also its common name, and when. */
export type CertificateOrder = Readonly<{ names: readonly [string, ...string[]]; from: Instant; until: Instant }>;

/** A development certificate authority: it vouches for the names that this simulator answers to. */
export type Authority = Readonly<{
  /** Its own certificate, in PEM. */
  certificate: string;
  /** Makes a fresh key and a certificate for it. */
  issue: (order: CertificateOrder) => Promise<KeyAndCertificate>;
}>;

const ALGORITHM = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' } as const;

/** A fresh authority. Its name ends in a few digits of its key, so that two of them can be told apart. */
export async function newAuthority(period: Readonly<{ from: Instant; until: Instant }>): Promise<KeyAndCertificate> {
  const x509 = await library();
  const keys = await newKeys();
  const identifier = await x509.SubjectKeyIdentifierExtension.create(keys.publicKey);
  const certificate = await x509.X509CertificateGenerator.createSelfSigned({
    name: [{ CN: [`Assay development CA ${identifier.keyId.slice(0, 8)}`] }],
    notBefore: new Date(period.from),
    notAfter: new Date(period.until),
    keys,
    signingAlgorithm: ALGORITHM,
    extensions: [
      // It vouches for servers and clients, and for no other authority.
      new x509.BasicConstraintsExtension(true, 0, true),
      new x509.KeyUsagesExtension(x509.KeyUsageFlags.keyCertSign | x509.KeyUsageFlags.cRLSign, true),
      identifier,
    ],
  });
  return { key: await pemOf(keys.privateKey), certificate: certificate.toString('pem') };
}

/** The authority that this key and certificate make. Nothing that does the work is loaded before it is needed. */
export function authorityOf({ key, certificate }: KeyAndCertificate): Authority {
  return {
    certificate,
    issue: async (order) => {
      const x509 = await library();
      const issuer = new x509.X509Certificate(certificate);
      const der = x509.PemConverter.decodeFirst(key);
      const signingKey = await crypto.subtle.importKey('pkcs8', der, ALGORITHM, false, ['sign']);
      return signed(order, { name: issuer.subject, key: signingKey, certificate: issuer });
    },
  };
}

/** A certificate that nobody but itself vouches for. */
export function selfSigned(order: CertificateOrder): Promise<KeyAndCertificate> {
  return signed(order, 'itself');
}

type Issuer = Readonly<{ name: string; key: CryptoKey; certificate: import('@peculiar/x509').X509Certificate }>;

async function signed(order: CertificateOrder, by: Issuer | 'itself'): Promise<KeyAndCertificate> {
  const x509 = await library();
  const { names } = order;
  const keys = await newKeys();
  const subject = [{ CN: [names[0].slice(0, 64)] }];
  const made = await x509.X509CertificateGenerator.create({
    subject,
    issuer: by === 'itself' ? subject : by.name,
    notBefore: new Date(order.from),
    notAfter: new Date(order.until),
    publicKey: keys.publicKey,
    signingKey: by === 'itself' ? keys.privateKey : by.key,
    signingAlgorithm: ALGORITHM,
    extensions: [
      new x509.BasicConstraintsExtension(false, undefined, true),
      new x509.KeyUsagesExtension(x509.KeyUsageFlags.digitalSignature, true),
      new x509.ExtendedKeyUsageExtension([x509.ExtendedKeyUsage.serverAuth, x509.ExtendedKeyUsage.clientAuth]),
      new x509.SubjectAlternativeNameExtension(
        names.map((value) => ({ type: isIP(value) === 0 ? ('dns' as const) : ('ip' as const), value })),
      ),
      await x509.AuthorityKeyIdentifierExtension.create(by === 'itself' ? keys.publicKey : by.certificate.publicKey),
    ],
  });
  return { key: await pemOf(keys.privateKey), certificate: made.toString('pem') };
}

/** Loaded when it is first needed, which in most runs is never: it takes longer than all the rest of the program. */
async function library() {
  await import('reflect-metadata');
  return import('@peculiar/x509');
}

function newKeys(): Promise<CryptoKeyPair> {
  return crypto.subtle.generateKey(ALGORITHM, true, ['sign', 'verify']);
}

async function pemOf(key: CryptoKey): Promise<string> {
  const { PemConverter } = await library();
  return `${PemConverter.encode(await crypto.subtle.exportKey('pkcs8', key), 'PRIVATE KEY')}\n`;
}
