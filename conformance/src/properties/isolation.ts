import fc from 'fast-check';
import { OPERATIONS, OPERATIONS_ON_A_PAYMENT } from './asked.ts';
import { begun, forget } from './beginning.ts';
import { mustEqual } from './law.ts';
import { ending, fetching, issuing, moving, signingUp } from './moves/account-moves.ts';
import { agreeOnCredentials } from './moves/accounts.ts';
import { HOLDING_KINDS } from './moves/aim.ts';
import { allowingAHost, registering, removing } from './moves/artefact-moves.ts';
import { asking, repeating, storming } from './moves/asking.ts';
import { misplacing } from './moves/misplacing.ts';
import { visiting } from './moves/page-moves.ts';
import {
  crossEverywhere,
  nameStrangersPayments,
  openPagesElsewhere,
  spoilEverything,
  tryEverybodyAtHome,
} from './moves/sweep.ts';
import { PAGE_OPERATIONS } from './page-request.ts';
import type { Property } from './property.ts';
import type { Session } from './session.ts';
import { SPOILINGS } from './shown.ts';
import type { Stage } from './stage.ts';

const MERCHANTS_EACH = 2;
const RUNS = 20;

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
    ),
    begin: () => begun(session, MERCHANTS_EACH),
    async end(stage) {
      await nameStrangersPayments(stage);
      await crossEverywhere(stage);
      await tryEverybodyAtHome(stage);
      await openPagesElsewhere(stage);
      await spoilEverything(stage);
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
  const names = environments.map(({ name }) => name);
  for (const own of names) {
    for (const other of names.filter((name) => name !== own)) {
      for (const kind of HOLDING_KINDS) {
        for (const operation of [...OPERATIONS, 'createToken']) {
          minimums[`crossing: ${kind} of ${own} on ${other}: ${operation}`] = 20;
        }
      }
    }
    for (const kind of ['key', 'token']) {
      for (const whose of names) {
        for (const operation of OPERATIONS_ON_A_PAYMENT) {
          minimums[`naming: ${kind} of ${own} a payment of ${whose}: ${operation}`] = 10;
        }
      }
    }
    for (const operation of [...OPERATIONS, 'createToken']) minimums[`succeeded: ${operation} in ${own}`] = 1;
    for (const operation of Object.values(PAGE_OPERATIONS)) {
      if (operation !== 'submitChallenge') minimums[`page elsewhere: ${operation} on ${own}`] = 10;
    }
  }
  for (const spoiling of SPOILINGS) {
    if (spoiling !== 'none' && spoiling !== 'scheme_in_lower_case') minimums[`spoiled: ${spoiling}`] = 1;
  }
  return minimums;
}
