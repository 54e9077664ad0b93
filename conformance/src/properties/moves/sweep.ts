import { OPERATIONS, OPERATIONS_ON_A_PAYMENT, type OperationName, SCOPE_NEEDED } from '../asked.ts';
import { type Outgoing, operationRequest, tokenRequest } from '../outgoing.ts';
import { pageRequest } from '../page-request.ts';
import { asBearer, asClient, type Holding, SPOILINGS } from '../shown.ts';
import type { Stage } from '../stage.ts';
import { SCOPES, type Scope, standingOf } from '../world.ts';
import { at, HOLDING_KINDS, type HoldingKind, holdings, spoilFor } from './aim.ts';
import { tally } from './asking.ts';
import { freshlyHeldIn } from './fresh-holdings.ts';
import { heldIn, plainFetch, plainRequest } from './plain.ts';

/**
 * What is refused whatever has happened before: each kind of holding of each environment, on every other listener, with
 * every operation, about a payment of its own.
 */
export async function crossEverywhere(stage: Stage): Promise<void> {
  const { world } = stage;
  for (const { name: own } of world.environments) {
    for (const kind of HOLDING_KINDS) {
      const holding = heldIn(stage, own, kind);
      const payment = world.payments.find(({ merchant }) => merchant === holding.credential.merchant);
      for (const { name: listener } of world.environments) {
        if (listener === own) continue;
        const requests = [
          ...OPERATIONS.map((operation) => plainRequest(stage, listener, holding, operation, payment)),
          plainFetch(stage, listener, holding),
        ];
        for (const request of requests) tally(stage, holding, request, 'none');
        await stage.deliver(...requests);
      }
    }
  }
}

/** What is held is shown at home, spoiled in every way: whatever is not exactly a credential is none. */
export async function spoilEverything(stage: Stage): Promise<void> {
  const { world, session } = stage;
  for (const [index, kind] of HOLDING_KINDS.entries()) {
    const environment = at(world.environments, index);
    const holding = heldIn(stage, environment.name, kind);
    const requests = SPOILINGS.filter((how) => how !== 'none').map((how) => {
      const spoil = spoilFor(world, { how, other: index, garbage: 'sk_live_garbage' }, holding, environment);
      const ask = { listener: environment.name, key: '', mounted: false };
      const request =
        kind === 'client'
          ? tokenRequest(
              session,
              world,
              { ...ask, showing: asClient(holding, spoil, 'form'), scopes: undefined },
              (token) => {
                stage.learnToken(token);
                return 'dropped';
              },
            )
          : operationRequest(session, world, {
              ...ask,
              showing: asBearer(holding, spoil),
              asked: { operation: 'checkConnection' },
            });
      tally(stage, holding, request, how);
      return request;
    });
    await stage.deliver(...requests);
  }
}

/** A good caller at home names payments of other environments and of a neighbour: there is no such payment. */
export async function nameStrangersPayments(stage: Stage): Promise<void> {
  const { world, session } = stage;
  for (const { name: own } of world.environments) {
    for (const holding of await freshlyHeldIn(stage, own)) {
      const { kind } = holding;
      const strangers = world.environments.flatMap(({ name }) => {
        const there = world.payments.filter(({ merchant }) => merchant.environment === name);
        return there.filter(({ merchant }) => merchant !== holding.credential.merchant).slice(-1);
      });
      const requests = strangers.flatMap((payment) =>
        OPERATIONS_ON_A_PAYMENT.map((operation) => {
          const request = plainRequest(stage, own, holding, operation, payment);
          if (request.status === 404) session.counters.count(namingOf(kind, own, payment, operation));
          return request;
        }),
      );
      await stage.deliver(...requests.filter(({ status }) => status >= 400));
    }
  }
}

/** The name under which the naming of a stranger's payment is counted. */
export function namingOf(
  kind: HoldingKind,
  own: string,
  { merchant }: Readonly<{ merchant: Readonly<{ environment: string }> }>,
  operation: OperationName,
): string {
  return `naming: ${kind} of ${own} a payment of ${merchant.environment}: ${operation}`;
}

/** Everything that anybody holds is tried at home: it is let in exactly while it is good, to what it has the scope for. */
export async function tryEverybodyAtHome(stage: Stage): Promise<void> {
  // Clients first: on the occasion of a new token old ones are forgotten.
  for (const isClient of [true, false]) {
    const held = holdings(stage.world).filter(({ kind }) => (kind === 'client') === isClient);
    await stage.deliver(...held.flatMap((holding) => triesAtHome(stage, holding)));
  }
}

function triesAtHome(stage: Stage, holding: Holding): readonly Outgoing[] {
  const { merchant } = holding.credential;
  const { environment } = merchant;
  const mine = stage.world.payments.find((payment) => payment.merchant === merchant);
  const lacked = lackedBy(holding);
  const tries =
    holding.kind === 'client'
      ? [undefined, ...lacked.map((scope) => [scope])].map((scopes) => plainFetch(stage, environment, holding, scopes))
      : (['checkConnection', 'listPayments', ...lacked.map(operationFor)] as const).map((operation) =>
          plainRequest(stage, environment, holding, operation, mine),
        );
  for (const request of tries) tally(stage, holding, request, 'none');
  return tries;
}

/** Everything that anybody holds, whatever has become of it, is a crossing on the next listener. */
export async function tryEverybodyElsewhere(stage: Stage): Promise<void> {
  const { world } = stage;
  const requests = holdings(world).map((holding) => {
    const { environment } = holding.credential.merchant;
    const { name: listener } = world.environmentAfter(environment, 1);
    const request =
      holding.kind === 'client'
        ? plainFetch(stage, listener, holding)
        : plainRequest(stage, listener, holding, 'checkConnection', undefined);
    tally(stage, holding, request, 'none');
    stage.session.counters.count(`elsewhere: ${holding.kind}, ${standingOf(holding.credential)}`);
    return request;
  });
  await stage.deliver(...requests);
}

/** The scopes that a holding does not have. */
function lackedBy(holding: Holding): readonly Scope[] {
  const { scopes } = holding.kind === 'token' ? holding.token : holding.credential;
  return SCOPES.filter((scope) => !scopes.includes(scope));
}

function operationFor(scope: Scope): OperationName {
  const found = OPERATIONS.find((operation) => SCOPE_NEEDED[operation] === scope);
  if (found === undefined) throw new Error(`nothing needs the scope ${scope}`);
  return found;
}

/** The page of the latest payment that has one is opened on every listener but its own. */
export async function openPagesElsewhere(stage: Stage): Promise<void> {
  const { world, session } = stage;
  const latest = world.environments.flatMap(({ name }) =>
    world.payments
      .filter(({ pageToken, merchant }) => pageToken !== undefined && merchant.environment === name)
      .slice(-1),
  );
  const requests = latest.flatMap((payment) =>
    world.environments
      .filter(({ name }) => name !== payment.merchant.environment)
      .flatMap(({ name }) => [
        pageRequest(world, name, payment, { act: 'look' }),
        pageRequest(world, name, payment, { act: 'pay', card: 'good' }),
        pageRequest(world, name, payment, { act: 'answer', answer: 'pass' }),
        pageRequest(world, name, payment, { act: 'cancel' }),
      ]),
  );
  for (const { operation, listener } of requests) session.counters.count(`page elsewhere: ${operation} on ${listener}`);
  await stage.deliver(...requests);
}
