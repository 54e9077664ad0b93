import type { Scope } from '../gate/gate.ts';
import { after } from '../platform/clock.ts';
import { runDue } from './timers.ts';
import type { Place, World } from './world.ts';

/** How long nothing may begin for it to count as nothing, and when to give up: both in milliseconds of real time. */
export type Patience = Readonly<{ quietMs: number; withinMs: number }>;

/**
 * Waits until nothing moves in a scope any more: what is due was run and sent, nothing is being answered or delivered,
 * and nothing has begun for a while, in which those who were answered could have asked for more. What the gate holds does
 * not move, nor what waits for a clock. Answers whether that was reached.
 */
export async function settle(world: World, scope: Scope, { quietMs, withinMs }: Patience): Promise<boolean> {
  const { gate } = world;
  let over = false;
  let stop = () => {};
  const deadline = new Promise<void>((resolve) => {
    stop = after(withinMs, () => {
      over = true;
      resolve();
    });
  });
  const soon = (until: Promise<unknown>) => Promise.race([until, deadline]);
  try {
    while (!over) {
      await soon(bringDue(world, scope));
      const before = gate.stirred(scope);
      if (isMoving(world, scope)) await soon(stirring(world, scope, before));
      else if (await staysQuiet(world, scope, before, quietMs)) return !over;
    }
    return false;
  } finally {
    stop();
  }
}

async function bringDue(world: World, scope: Scope): Promise<void> {
  for (const place of placesOf(world, scope)) await runDue(world, place);
  const { environment, merchantId } = scope;
  if (environment === undefined) await world.outbox.drain();
  else await world.outbox.drain(merchantId === undefined ? { environment } : { environment, merchantId });
}

/** The places whose clocks the scope lives by. */
function placesOf({ clocks, environments }: World, { environment, merchantId }: Scope): readonly Place[] {
  if (environment === undefined) return environments.flatMap(({ name }) => clocks.places(name));
  if (merchantId === undefined) return clocks.places(environment);
  const place = { environment, merchantId };
  return clocks.hasOwn(place) ? [place] : [{ environment }];
}

function isMoving({ gate }: World, scope: Scope): boolean {
  const { exchanges, deliveries } = gate.moving(scope);
  return exchanges + deliveries > 0;
}

/** Resolves as soon as something has begun or ended since. */
function stirring({ gate }: World, scope: Scope, since: number): Promise<void> {
  return new Promise((resolve) => {
    const unwatch = gate.watch(() => {
      if (gate.stirred(scope) === since) return;
      unwatch();
      resolve();
    });
  });
}

/** Whether nothing begins in the scope for so long. */
function staysQuiet({ gate }: World, scope: Scope, since: number, quietMs: number): Promise<boolean> {
  return new Promise((resolve) => {
    const end = (quiet: boolean) => {
      cancel();
      unwatch();
      resolve(quiet);
    };
    const cancel = after(quietMs, () => end(gate.stirred(scope) === since));
    const unwatch = gate.watch(() => {
      if (gate.stirred(scope) !== since) end(false);
    });
  });
}
