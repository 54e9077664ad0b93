import { Then } from '@cucumber/cucumber';
import { balanceInWords, inOneLine, isIncoming } from '../src/scenarios/evidence.ts';
import type { Money } from '../src/scenarios/money.ts';
import type { EnvironmentName } from '../src/scenarios/places.ts';
import { expectEqual, type ScenarioWorld } from './world.ts';

Then<ScenarioWorld>(
  'in {environment} the provider has authorized {money} and captured {money}',
  async function (environment: EnvironmentName, authorized: Money, captured: Money) {
    const balance = await this.evidence.balance(this.seller.account(environment), authorized.currency);
    expectEqual(balanceInWords(balance), balanceInWords({ authorized, captured }), `the ledger of ${environment}`);
  },
);

Then<ScenarioWorld>(
  'in {environment} the provider has no payment of the seller',
  async function (environment: EnvironmentName) {
    const payments = await this.simulator.control.ledgerPayments({ merchant: this.seller.account(environment) });
    expectEqual(payments.length, 0, `payments in the ledger of ${environment}`);
  },
);

Then<ScenarioWorld>('nothing is sent to the provider', async function () {
  expectEqual((await this.sent()).map(inOneLine).join('; '), '', 'what was sent');
});

Then<ScenarioWorld>('nothing is sent to the provider in {environment}', async function (environment: EnvironmentName) {
  const sent = (await this.sent()).filter((entry) => entry.environment === environment);
  expectEqual(sent.map(inOneLine).join('; '), '', `what was sent in ${environment}`);
});

Then<ScenarioWorld>('nothing has reached {environment}', async function (environment: EnvironmentName) {
  const reached = (await this.sinceBegin()).filter((entry) => isIncoming(entry) && entry.environment === environment);
  expectEqual(reached.map(inOneLine).join('; '), '', `what has reached ${environment}`);
  const begun = new Set((await this.sinceBegin()).flatMap(({ paymentId }) => paymentId ?? []));
  const strays = (await this.evidence.paymentsIn(environment)).filter(({ paymentId }) => begun.has(paymentId));
  expectEqual(strays.length, 0, `payments of this scenario in the ledger of ${environment}`);
});

Then<ScenarioWorld>(
  "the provider's journal shows a crossing from {environment} to {environment}",
  async function (from: EnvironmentName, to: EnvironmentName) {
    const entries = await this.since(this.mark);
    const crossings = entries.filter(({ crossing }) => crossing);
    const found = crossings.some(
      ({ credential, environment }) => credential?.environment === from && environment === to,
    );
    if (!found) throw new Error(`the journal shows no such crossing: ${entries.map(inOneLine).join('; ')}`);
    this.announced.add(`${from} to ${to}`);
  },
);
