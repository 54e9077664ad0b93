import type { PricingStore } from '../checkout/world.ts';
import { NO_PRICING, type Pricing } from '../shop/pricing.ts';
import { audited } from './audit-store.ts';
import { decode, encode } from './codec.ts';
import { type Database, onlyIfThere, statement } from './database.ts';

/** Taxes and discounts in the database. */
export function pricingStore(db: Database): PricingStore {
  return {
    async read() {
      const row = await db.one('select document from pricing');
      return row ? decode<Pricing>(row.document) : NO_PRICING;
    },
    async replace(pricing, entry) {
      const { version } = pricing;
      const stored =
        version === 1
          ? statement('insert into pricing (only_one, version, document) values (1, ?, ?)', version, encode(pricing))
          : onlyIfThere(
              'update pricing set version = ?, document = ? where only_one = 1 and version = ?',
              version,
              encode(pricing),
              version - 1,
            );
      return (await db.batch([stored, audited(entry)])) === 'done' ? 'replaced' : 'conflict';
    },
  };
}
