import { mayReturnTo } from '../../operations/artefacts.ts';
import type { Call } from './call.ts';
import { said } from './fields.ts';
import { type Refused, refused } from './results.ts';

const LENGTH_MAX = 2000;

/** The addresses of the shop that a request names, by what they are kept as: none that its merchant account does not allow. */
export async function readAddresses<Kept extends string>(
  { world, caller, fields }: Pick<Call, 'world' | 'caller' | 'fields'>,
  names: Readonly<Record<string, Kept>>,
): Promise<Readonly<{ ok: true; addresses: Partial<Record<Kept, string>> }> | Refused> {
  const addresses: Partial<Record<Kept, string>> = {};
  for (const [name, kept] of Object.entries(names)) {
    const url = said(fields, name);
    if (url === undefined) continue;
    const isAddress = url.length <= LENGTH_MAX && /^https?:\/\//i.test(url) && URL.canParse(url);
    if (!isAddress || !(await mayReturnTo(world, caller.merchant.id, url))) return refused(7, name);
    addresses[kept] = url;
  }
  return { ok: true, addresses };
}
