import { scrypt, timingSafeEqual } from 'node:crypto';

/** How much work and memory a guess costs: scrypt's N, r and p. */
export type ScryptCost = Readonly<{ n: number; r: number; p: number }>;

/** 16 MiB and about a fifth of a second: one of the settings OWASP's password storage page names. */
export const SCRYPT_COST: ScryptCost = { n: 2 ** 14, r: 8, p: 5 };

/** Hardly any: for shops that tests start and throw away, and for nobody else. */
export const SCRYPT_COST_LOW: ScryptCost = { n: 2 ** 10, r: 8, p: 1 };

/** The fewest and most characters of a password; the upper end keeps a sign-in from being made expensive. */
export const PASSWORD_LENGTH = { min: 12, max: 200 } as const;

const KEY_BYTES = 32;

/** What is stored of a password: the costs and salt with the derived key, so that costs can be raised later. */
export async function hashPassword(password: string, salt: Buffer, cost: ScryptCost): Promise<string> {
  const key = await derive(password, salt, cost);
  return ['scrypt', cost.n, cost.r, cost.p, salt.toString('base64url'), key.toString('base64url')].join('$');
}

/** Whether a password is the one that was hashed, in time that does not depend on how close it is. */
export async function passwordMatches(password: string, hash: string): Promise<boolean> {
  const [scheme, n, r, p, salt = '', key = ''] = hash.split('$');
  if (scheme !== 'scrypt') throw new Error('a password hash of an unknown kind is stored');
  const expected = Buffer.from(key, 'base64url');
  const cost = { n: Number(n), r: Number(r), p: Number(p) };
  return timingSafeEqual(await derive(password, Buffer.from(salt, 'base64url'), cost), expected);
}

function derive(password: string, salt: Buffer, cost: ScryptCost): Promise<Buffer> {
  const options = { N: cost.n, r: cost.r, p: cost.p, maxmem: 256 * cost.n * cost.r };
  return new Promise((resolve, reject) => {
    scrypt(password.normalize('NFKC'), salt, KEY_BYTES, options, (error, key) =>
      error ? reject(error) : resolve(key),
    );
  });
}
