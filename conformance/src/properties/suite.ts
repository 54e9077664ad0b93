import { type Simulator, type SimulatorOptions, startSimulator } from '../bench/simulator.ts';
import { conservation, conservationMinimums } from './conservation.ts';
import { isolation, isolationMinimums } from './isolation.ts';
import { type Checking, check, type Outcome, type Property } from './property.ts';
import { Session } from './session.ts';
import type { Stage } from './stage.ts';

/** The properties of the simulator, by name. */
export const PROPERTY_NAMES = ['isolation', 'conservation'] as const;
export type PropertyName = (typeof PROPERTY_NAMES)[number];

const PROPERTIES: Readonly<
  Record<
    PropertyName,
    Readonly<{
      of: (session: Session) => Property<Stage>;
      minimums: (session: Session) => Readonly<Record<string, number>>;
    }>
  >
> = {
  isolation: { of: isolation, minimums: isolationMinimums },
  conservation: { of: conservation, minimums: conservationMinimums },
};

/** What became of a property, and what was not tried often enough to believe that it holds. */
export type Verdict = Readonly<{ outcome: Outcome; short: readonly string[] }>;

/** A simulator of its own, with a session for whatever is checked on it. */
export async function underTest(
  node?: SimulatorOptions['node'],
): Promise<Readonly<{ simulator: Simulator; session: Session }>> {
  const simulator = await startSimulator(node === undefined ? {} : { node });
  return { simulator, session: new Session(simulator) };
}

/** Checks a property; what was tried too seldom counts when all of its runs were made. */
export async function verdictOn(name: PropertyName, session: Session, checking: Checking): Promise<Verdict> {
  const { of, minimums } = PROPERTIES[name];
  const property = of(session);
  const outcome = await check(property, checking);
  const whole = outcome.kind === 'held' && outcome.runs >= property.runs;
  return { outcome, short: whole ? session.counters.shortOf(minimums(session)) : [] };
}

/** How many runs a property makes unless told otherwise. */
export function runsOf(name: PropertyName, session: Session): number {
  return PROPERTIES[name].of(session).runs;
}
