import type { KeptReport } from '../payments/settlement-report.ts';
import type { SettlementStore } from '../payments/world.ts';
import { audited } from './audit-store.ts';
import { decode, encode } from './codec.ts';
import { type Database, type Row, statement } from './database.ts';

/** Settlement reports in the database. */
export function settlementStore(db: Database): SettlementStore {
  return {
    async add(kept, entry) {
      const { id, integrationId, report } = kept;
      const added = statement(
        'insert into settlement_reports (id, integration_id, report_id, document) values (?, ?, ?, ?)',
        ...[id, integrationId, report.reference, encode(kept)],
      );
      return (await db.batch([added, audited(entry)])) === 'taken' ? 'known' : 'added';
    },
    async byId(id) {
      const row = await db.one('select document from settlement_reports where id = ?', id);
      return row && keptReport(row);
    },
    async byReference(integrationId, reference) {
      const row = await db.one(
        'select document from settlement_reports where integration_id = ? and report_id = ?',
        integrationId,
        reference,
      );
      return row && keptReport(row);
    },
    async newest(limit) {
      return (await db.all('select document from settlement_reports order by number desc limit ?', limit)).map(
        keptReport,
      );
    },
    async ofIntegration(id, limit) {
      const rows = await db.all(
        'select document from settlement_reports where integration_id = ? order by number desc limit ?',
        id,
        limit,
      );
      return rows.map(keptReport);
    },
  };
}

function keptReport(row: Row): KeptReport {
  return decode<KeptReport>(row.document);
}
