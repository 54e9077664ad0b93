import type { DatabaseSync } from 'node:sqlite';
import type { Artefact, WebhookEndpoint } from '../accounts/artefact.ts';
import type { Credential, Token } from '../accounts/credential.ts';
import type { Directory } from '../accounts/directory.ts';
import type { Merchant } from '../accounts/merchant.ts';
import { decode, encode } from './codec.ts';
import { type Elsewhere, Kept } from './sqlite-kept.ts';
import { Filter, Statements, seqOf, text } from './sqlite-rows.ts';
import type { TurnWriter } from './turn-writer.ts';

// Long enough for an expired token to be told apart from one that never was.
const TOKEN_MEMORY_MS = 7 * 24 * 60 * 60 * 1000;

// Who is calling and who is to be told is asked with every request, and seldom changes.
const KEPT_MAX = 1000;

// More than one shop registers of the same address, which is what it is looked up for.
const ENDPOINTS_AT_MAX = 100;

/** Merchants, credentials and artefacts in SQLite. */
export function sqliteDirectory(database: DatabaseSync, writer: TurnWriter, elsewhere: Elsewhere): Directory {
  const statements = new Statements(database);
  const everything: Kept<unknown>[] = [];
  const write = <T>(work: () => T): Promise<T> =>
    writer.write(work, () => {
      for (const kept of everything) kept.forgetAll();
    });
  /** Documents that are kept in memory until something is written here. */
  const keptDocuments = <T>(sql: string): ((value: string) => Promise<readonly T[]>) => {
    const find = statements.all(sql);
    const kept = new Kept<readonly T[]>(elsewhere, KEPT_MAX);
    everything.push(kept);
    return async (value) => kept.get(value, () => find(value).map((row) => decode<T>(text(row, 'document'))));
  };
  const keptDocument = <T>(sql: string): ((value: string) => Promise<T | undefined>) => {
    const find = keptDocuments<T>(sql);
    return async (value) => (await find(value))[0];
  };
  const insertMerchant = statements.run(
    'insert into merchants (id, environment, status, document) values (?, ?, ?, ?)',
  );
  const updateMerchant = statements.run('update merchants set status = ?, document = ? where id = ? and status = ?');
  const merchantSeq = statements.one('select seq from merchants where id = ?');
  const saveCredential = statements.run(
    `insert into credentials (id, merchant_id, public_id, document) values (?, ?, ?, ?)
     on conflict (id) do update set document = excluded.document`,
  );
  const insertToken = statements.run('insert into tokens (hash, expires_at, document) values (?, ?, ?)');
  // Only those of the same credential: others may live by another clock.
  const forgetTokens = statements.run(
    "delete from tokens where json_extract(document, '$.credentialId') = ? and expires_at < ?",
  );
  const insertArtefact = statements.run(
    'insert into artefacts (id, merchant_id, fingerprint, key_fingerprint, document) values (?, ?, ?, ?, ?)',
  );
  const artefactWithKey = statements.one(
    'select document from artefacts where fingerprint = ? or (key_fingerprint = ? and merchant_id <> ?)',
  );
  const callbackHosts = statements.all(
    `select json_extract(document, '$.host') as host from artefacts
     where merchant_id = ? and json_extract(document, '$.kind') = 'callback_host'`,
  );
  const updateArtefact = statements.run('update artefacts set document = ? where id = ?');
  const deleteArtefact = statements.run('delete from artefacts where id = ?');

  return {
    addMerchant: (merchant) =>
      write(() => {
        insertMerchant(merchant.id, merchant.environment, merchant.status, encode(merchant));
      }),
    moveMerchant: (merchant, was) =>
      write(() =>
        updateMerchant(merchant.status, encode(merchant), merchant.id, was) === 1 ? 'committed' : 'conflict',
      ),
    findMerchant: keptDocument<Merchant>('select document from merchants where id = ?'),
    listMerchants: async ({ environment, before, limit }) => {
      const filter = new Filter();
      if (environment !== undefined) filter.and('environment = ?', environment);
      if (before !== undefined) filter.and('seq < ?', seqOf(merchantSeq(before)));
      const sql = `select document from merchants ${filter.where()} order by seq desc limit ?`;
      return statements.documents<Merchant>(sql)(...filter.values, limit);
    },
    accountsOf: statements.documents<Merchant>(
      "select document from merchants where json_extract(document, '$.sellerId') = ? order by seq",
    ),

    saveCredentials: (credentials) =>
      write(() => {
        for (const credential of credentials) {
          saveCredential(credential.id, credential.merchantId, credential.publicId, encode(credential));
        }
      }),
    findCredential: keptDocument<Credential>('select document from credentials where id = ?'),
    credentialsByPublicId: keptDocuments<Credential>(
      'select document from credentials where public_id = ? order by seq desc',
    ),
    credentialsOf: statements.documents<Credential>(
      'select document from credentials where merchant_id = ? order by seq desc',
    ),

    addToken: (token, now) =>
      writer.write(() => {
        forgetTokens(token.credentialId, now - TOKEN_MEMORY_MS);
        insertToken(token.hash, token.expiresAt, encode(token));
      }),
    findToken: statements.document<Token>('select document from tokens where hash = ?'),

    addArtefact: (artefact) =>
      write(() => {
        const key = 'fingerprint' in artefact ? artefact : undefined;
        if (key !== undefined) {
          const row = artefactWithKey(key.fingerprint, key.keyFingerprint, artefact.merchantId);
          if (row !== undefined) return { kind: 'known', artefact: decode<Artefact>(text(row, 'document')) };
        }
        const { fingerprint = null, keyFingerprint = null } = key ?? {};
        insertArtefact(artefact.id, artefact.merchantId, fingerprint, keyFingerprint, encode(artefact));
        return { kind: 'added' };
      }),
    artefactsOf: statements.documents<Artefact>(
      'select document from artefacts where merchant_id = ? order by seq desc',
    ),
    callbackHostsOf: async (merchantId) => callbackHosts(merchantId).map((row) => text(row, 'host')),
    endpointsOf: keptDocuments<WebhookEndpoint>(
      `select document from artefacts where merchant_id = ? and json_extract(document, '$.kind') = 'webhook_endpoint'
       order by seq desc`,
    ),
    endpointsAt: statements.documents<WebhookEndpoint>(
      `select document from artefacts where json_extract(document, '$.url') = ? order by seq desc limit ${ENDPOINTS_AT_MAX}`,
    ),
    findEndpoint: statements.document<WebhookEndpoint>(
      "select document from artefacts where id = ? and json_extract(document, '$.kind') = 'webhook_endpoint'",
    ),
    saveEndpoint: (endpoint) =>
      write(() => (updateArtefact(encode(endpoint), endpoint.id) === 1 ? 'saved' : 'unknown')),
    findArtefact: statements.document<Artefact>('select document from artefacts where id = ?'),
    artefactByFingerprint: statements.document<Artefact>('select document from artefacts where fingerprint = ?'),
    saveArtefact: (artefact) =>
      write(() => (updateArtefact(encode(artefact), artefact.id) === 1 ? 'saved' : 'unknown')),
    removeArtefact: (id) => write(() => (deleteArtefact(id) === 1 ? 'removed' : 'unknown')),
  };
}
