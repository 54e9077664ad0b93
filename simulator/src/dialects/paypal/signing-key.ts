import { checkPrimeSync, createPrivateKey, createPublicKey, hkdfSync, type KeyObject } from 'node:crypto';

/** The key pair with which an environment signs what it tells. */
export type SigningKey = Readonly<{ privateKey: KeyObject; publicKey: KeyObject }>;

// As long as PayPal's own are.
const PRIME_BITS = 1024;
const PUBLIC_EXPONENT = 65537n;

// One for each environment, and one for nobody.
const KEYS_MAX = 50;
const keys = new Map<string, SigningKey>();

/**
 * The RSA key pair that follows from a secret: it is kept nowhere, and is the same after a restart. Making one takes a
 * moment, so that it is remembered.
 */
export function signingKeyOf(secret: string): SigningKey {
  const known = keys.get(secret);
  if (known !== undefined) return known;
  const [oldest] = keys.keys();
  if (keys.size >= KEYS_MAX && oldest !== undefined) keys.delete(oldest);
  const made = newKey(secret);
  keys.set(secret, made);
  return made;
}

function newKey(secret: string): SigningKey {
  const p = primeOf(secret, 'p');
  const q = primeOf(secret, 'q');
  const d = inverse(PUBLIC_EXPONENT, (p - 1n) * (q - 1n));
  const members = { n: p * q, e: PUBLIC_EXPONENT, d, p, q, dp: d % (p - 1n), dq: d % (q - 1n), qi: inverse(q, p) };
  const jwk = Object.fromEntries(Object.entries(members).map(([name, value]) => [name, base64url(value)] as const));
  const privateKey = createPrivateKey({ key: { kty: 'RSA', ...jwk }, format: 'jwk' });
  return { privateKey, publicKey: createPublicKey(privateKey) };
}

/** The first prime that can be one of a key, from a place that follows from the secret on. */
function primeOf(secret: string, which: string): bigint {
  const bytes = Buffer.from(hkdfSync('sha256', secret, '', `signing key ${which}`, PRIME_BITS / 8));
  // The two highest bits make the product of two of them twice as long; the lowest makes it odd.
  bytes[0] = (bytes[0] ?? 0) | 0xc0;
  let candidate = BigInt(`0x${bytes.toString('hex')}`) | 1n;
  while ((candidate - 1n) % PUBLIC_EXPONENT === 0n || !isPrime(candidate)) candidate += 2n;
  return candidate;
}

const SMALL_PRIMES = [3n, 5n, 7n, 11n, 13n, 17n, 19n, 23n, 29n, 31n, 37n, 41n, 43n, 47n, 53n, 59n, 61n, 67n, 71n, 73n];

function isPrime(candidate: bigint): boolean {
  return SMALL_PRIMES.every((small) => candidate % small !== 0n) && checkPrimeSync(candidate);
}

/** The number that times `value` leaves 1 after division by `modulus`; they have no factor in common. */
function inverse(value: bigint, modulus: bigint): bigint {
  let [previous, rest] = [modulus, value % modulus];
  let [before, factor] = [0n, 1n];
  while (rest !== 0n) {
    const whole = previous / rest;
    [previous, rest] = [rest, previous - whole * rest];
    [before, factor] = [factor, before - whole * factor];
  }
  return ((before % modulus) + modulus) % modulus;
}

function base64url(value: bigint): string {
  const hex = value.toString(16);
  return Buffer.from(hex.length % 2 === 0 ? hex : `0${hex}`, 'hex').toString('base64url');
}
