import { readFileSync } from 'node:fs';
import { DatabaseSync, type SQLInputValue } from 'node:sqlite';
import type { Artefact } from '../accounts/artefact.ts';
import type { Credential, Token } from '../accounts/credential.ts';
import type { Merchant } from '../accounts/merchant.ts';
import type { Event } from '../engine/event.ts';
import { instant } from '../engine/ids.ts';
import type { Payment } from '../engine/payment.ts';
import { decode, encode } from './codec.ts';
import type { JournalEntry, NumberedEntry } from './journal.ts';
import type { Batch, CommitResult, Details, IdempotencyRecord, Ownership, Store, StoredPayment } from './store.ts';
import { TurnWriter } from './turn-writer.ts';

const SCHEMA = readFileSync(new URL('./sqlite.sql', import.meta.url), 'utf8');

/** `normal` survives the death of the process, `full` that of the machine as well, at three times the cost. */
export type Durability = 'normal' | 'full';

/** `lost` is told when a journal entry could not be written, as nobody waits for it. */
export type SqliteOptions = Readonly<{ file: string; durability?: Durability; lost: (error: unknown) => void }>;

/** Opens (and on first use makes) the database file, or `:memory:` for one that ends with the process. */
export function openSqlite(options: SqliteOptions): Store {
  const database = new DatabaseSync(options.file);
  database.exec('pragma journal_mode = wal; pragma busy_timeout = 5000;');
  database.exec(`pragma synchronous = ${options.durability ?? 'normal'}`);
  database.exec(SCHEMA);
  const writer = new TurnWriter(database);
  const followers = new Set<(entry: NumberedEntry) => void>();

  const one = (sql: string) => {
    const statement = database.prepare(sql);
    return (...values: SQLInputValue[]) => statement.get(...values);
  };
  const all = (sql: string) => {
    const statement = database.prepare(sql);
    return (...values: SQLInputValue[]) => statement.all(...values);
  };
  const run = (sql: string) => {
    const statement = database.prepare(sql);
    return (...values: SQLInputValue[]) => Number(statement.run(...values).changes);
  };
  const documents =
    <T>(sql: string) =>
    async (...values: SQLInputValue[]): Promise<readonly T[]> =>
      all(sql)(...values).map((row) => decode<T>(text(row, 'document')));
  const document = <T>(sql: string) => {
    const find = one(sql);
    return async (...values: SQLInputValue[]): Promise<T | undefined> => {
      const row = find(...values);
      return row === undefined ? undefined : decode<T>(text(row, 'document'));
    };
  };
  const rowOfPayment = (sql: string) => {
    const find = one(sql);
    return async (...values: SQLInputValue[]) => {
      const row = find(...values);
      return row === undefined ? undefined : storedPayment(row);
    };
  };

  const insertMerchant = run('insert into merchants (id, environment, status, document) values (?, ?, ?, ?)');
  const updateMerchant = run('update merchants set status = ?, document = ? where id = ? and status = ?');
  const saveCredential = run(
    `insert into credentials (id, merchant_id, public_id, document) values (?, ?, ?, ?)
     on conflict (id) do update set document = excluded.document`,
  );
  const insertToken = run('insert into tokens (hash, expires_at, document) values (?, ?, ?)');
  const forgetTokens = run('delete from tokens where expires_at < ?');
  const insertArtefact = run(
    'insert into artefacts (id, merchant_id, fingerprint, key_fingerprint, document) values (?, ?, ?, ?, ?)',
  );
  const artefactWithKey = one(
    'select document from artefacts where fingerprint = ? or (key_fingerprint = ? and merchant_id <> ?)',
  );
  const deleteArtefact = run('delete from artefacts where id = ?');
  const versionOf = one('select version, event_count from payments where id = ?');
  const insertPayment = run(
    `insert into payments (id, environment, merchant_id, dialect, reference, page_token, owner,
                           version, event_count, next_due_at, state, details)
     values (?, ?, ?, ?, ?, ?, ?, 1, ?, ?, ?, ?)`,
  );
  const updatePayment = run(
    'update payments set version = version + 1, event_count = ?, next_due_at = ?, state = ?, details = ? where id = ?',
  );
  const insertEvent = run('insert into events (payment_id, number, document) values (?, ?, ?)');
  const insertKey = run(
    'insert into idempotency (scope, key, merchant_id, expires_at, document) values (?, ?, ?, ?, ?) on conflict do nothing',
  );
  const forgetKeys = run('delete from idempotency where expires_at <= ?');
  const insertEntry = one(
    `insert into journal (environment, merchant_id, crossing, path, status, document)
     values (?, ?, ?, ?, ?, ?) returning number`,
  );
  const merchantDocument = document<Merchant>('select document from merchants where id = ?');
  const merchantSeq = one('select seq from merchants where id = ?');
  const credentialDocument = document<Credential>('select document from credentials where id = ?');
  const credentialsByPublicId = documents<Credential>(
    'select document from credentials where public_id = ? order by seq desc',
  );
  const tokenDocument = document<Token>('select document from tokens where hash = ?');
  const paymentById = rowOfPayment('select * from payments where id = ? and environment = ?');
  const paymentByPage = rowOfPayment('select * from payments where page_token = ? and environment = ?');
  const paymentSeq = one('select seq from payments where id = ?');
  const keyDocument = document<IdempotencyRecord>(
    'select document from idempotency where scope = ? and key = ? and expires_at > ?',
  );

  const writeBatch = (batch: Batch): CommitResult => {
    const { payment, idempotency } = batch;
    if (idempotency !== undefined) {
      forgetKeys(batch.at);
      const { scope, key, merchantId, expiresAt } = idempotency;
      if (insertKey(scope, key, merchantId, expiresAt, encode(idempotency)) === 0) return 'key_conflict';
    }
    if (payment === undefined) return 'committed';
    const { owner, events, next, details } = payment;
    const row = versionOf(owner.paymentId);
    const version = row === undefined ? 0 : integer(row, 'version');
    if (version !== payment.expectedVersion) return 'version_conflict';
    const eventsBefore = row === undefined ? 0 : integer(row, 'event_count');
    const eventsAfter = eventsBefore + events.length;
    const due = payment.nextDueAt ?? null;
    if (row === undefined) {
      insertPayment(
        owner.paymentId,
        owner.environment,
        owner.merchantId,
        owner.dialect,
        owner.reference,
        owner.pageToken,
        encode(owner),
        eventsAfter,
        due,
        encode(next),
        encode(details),
      );
    } else {
      updatePayment(eventsAfter, due, encode(next), encode(details), owner.paymentId);
    }
    events.forEach((event, index) => {
      insertEvent(owner.paymentId, eventsBefore + index + 1, encode(event));
    });
    return 'committed';
  };

  const writeEntry = (entry: JournalEntry): NumberedEntry => {
    const row = insertEntry(
      entry.environment,
      entry.merchantId ?? entry.credential?.merchantId ?? null,
      entry.crossing ? 1 : 0,
      entry.request.path ?? null,
      entry.response.status ?? null,
      encode(entry),
    );
    return { number: row === undefined ? 0 : integer(row, 'number'), ...entry };
  };

  return {
    addMerchant: (merchant) =>
      writer.write(() => {
        insertMerchant(merchant.id, merchant.environment, merchant.status, encode(merchant));
      }),
    moveMerchant: (merchant, was) =>
      writer.write(() =>
        updateMerchant(merchant.status, encode(merchant), merchant.id, was) === 1 ? 'committed' : 'conflict',
      ),
    findMerchant: (id) => merchantDocument(id),
    listMerchants: async ({ environment, before, limit }) => {
      const filter = new Filter();
      if (environment !== undefined) filter.and('environment = ?', environment);
      if (before !== undefined) filter.and('seq < ?', seqOf(merchantSeq(before)));
      return documents<Merchant>(`select document from merchants ${filter.where()} order by seq desc limit ?`)(
        ...filter.values,
        limit,
      );
    },
    saveCredentials: (credentials) =>
      writer.write(() => {
        for (const credential of credentials) {
          saveCredential(credential.id, credential.merchantId, credential.publicId, encode(credential));
        }
      }),
    findCredential: (id) => credentialDocument(id),
    credentialsByPublicId: (publicId) => credentialsByPublicId(publicId),
    credentialsOf: (merchantId) =>
      documents<Credential>('select document from credentials where merchant_id = ? order by seq desc')(merchantId),
    addToken: (token, now) =>
      writer.write(() => {
        forgetTokens(now - TOKEN_MEMORY_MS);
        insertToken(token.hash, token.expiresAt, encode(token));
      }),
    findToken: (hash) => tokenDocument(hash),
    addArtefact: (artefact) =>
      writer.write(() => {
        const key = 'fingerprint' in artefact ? artefact : undefined;
        if (key !== undefined) {
          const row = artefactWithKey(key.fingerprint, key.keyFingerprint, artefact.merchantId);
          if (row !== undefined) return { kind: 'known', artefact: decode<Artefact>(text(row, 'document')) };
        }
        const { fingerprint = null, keyFingerprint = null } = key ?? {};
        insertArtefact(artefact.id, artefact.merchantId, fingerprint, keyFingerprint, encode(artefact));
        return { kind: 'added' };
      }),
    artefactsOf: (merchantId) =>
      documents<Artefact>('select document from artefacts where merchant_id = ? order by seq desc')(merchantId),
    removeArtefact: (id) => writer.write(() => (deleteArtefact(id) === 1 ? 'removed' : 'unknown')),

    findPayment: (environment, paymentId) => paymentById(paymentId, environment),
    findPaymentByPage: (environment, pageToken) => paymentByPage(pageToken, environment),
    listPayments: async ({ environment, merchantId, dialect, reference, before, limit }) => {
      const filter = new Filter();
      filter.and('environment = ?', environment);
      if (merchantId !== undefined) filter.and('merchant_id = ?', merchantId);
      if (dialect !== undefined) filter.and('dialect = ?', dialect);
      if (reference !== undefined) filter.and('reference = ?', reference);
      if (before !== undefined) filter.and('seq < ?', seqOf(paymentSeq(before)));
      return all(`select * from payments ${filter.where()} order by seq desc limit ?`)(...filter.values, limit).map(
        storedPayment,
      );
    },
    readEvents: async (environment, paymentId) =>
      all(
        `select number, document from events
         where payment_id = (select id from payments where id = ? and environment = ?) order by number`,
      )(paymentId, environment).map((row) => ({
        number: integer(row, 'number'),
        event: decode<Event>(text(row, 'document')),
      })),
    duePayments: async (environment, now, limit) =>
      all('select * from payments where environment = ? and next_due_at <= ? order by next_due_at, seq limit ?')(
        environment,
        now,
        limit,
      ).map(storedPayment),
    findIdempotency: (scope, key, now) => keyDocument(scope, key, now),
    commit: (batch) =>
      writer
        .write(() => {
          const result = writeBatch(batch);
          // A conflict has to leave no trace of what was written before it was found.
          if (result === 'version_conflict') throw new Conflict(result);
          return result;
        })
        .catch((error: unknown) => {
          if (error instanceof Conflict) return error.result;
          throw error;
        }),
    forgetMerchant: (merchantId) =>
      writer.write(() => {
        run('delete from events where payment_id in (select id from payments where merchant_id = ?)')(merchantId);
        run('delete from idempotency where merchant_id = ?')(merchantId);
        return {
          payments: run('delete from payments where merchant_id = ?')(merchantId),
          journalEntries: run('delete from journal where merchant_id = ?')(merchantId),
        };
      }),
    append: (entry) => {
      writer
        .write(() => writeEntry(entry))
        .then((numbered) => {
          for (const follower of followers) follower(numbered);
        }, options.lost);
    },
    readJournal: async (query) => {
      writer.flush();
      const filter = new Filter();
      if (query.environment !== undefined) filter.and('environment = ?', query.environment);
      if (query.merchantId !== undefined) filter.and('merchant_id = ?', query.merchantId);
      if (query.crossing !== undefined) filter.and('crossing = ?', query.crossing ? 1 : 0);
      if (query.path !== undefined) filter.and('substr(path, 1, ?) = ?', query.path.length, query.path);
      if (query.status !== undefined) filter.and('status = ?', query.status);
      if (query.after !== undefined) filter.and('number > ?', query.after);
      return all(`select number, document from journal ${filter.where()} order by number limit ?`)(
        ...filter.values,
        query.limit,
      ).map((row) => ({ number: integer(row, 'number'), ...decode<JournalEntry>(text(row, 'document')) }));
    },
    followJournal: (listener) => {
      followers.add(listener);
      return () => followers.delete(listener);
    },
    installationSecret: (name, fresh) =>
      writer.write(() => {
        run('insert into installation (name, secret) values (?, ?) on conflict do nothing')(name, fresh);
        return text(one('select secret from installation where name = ?')(name) ?? {}, 'secret');
      }),
    ping: async () => {
      database.prepare('select 1').get();
    },
    close: async () => {
      writer.flush();
      database.close();
    },
  };
}

// Long enough for an expired token to be told apart from one that never was.
const TOKEN_MEMORY_MS = 7 * 24 * 60 * 60 * 1000;

class Conflict extends Error {
  readonly result: CommitResult;
  constructor(result: CommitResult) {
    super(result);
    this.result = result;
  }
}

class Filter {
  readonly values: SQLInputValue[] = [];
  #conditions: string[] = [];

  and(condition: string, ...values: SQLInputValue[]): void {
    this.#conditions.push(condition);
    this.values.push(...values);
  }

  where(): string {
    return this.#conditions.length === 0 ? '' : `where ${this.#conditions.join(' and ')}`;
  }
}

type Row = Readonly<Record<string, unknown>>;

function storedPayment(row: Row): StoredPayment {
  const due = row.next_due_at;
  return {
    ...decode<Ownership>(text(row, 'owner')),
    version: integer(row, 'version'),
    payment: decode<Payment>(text(row, 'state')),
    details: decode<Details>(text(row, 'details')),
    nextDueAt: typeof due === 'number' ? instant(due) : undefined,
  };
}

function seqOf(row: Row | undefined): number {
  return row === undefined ? 0 : integer(row, 'seq');
}

function text(row: Row, column: string): string {
  const value = row[column];
  if (typeof value !== 'string') throw new Error(`column ${column} holds no text`);
  return value;
}

function integer(row: Row, column: string): number {
  const value = row[column];
  if (typeof value !== 'number') throw new Error(`column ${column} holds no integer`);
  return value;
}
