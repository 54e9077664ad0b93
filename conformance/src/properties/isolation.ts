import fc from 'fast-check';
import { OPERATIONS, OPERATIONS_ON_A_PAYMENT } from './asked.ts';
import { begun, forget } from './beginning.ts';
import { mustEqual } from './law.ts';
import { ending, fetching, issuing, moving, signingUp } from './moves/account-moves.ts';
import { agreeOnCredentials } from './moves/accounts.ts';
import { HOLDING_KINDS } from './moves/aim.ts';
import { allowingAHost, offerAKeyEverywhere, registering, removing } from './moves/artefact-moves.ts';
import { asking, repeating, storming } from './moves/asking.ts';
import { goThroughEverything, repeatEverywhere } from './moves/course.ts';
import { fallFromGrace, REFUSALS_AT_HOME } from './moves/downfall.ts';
import { MISPLACES, misplaceEverything, misplacing } from './moves/misplacing.ts';
import { visiting } from './moves/page-moves.ts';
import {
  crossEverywhere,
  nameStrangersPayments,
  namingOf,
  openPagesElsewhere,
  spoilEverything,
  tryEverybodyAtHome,
  tryEverybodyElsewhere,
} from './moves/sweep.ts';
import { turning } from './moves/turning.ts';
import { PAGE_OPERATIONS } from './page-request.ts';
import type { Property } from './property.ts';
import type { Session } from './session.ts';
import { isStillGood, SPOILINGS } from './shown.ts';
import type { Stage } from './stage.ts';

const MERCHANTS_EACH = 2;
const RUNS = 12;

/** How often each environment, credential and operation has to have been tried for a run to mean something. */
export type Minimums = Readonly<Record<string, number>>;

/**
 * Credentials never cross: a request succeeds exactly when its credential is live, of the listener's environment and of
 * the payment's merchant account, and has the scope; nothing of one environment is visible, changed or named in another;
 * what is refused changes nothing; and the journal tells it all, without a secret.
 */
export function isolation(session: Session): Property<Stage> {
  return {
    name: 'isolation',
    runs: RUNS,
    movesMax: 100,
    move: fc.oneof(
      { weight: 30, arbitrary: asking },
      { weight: 6, arbitrary: repeating },
      { weight: 6, arbitrary: storming },
      { weight: 6, arbitrary: fetching },
      { weight: 4, arbitrary: ending },
      { weight: 4, arbitrary: issuing },
      { weight: 4, arbitrary: moving },
      { weight: 2, arbitrary: signingUp },
      { weight: 4, arbitrary: visiting },
      { weight: 4, arbitrary: registering },
      { weight: 1, arbitrary: removing },
      { weight: 2, arbitrary: allowingAHost },
      { weight: 3, arbitrary: misplacing },
      { weight: 4, arbitrary: turning },
    ),
    begin: () => begun(session, MERCHANTS_EACH),
    async end(stage) {
      await nameStrangersPayments(stage);
      await crossEverywhere(stage);
      await tryEverybodyAtHome(stage);
      await openPagesElsewhere(stage);
      await spoilEverything(stage);
      await misplaceEverything(stage);
      await stage.observe();
      await goThroughEverything(stage);
      await repeatEverywhere(stage);
      await fallFromGrace(stage);
      await tryEverybodyElsewhere(stage);
      await offerAKeyEverywhere(stage);
      await stage.observe();
      for (const merchant of stage.world.merchants) await agreeOnCredentials(stage, merchant);
      await agreeOnCrossings(stage);
      await agreeOnReset(stage);
    },
    leave: (stage) => forget(stage),
  };
}

/** The journal of an account on one listener, asked for crossings only, is exactly the crossings of its credentials there. */
async function agreeOnCrossings(stage: Stage): Promise<void> {
  const { world, session, journaled } = stage;
  for (const { name: environment } of world.environments) {
    for (const merchant of world.merchants.slice(0, world.environments.length)) {
      const wanted = journaled
        .filter(({ request }) => request.refusal === 'other_environment' && request.listener === environment)
        .filter(({ request }) => request.credential?.merchant === merchant)
        .map(({ answer }) => answer.requestId);
      const entries = await session.control.journal({ merchant: merchant.id, environment, crossing: true });
      const seen = entries.map(({ requestId = '' }) => requestId);
      const law = 'the crossings of an account are found under it and under the listener';
      mustEqual(law, wanted.toSorted(), seen.toSorted(), () => merchant.id);
    }
  }
}

/** What is forgotten of an account is exactly what was there, and nothing of anybody else. */
async function agreeOnReset(stage: Stage): Promise<void> {
  const { world, session } = stage;
  const [merchant] = world.merchants;
  if (merchant === undefined) return;
  const reply = await session.control.wire.ask('post', '/merchants/{merchantId}/reset', {
    path: { merchantId: merchant.id },
  });
  const wanted = world.paymentsOf(merchant);
  mustEqual('a reset forgets what the account has', wanted.length, reply.expect(200).payments, reply.describe);
  for (const payment of wanted) world.payments.splice(world.payments.indexOf(payment), 1);
  await stage.observe();
}

/** Every kind of crossing, of naming, of refusal and of success, with how often it has to occur in the default budget. */
export function isolationMinimums({ environments }: Session): Minimums {
  const minimums: Record<string, number> = {};
  const everyRun = (what: string) => {
    minimums[what] = RUNS;
  };
  const names = environments.map(({ name }) => name);
  for (const own of names) {
    for (const other of names.filter((name) => name !== own)) {
      for (const kind of HOLDING_KINDS) {
        for (const operation of [...OPERATIONS, 'createToken']) {
          everyRun(`crossing: ${kind} of ${own} on ${other}: ${operation}`);
        }
      }
    }
    for (const merchant of names.map((environment) => ({ environment }))) {
      for (const operation of OPERATIONS_ON_A_PAYMENT) {
        everyRun(namingOf('key', own, { merchant }, operation));
        everyRun(namingOf('token', own, { merchant }, operation));
      }
    }
    for (const operation of OPERATIONS) everyRun(`succeeded: ${operation} in ${own}`);
    for (const act of ['look', 'pay', 'cancel'] as const) everyRun(`succeeded: ${PAGE_OPERATIONS[act]} in ${own}`);
    for (const operation of Object.values(PAGE_OPERATIONS)) everyRun(`page elsewhere: ${operation} on ${own}`);
  }
  for (const { name } of environments.filter(({ mode }) => mode === 'test')) {
    everyRun(`succeeded: ${PAGE_OPERATIONS.answer} in ${name}`);
  }
  for (const refused of REFUSALS_AT_HOME) everyRun(refused);
  everyRun('ended by time: token');
  everyRun('ended by time: key and client');
  everyRun('ended by time: idempotency key');
  for (const kind of HOLDING_KINDS) {
    for (const standing of ['live', 'expired', 'revoked']) everyRun(`elsewhere: ${kind}, ${standing}`);
  }
  for (const how of SPOILINGS) if (!isStillGood(how)) everyRun(`spoiled: ${how}`);
  for (const place of MISPLACES) everyRun(`misplaced: ${place}`);
  for (const what of ['as before', 'for something else', 'by another account'])
    everyRun(`repeated: ${what}, at the end`);
  for (const encoding of ['pem', 'jwk']) {
    everyRun(`key: registered here already, ${encoding}`);
    everyRun(`key: registered in another environment, ${encoding}`);
  }
  return minimums;
}
