import type { IntegrationRow } from '../payments/integration.ts';
import type { PaymentRule } from '../payments/payment-rule.ts';
import type { IntegrationStore, PaymentRuleStore } from '../payments/world.ts';
import { decode, encode } from './codec.ts';
import type { Database, Row } from './database.ts';

const COLUMNS = 'document, environment, access_id, version, sealed';

/** Integrations in the database. The environment column is what a person sees; the sealed settings are bound to it. */
export function integrationStore(db: Database): IntegrationStore {
  return {
    async all() {
      return db.all(`select ${COLUMNS} from integrations order by number`).map(integrationRow);
    },
    async byId(id) {
      const row = db.one(`select ${COLUMNS} from integrations where id = ?`, id);
      return row && integrationRow(row);
    },
    async byAccessId(accessId) {
      const row = db.one(`select ${COLUMNS} from integrations where access_id = ?`, accessId);
      return row && integrationRow(row);
    },
    async add(row) {
      db.run(
        `insert into integrations (id, type, environment, access_id, version, document, sealed)
         values (?, ?, ?, ?, ?, ?, ?)`,
        row.id,
        row.type,
        row.environment,
        row.accessId,
        row.version,
        documentOf(row),
        row.sealed,
      );
    },
    async replace(row) {
      const changes = db.run(
        'update integrations set environment = ?, version = ?, document = ?, sealed = ? where id = ? and version = ?',
        row.environment,
        row.version,
        documentOf(row),
        row.sealed,
        row.id,
        row.version - 1,
      );
      return changes === 1 ? 'replaced' : 'conflict';
    },
    async remove(id, rules) {
      db.whole(() => {
        db.run('delete from integrations where id = ?', id);
        db.run('delete from unverified_notifications where integration_id = ?', id);
        for (const rule of rules) putRule(db, rule);
      });
    },
  };
}

/** Payment rules in the database. */
export function paymentRuleStore(db: Database): PaymentRuleStore {
  return {
    async all() {
      const rows = db.all('select document from payment_rules order by number');
      return rows.map((row) => decode<PaymentRule>(row.document));
    },
    async byId(id) {
      const row = db.one('select document from payment_rules where id = ?', id);
      return row && decode<PaymentRule>(row.document);
    },
    async put(rule) {
      putRule(db, rule);
    },
    async remove(id) {
      db.run('delete from payment_rules where id = ?', id);
    },
  };
}

function putRule(db: Database, rule: PaymentRule): void {
  db.run(
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
