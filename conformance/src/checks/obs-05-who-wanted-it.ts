import { type Bench, type Check, failed, PASSED, type Shop, Untestable } from './check.ts';

/** A refund of the shop's and one from the provider's console, each of the same kind. The history tells which is which. */
export const check: Check = {
  requirement: 'OBS-05',
  needs: ['history', 'sync', 'refund', 'partial_refund'],
  async run(bench) {
    const shop = await bench.open();
    if (!bench.dialect.inquiries.console.includes('refund')) return voided(bench, shop);
    const paymentId = await shop.charge({ units: 4 });
    const { amount, providerReference } = await bench.observe(paymentId);
    if (providerReference === undefined) throw new Untestable('the subject has no reference of a payment');
    const bought = await toldOf(bench, paymentId);
    await bench.refund(paymentId, { minor: BigInt(amount) / 2n });
    const own = await toldOf(bench, paymentId);
    await bench.onConsole('refund', providerReference);
    await bench.sync(paymentId);
    const all = await toldOf(bench, paymentId);
    const here = own.slice(bought.length);
    const there = all.slice(own.length);
    if (there.length === 0) return failed('a refund in the console is told', 'it is not');
    return isTheSame(here, there)
      ? failed('whose refund it was can be read', `both are "${there.join('; ')}"`)
      : PASSED;
  },
};

/** Where nobody can learn of a refund from the console: a hold that the shop gives back, and one that the console does. */
async function voided(bench: Bench, shop: Shop) {
  const [own, other] = [await shop.authorize(), await shop.authorize()];
  const begun = (await toldOf(bench, own)).length;
  await bench.void(own);
  const here = (await toldOf(bench, own)).slice(begun);
  const { providerReference } = await bench.observe(other);
  if (providerReference === undefined) throw new Untestable('the subject has no reference of a payment');
  await bench.onConsole('void', providerReference);
  await bench.sync(other);
  const there = (await toldOf(bench, other)).slice(begun);
  if (there.length === 0) return failed('a void in the console is told', 'it is not');
  return isTheSame(here, there) ? failed('whose void it was can be read', `both are "${there.join('; ')}"`) : PASSED;
}

function isTheSame(here: readonly string[], there: readonly string[]): boolean {
  return there.length === here.length && there.every((text, index) => text === here[index]);
}

async function toldOf(bench: Bench, paymentId: string): Promise<readonly string[]> {
  const history = await bench.call('history', { paymentId });
  if (history.outcome !== 'ok') throw new Untestable('there is no history of a payment');
  return history.entries.map(({ text }) => text.replaceAll(/\d+/g, '0'));
}
