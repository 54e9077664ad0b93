import { expect, test } from 'vitest';
import { instant } from '../engine/ids.ts';
import { may, type Presented, REFUSALS, type RefusalKind, whoIsCalling } from './caller.ts';
import type { Credential, Token } from './credential.ts';
import type { Directory } from './directory.ts';
import type { Merchant } from './merchant.ts';
import { hashSecret, secretMatches } from './secret.ts';

const NOW = instant(1_000_000);
const HERE = { environment: 'sandbox', dialect: 'generic' };

type World = Readonly<{ credential: Credential; merchant: Merchant; token: Token; more?: readonly Credential[] }>;

const sound: World = {
  merchant: { id: 'mer_1', sellerId: 'mer_1', environment: 'sandbox', name: 'Shop', status: 'active', createdAt: NOW },
  credential: {
    id: 'cred_1',
    merchantId: 'mer_1',
    environment: 'sandbox',
    dialect: 'generic',
    kind: 'api_key',
    publicId: 'id-1',
    secretHash: hashSecret('right'),
    maskedSecret: '…',
    scopes: ['pay', 'read'],
    createdAt: NOW,
  },
  token: {
    hash: hashSecret('token'),
    credentialId: 'cred_1',
    environment: 'sandbox',
    scopes: ['pay'],
    expiresAt: instant(NOW + 1),
  },
};

function world(changes: {
  credential?: Partial<Credential>;
  merchant?: Partial<Merchant>;
  token?: Partial<Token>;
  more?: readonly Credential[];
}): World {
  return {
    merchant: { ...sound.merchant, ...changes.merchant },
    credential: { ...sound.credential, ...changes.credential },
    token: { ...sound.token, ...changes.token },
    ...(changes.more === undefined ? {} : { more: changes.more }),
  };
}

/** As much of a directory as telling who is calling needs. */
function directoryOf({ credential, merchant, token, more = [] }: World): Directory {
  const credentials = [credential, ...more];
  const directory: Partial<Directory> = {
    credentialsByPublicId: async (publicId) => credentials.filter((candidate) => candidate.publicId === publicId),
    findCredential: async (id) => credentials.find((candidate) => candidate.id === id),
    findMerchant: async (id) => (merchant.id === id ? merchant : undefined),
    findToken: async (hash) => (token.hash === hash ? token : undefined),
  };
  return directory as Directory;
}

async function verdict(given: World, presented: Presented): Promise<RefusalKind | 'known'> {
  const identification = await whoIsCalling(directoryOf(given), HERE, presented, () => NOW);
  return identification.ok ? 'known' : identification.refusal.kind;
}

const KEY: Presented = { kind: 'api_key', publicId: 'id-1', secret: 'right' };
const WRONG: Presented = { ...KEY, secret: 'wrong' };
const TOKEN: Presented = { kind: 'token', token: 'token' };
const everything = {
  credential: { environment: 'production', revokedAt: NOW, expiresAt: NOW },
  merchant: { status: 'suspended', environment: 'production' },
} as const;

const cases: readonly [what: string, World, Presented, expected: RefusalKind | 'known'][] = [
  // who                                        what is known             what is presented        verdict
  ['a sound key', sound, KEY, 'known'],
  ['a sound token', sound, TOKEN, 'known'],
  ['nobody', sound, { kind: 'nothing' }, 'missing'],
  ['something unreadable', sound, { kind: 'unreadable', text: 'right' }, 'unknown'],
  ['an id that nobody has', sound, { ...KEY, publicId: 'id-2' }, 'unknown'],
  ['a wrong secret', sound, WRONG, 'unknown'],
  ['a secret of the other kind', sound, { ...KEY, kind: 'oauth_client' }, 'unknown'],
  ['a token that nobody has', sound, { kind: 'token', token: 'right' }, 'unknown'],
  ['a key of another dialect', world({ credential: { dialect: 'other' } }), KEY, 'unknown'],
  ['a token of another dialect', world({ credential: { dialect: 'other' } }), TOKEN, 'unknown'],
  [
    'a token of another dialect and environment',
    world({ credential: { dialect: 'other' }, token: { environment: 'production' } }),
    TOKEN,
    'unknown',
  ],
  ['a wrong secret of another environment', world({ credential: { environment: 'production' } }), WRONG, 'unknown'],
  ['a wrong secret that was revoked', world({ credential: { revokedAt: NOW } }), WRONG, 'unknown'],
  ['a key of another environment', world({ credential: { environment: 'production' } }), KEY, 'other_environment'],
  ['a token of another environment', world({ token: { environment: 'production' } }), TOKEN, 'other_environment'],
  ['a revoked key', world({ credential: { revokedAt: NOW } }), KEY, 'revoked'],
  ['a key that will be revoked', world({ credential: { revokedAt: instant(NOW + 1) } }), KEY, 'known'],
  ['a key at its last moment', world({ credential: { expiresAt: instant(NOW + 1) } }), KEY, 'known'],
  ['an expired key', world({ credential: { expiresAt: NOW } }), KEY, 'expired'],
  ['an expired and revoked key', world({ credential: { expiresAt: NOW, revokedAt: NOW } }), KEY, 'revoked'],
  ['a key with a successor', world({ credential: { successorId: 'cred_2' } }), KEY, 'known'],
  ['an expired token', world({ token: { expiresAt: NOW } }), TOKEN, 'expired'],
  ['a token of an expired client', world({ credential: { expiresAt: NOW } }), TOKEN, 'expired'],
  ['a token of a revoked client', world({ credential: { revokedAt: NOW } }), TOKEN, 'revoked'],
  [
    'an expired token of a revoked client',
    world({ credential: { revokedAt: NOW }, token: { expiresAt: NOW } }),
    TOKEN,
    'revoked',
  ],
  ['a token without its client', world({ token: { credentialId: 'cred_2' } }), TOKEN, 'unknown'],
  ['a key of a pending account', world({ merchant: { status: 'pending' } }), KEY, 'merchant_pending'],
  ['a key of a suspended account', world({ merchant: { status: 'suspended' } }), KEY, 'merchant_suspended'],
  [
    'a revoked key of a suspended account',
    world({ merchant: { status: 'suspended' }, credential: { revokedAt: NOW } }),
    KEY,
    'revoked',
  ],
  [
    'an expired key of a pending account',
    world({ merchant: { status: 'pending' }, credential: { expiresAt: NOW } }),
    KEY,
    'expired',
  ],
  ['a key of an account that is gone', world({ merchant: { id: 'mer_2' } }), KEY, 'unknown'],
  ['a key of an account elsewhere', world({ merchant: { environment: 'production' } }), KEY, 'unknown'],
  ['a key with everything wrong', world(everything), KEY, 'other_environment'],
  ['a wrong secret with everything wrong', world(everything), WRONG, 'unknown'],
];
for (const [what, given, presented, expected] of cases) {
  test(`${what}: ${expected}`, async () => expect(await verdict(given, presented)).toBe(expected));
}

test('every refusal but the scope is in the table', () => {
  const told = new Set(cases.map(([, , , expected]) => expected));
  expect(REFUSALS.filter((kind) => !told.has(kind))).toEqual(['under_scoped']);
});

test('the credential is told only to who has its secret', async () => {
  const given = world({ credential: { environment: 'production' } });
  const right = await whoIsCalling(directoryOf(given), HERE, KEY, () => NOW);
  const wrong = await whoIsCalling(directoryOf(given), HERE, WRONG, () => NOW);
  expect(right).toEqual({ ok: false, refusal: { kind: 'other_environment', credential: given.credential } });
  expect(wrong).toEqual({ ok: false, refusal: { kind: 'unknown' } });
});

test('both secrets of a rotated client work, whichever is newer', async () => {
  const successor = { ...sound.credential, id: 'cred_2', secretHash: hashSecret('newer') };
  const given = world({ credential: { successorId: 'cred_2' }, more: [successor] });
  const ids = await Promise.all(
    ['right', 'newer'].map(async (secret) => {
      const identification = await whoIsCalling(directoryOf(given), HERE, { ...KEY, secret }, () => NOW);
      return identification.ok ? identification.caller.credential.id : identification.refusal.kind;
    }),
  );
  expect(ids).toEqual(['cred_1', 'cred_2']);
});

test('scopes are those of what was presented, and one that is missing is named', async () => {
  const identification = await whoIsCalling(directoryOf(sound), HERE, TOKEN, () => NOW);
  if (!identification.ok) throw new Error('the token is sound');
  expect(may(identification.caller, 'pay')).toBeUndefined();
  expect(may(identification.caller, 'read')).toEqual({
    kind: 'under_scoped',
    credential: sound.credential,
    scopes: { has: ['pay'], needs: 'read' },
  });
});

const sameWork: readonly [what: string, Presented][] = [
  ['the right secret', KEY],
  ['a wrong secret', WRONG],
  ['a wrong secret as long as a novel', { ...KEY, secret: 'x'.repeat(100_000) }],
  ['an id that nobody has', { ...KEY, publicId: 'id-2' }],
  ['a secret of the other kind', { ...KEY, kind: 'oauth_client' }],
];
for (const [what, presented] of sameWork) {
  test(`${what} costs one look-up and one comparison`, async () => {
    const work: string[] = [];
    const directory = directoryOf(sound);
    const counted: Directory = {
      ...directory,
      credentialsByPublicId: (id) => {
        work.push('look-up');
        return directory.credentialsByPublicId(id);
      },
    };
    await whoIsCalling(
      counted,
      HERE,
      presented,
      () => NOW,
      (secret, hash) => {
        work.push('comparison');
        return secretMatches(secret, hash);
      },
    );
    expect(work).toEqual(['look-up', 'comparison']);
  });
}
