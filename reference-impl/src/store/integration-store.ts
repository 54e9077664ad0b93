import type { IntegrationRow } from '../payments/integration.ts';
import type { PaymentRule } from '../payments/payment-rule.ts';
import type { IntegrationStore, PaymentRuleStore } from '../payments/world.ts';
import type { AuditEntry } from '../shop/audit.ts';
import { audited } from './audit-store.ts';
import { decode, encode } from './codec.ts';
import { commit, type Database, onlyIfThere, type Row, type Statement, statement } from './database.ts';

const COLUMNS = 'document, environment, access_id, version, sealed';

/** Integrations in the database. The environment column is what a person sees; the sealed settings are bound to it. */
export function integrationStore(db: Database): IntegrationStore {
  return {
    async all() {
      return (await db.all(`select ${COLUMNS} from integrations order by number`)).map(integrationRow);
    },
    async byId(id) {
      const row = await db.one(`select ${COLUMNS} from integrations where id = ?`, id);
      return row && integrationRow(row);
    },
    async byAccessId(accessId) {
      const row = await db.one(`select ${COLUMNS} from integrations where access_id = ?`, accessId);
      return row && integrationRow(row);
    },
    add: (row, entry) =>
      commit(
        db,
        statement(
          `insert into integrations (id, type, environment, access_id, version, document, sealed)
           values (?, ?, ?, ?, ?, ?, ?)`,
          row.id,
          row.type,
          row.environment,
          row.accessId,
          row.version,
          documentOf(row),
          row.sealed,
        ),
        ...written(entry),
      ),
    async replace(row, entry) {
      return (await db.batch([replaced(row), ...written(entry)])) === 'done' ? 'replaced' : 'conflict';
    },
    async replaceAll(rows, entry) {
      return (await db.batch([...rows.map(replaced), ...written(entry)])) === 'done' ? 'replaced' : 'conflict';
    },
    remove: (id, rules, entry) =>
      commit(
        db,
        statement('delete from integrations where id = ?', id),
        statement('delete from unverified_notifications where integration_id = ?', id),
        ...rules.map(putRule),
        ...written(entry),
      ),
  };
}

/** Payment rules in the database. */
export function paymentRuleStore(db: Database): PaymentRuleStore {
  return {
    async all() {
      const rows = await db.all('select document from payment_rules order by number');
      return rows.map((row) => decode<PaymentRule>(row.document));
    },
    async byId(id) {
      const row = await db.one('select document from payment_rules where id = ?', id);
      return row && decode<PaymentRule>(row.document);
    },
    put: (rule, entry) => commit(db, putRule(rule), ...written(entry)),
    remove: (id, entry) => commit(db, statement('delete from payment_rules where id = ?', id), ...written(entry)),
  };
}

function written(entry: AuditEntry | undefined): readonly Statement[] {
  return entry ? [audited(entry)] : [];
}

function replaced(row: IntegrationRow): Statement {
  return onlyIfThere(
    'update integrations set environment = ?, version = ?, document = ?, sealed = ? where id = ? and version = ?',
    row.environment,
    row.version,
    documentOf(row),
    row.sealed,
    row.id,
    row.version - 1,
  );
}

/** Adds a payment rule, or puts it in the place of the one there is. */
export function putRule(rule: PaymentRule): Statement {
  return statement(
    'insert into payment_rules (id, document) values (?, ?) on conflict (id) do update set document = excluded.document',
    rule.id,
    encode(rule),
  );
}

function documentOf(row: IntegrationRow): string {
  const { sealed: _sealed, environment: _environment, accessId: _accessId, version: _version, ...document } = row;
  return encode(document);
}

function integrationRow(row: Row): IntegrationRow {
  const document = decode<Omit<IntegrationRow, 'environment' | 'accessId' | 'version' | 'sealed'>>(row.document);
  if (!(row.sealed instanceof Uint8Array)) throw new Error(`integration ${document.id} has no sealed settings`);
  return {
    ...document,
    environment: String(row.environment),
    accessId: String(row.access_id),
    version: Number(row.version),
    sealed: row.sealed,
  };
}
