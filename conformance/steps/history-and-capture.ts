import { type DataTable, Then, When } from '@cucumber/cucumber';
import type { Person } from '../src/scenarios/choices.ts';
import type { Money } from '../src/scenarios/money.ts';
import type { Wanted } from '../src/scenarios/operate.ts';
import type { HistoryRow } from '../src/scenarios/shop-driver.ts';
import { orderOf } from './checkout.ts';
import { expectEqual, given, type ScenarioWorld } from './world.ts';

When<ScenarioWorld>('{staff} captures the payment', async function ({ role, shop }: Person) {
  this.at(shop);
  this.attempt = await (await this.driver()).capture(role, orderOf(this));
});

When<ScenarioWorld>(
  '{staff} captures {money} of {money}',
  async function ({ role, shop }: Person, amount: Money, remaining: Money) {
    await operated(this, role, shop, { what: 'capture', amount, remaining });
  },
);

When<ScenarioWorld>(
  '{staff} refunds {money} of {money}',
  async function ({ role, shop }: Person, amount: Money, remaining: Money) {
    await operated(this, role, shop, { what: 'refund', amount, remaining });
  },
);

When<ScenarioWorld>('{staff} gives back what is still held', async function ({ role, shop }: Person) {
  await operated(this, role, shop, { what: 'cancel' });
});

When<ScenarioWorld>('{staff} calls off what was to be paid', async function ({ role, shop }: Person) {
  await operated(this, role, shop, { what: 'cancel' });
});

When<ScenarioWorld>('two sales people capture the payment at the same moment', async function () {
  const both = await (await this.api()).captureTwice('sales', orderOf(this));
  for (const attempt of both) if (attempt.kind === 'refused') throw new Error(`one was refused: ${attempt.words}`);
});

When<ScenarioWorld>('{staff} looks at the payment history', async function ({ role, shop }: Person) {
  this.at(shop);
  const looked = await (await this.driver()).history(role, orderOf(this));
  this.attempt = looked;
  this.history = looked.kind === 'done' ? looked.value : undefined;
});

When<ScenarioWorld>('{staff} asks the provider about the order', async function ({ role, shop }: Person) {
  this.at(shop);
  this.attempt = await (await this.api()).reconcile(role, orderOf(this));
});

Then<ScenarioWorld>('the capture fails', function () {
  const attempt = given(this.attempt, 'nobody has captured anything');
  expectEqual(attempt.kind === 'done' ? String(attempt.value) : 'refused', 'rejected', 'what became of the capture');
});

Then<ScenarioWorld>('the payment history shows', function (table: DataTable) {
  const rows = given(this.history, 'nobody has seen the payment history');
  const columns = table.raw()[0] ?? [];
  const seen = [columns, ...rows.map((row) => columns.map((column) => cellOf(row, column)))];
  expectEqual(`\n${inLines(seen)}\n`, `\n${inLines(table.raw())}\n`, 'the payment history');
});

Then<ScenarioWorld>("staff are told that the payment's environment differs", async function () {
  const looked = await (await this.driver()).history('sales', orderOf(this));
  if (looked.kind === 'refused') throw new Error(`the history cannot be read: ${looked.words}`);
  expectEqual(looked.value[0]?.outcome, 'mismatch environment', 'what became of the payment');
});

/** It has to have been done: what came of it is told by the provider. */
async function operated(world: ScenarioWorld, role: Person['role'], shop: Person['shop'], wanted: Wanted) {
  world.at(shop);
  const attempt = await (await world.api()).operate(role, orderOf(world), wanted);
  const said = attempt.kind === 'done' ? attempt.value : `refused: ${attempt.words}`;
  expectEqual(said, 'approved', `what became of the ${wanted.what}`);
}

function cellOf(row: HistoryRow, column: string): string {
  const cells = new Map(Object.entries(row));
  return given(cells.get(column), `a payment history has no column ${column}`);
}

function inLines(rows: readonly (readonly string[])[]): string {
  return rows.map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}
