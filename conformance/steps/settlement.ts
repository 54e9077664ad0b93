import { type DataTable, Then, When } from '@cucumber/cucumber';
import type { Person } from '../src/scenarios/choices.ts';
import type { Money } from '../src/scenarios/money.ts';
import type { EnvironmentName } from '../src/scenarios/places.ts';
import { expectEqual, given, type ScenarioWorld } from './world.ts';

When<ScenarioWorld>('in {environment} the provider settles what has moved', async function (at: EnvironmentName) {
  const made = await this.simulator.control.settle(this.seller.account(at));
  expectEqual(made.length, 1, 'payouts that were made');
  this.payouts.push(...made);
});

When<ScenarioWorld>(
  "in {environment} somebody refunds {money} at the provider's console",
  async function (at: EnvironmentName, { minor, currency }: Money) {
    const payment = await this.evidence.lastPayment(this.seller.account(at));
    await this.simulator.control.refundOnConsole(payment, { minor: String(minor), currency });
  },
);

When<ScenarioWorld>(
  '{staff} loads the report of payout {int} as CSV',
  async function ({ role, shop }: Person, payout: number) {
    this.at(shop);
    this.attempt = await loaded(this, role, payout, 'text/csv');
  },
);

When<ScenarioWorld>(
  '{staff} loads the report of payout {int} as JSON',
  async function ({ role, shop }: Person, payout: number) {
    this.at(shop);
    this.attempt = await loaded(this, role, payout, 'application/json');
  },
);

Then<ScenarioWorld>('the report has {int} lines that match, and', async function (matched: number, table: DataTable) {
  const { settlement } = this;
  const { matched: found, differences } = given(settlement, 'nobody has loaded a settlement report');
  expectEqual(found, matched, 'lines that match the payment history');
  const told = differences.map(({ kind, text }) => [kind.replaceAll('_', ' '), text]);
  const wanted = table.raw();
  expectEqual(told.map(([kind]) => kind).join(', '), wanted.map(([kind]) => kind).join(', '), 'kinds of differences');
  for (const [index, [, part = '']] of wanted.entries()) {
    if (!told[index]?.[1]?.includes(part)) throw new Error(`"${told[index]?.[1]}" does not say "${part}"`);
  }
});

Then<ScenarioWorld>('the report has {int} lines that match, and nothing differs', function (matched: number) {
  const report = given(this.settlement, 'nobody has loaded a settlement report');
  expectEqual(report.differences.map(({ text }) => text).join('\n'), '', 'what differs');
  expectEqual([report.matched, report.lines].join(' of '), `${matched} of ${matched}`, 'lines that match');
});

async function loaded(
  world: ScenarioWorld,
  role: Person['role'],
  payout: number,
  accept: 'text/csv' | 'application/json',
) {
  const id = given(world.payouts[payout - 1], `there is no payout ${payout} yet`);
  const report = await world.simulator.control.settlementReport(id, accept);
  const attempt = await (await world.api()).loadReport(role, report);
  world.settlement = attempt.kind === 'done' ? attempt.value : undefined;
  return attempt;
}
