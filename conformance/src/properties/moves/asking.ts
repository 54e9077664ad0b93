import fc from 'fast-check';
import { type Asked, isKeyed, OPERATIONS } from '../asked.ts';
import { fresh } from '../fresh.ts';
import { type Outgoing, operationRequest } from '../outgoing.ts';
import type { Move } from '../property.ts';
import { type Holding, isStillGood, type Spoiling } from '../shown.ts';
import type { Stage } from '../stage.ts';
import type { RefusalKind } from '../world.ts';
import { type Aimed, aimed, anyAim, at, type HoldingKind, nameOf, pick } from './aim.ts';
import { observed } from './observed.ts';
import { anyWanting, asked, fits, type Wanting } from './wanting.ts';

/** One request of any operation by any caller on any listener about any payment. */
export const asking: fc.Arbitrary<Move<Stage>> = fc.tuple(anyAim, anyWanting).map(([aim, wanting]) =>
  observed('ask', async (stage, say) => {
    const target = aimed(stage.world, aim, (payment) => fits(wanting.operation, payment));
    const what = wantedOf(stage, wanting, target);
    const key = fresh('key');
    const request = requestTo(stage, target, what, key);
    say(`${what.operation} of ${placeOf(target)} → ${outcomeOf(request)}`);
    tally(stage, target.holding, request, target.spoil.how);
    if (isKeyed(what.operation) && request.viewer) stage.repeatable.push({ asked: what, key, first: target });
    await stage.deliver(request);
  }),
);

/** A request that was made before is made again under the same key, by anybody anywhere, perhaps for something else. */
export const repeating: fc.Arbitrary<Move<Stage>> = fc
  .record({
    which: pick,
    aim: anyAim,
    same: fc.oneof({ weight: 4, arbitrary: fc.constant('caller' as const) }, fc.constant('nothing' as const)),
    twist: fc.oneof({ weight: 3, arbitrary: fc.constant('none' as const) }, fc.constant('another amount' as const)),
  })
  .map(({ which, aim, same, twist }) =>
    observed('repeat', async (stage, say) => {
      if (stage.repeatable.length === 0) return;
      const { asked: earlier, key, first } = at(stage.repeatable, which);
      const target = same === 'caller' ? first : aimed(stage.world, aim);
      const what = twist === 'none' ? earlier : twisted(earlier);
      const request = requestTo(stage, target, what, key);
      const whether = request.replay === undefined ? 'anew' : 'as before';
      say(`repeat ${what.operation} (${twist}) of ${placeOf(target)} → ${outcomeOf(request)}, ${whether}`);
      const { counters } = stage.session;
      if (request.replay !== undefined) counters.count(`repeated: ${what.operation}, as before`);
      else if (request.problem === '/problems/idempotency-key-reused') counters.count('repeated: for something else');
      else if (request.viewer && what.operation === 'createPayment') counters.count('repeated: by another account');
      tally(stage, target.holding, request, target.spoil.how);
      await stage.deliver(request);
    }),
  );

/** Many requests at once that all have to be refused: one caller, one listener, any operations. */
export const storming: fc.Arbitrary<Move<Stage>> = fc
  .record({
    aim: anyAim,
    wanting: anyWanting,
    operations: fc.subarray([...OPERATIONS], { minLength: 1 }),
  })
  .map(({ aim, wanting, operations }) =>
    observed('storm', async (stage, say) => {
      const target = aimed(stage.world, aim);
      const requests = operations
        .map((operation) => requestTo(stage, target, wantedOf(stage, { ...wanting, operation }, target), fresh('key')))
        .filter(({ status, replay }) => status >= 400 && replay === undefined);
      say(`${requests.map(({ operation }) => operation).join(' + ') || 'nothing'} of ${placeOf(target)} → refused`);
      for (const request of requests) tally(stage, target.holding, request, target.spoil.how);
      await stage.deliver(...requests);
    }),
  );

/** The request of an aim. */
export function requestTo(stage: Stage, { listener, showing, mounted }: Aimed, what: Asked, key: string): Outgoing {
  return operationRequest(stage.session, stage.world, { listener, showing, asked: what, key, mounted });
}

/** Counts what kind of try a request is; only what is shown unspoiled can be a crossing. */
export function tally(stage: Stage, holding: Holding, request: Outgoing, how: Spoiling): void {
  const { counters } = stage.session;
  const { listener, operation, refusal, status } = request;
  const { environment } = holding.credential.merchant;
  if (!isStillGood(how)) counters.count(`spoiled: ${how}`);
  else if (environment !== listener) {
    counters.count(`crossing: ${holding.kind} of ${environment} on ${listener}: ${operation}`);
  } else if (refusal !== undefined) counters.count(refusedAtHome(refusal, holding.kind, operation));
  else if (status < 300) counters.count(`succeeded: ${operation} in ${listener}`);
}

/** The name under which it is counted that something is refused in its own environment. */
export function refusedAtHome(refusal: RefusalKind, kind: HoldingKind, operation: string): string {
  return `refused at home: ${refusal}, ${kind}: ${operation}`;
}

/** A place in few words: what is shown by whom, where, about which payment. */
function placeOf({ payment, holding, listener, spoil }: Aimed): string {
  const shown = spoil.how === 'none' ? nameOf(holding) : `${nameOf(holding)}, ${spoil.how.replaceAll('_', ' ')}`;
  const { merchant, number } = payment;
  return `payment ${number} (merchant ${merchant.number}, ${merchant.environment}) on ${listener} with ${shown}`;
}

function outcomeOf({ status, problem, refusal }: Outgoing): string {
  return [status, refusal ?? problem?.replace('/problems/', '')].filter((part) => part !== undefined).join(' ');
}

function wantedOf(stage: Stage, wanting: Wanting, { payment, listener }: Aimed): Asked {
  return asked(wanting, payment, stage.world.payments, stage.world.environment(listener).mode);
}

function twisted(what: Asked): Asked {
  switch (what.operation) {
    case 'createPayment': {
      const { amount, ...body } = what.body;
      return { ...what, body: { ...body, amount: { ...amount, minor: amount.minor === 1 ? 2 : amount.minor - 1 } } };
    }
    case 'capturePayment':
      return { ...what, rest: what.rest === 'keep' ? 'release' : 'keep' };
    case 'incrementPayment':
      return { ...what, amount: { ...what.amount, minor: what.amount.minor === 1n ? 2n : what.amount.minor - 1n } };
    default:
      return what;
  }
}
