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

/** The variable that gives the seed, for those who do not give it otherwise. */
export const SEED_VARIABLE = 'ASSAY_PROPERTIES_SEED';

/** The seed in a text, where there is one; throws when it is none, since another run than the one wanted helps nobody. */
export function seedIn(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const seed = Number(text);
  if (!Number.isInteger(seed) || seed < 1)
    throw new Error(`${SEED_VARIABLE} has to be a whole number above 0: ${text}`);
  return seed;
}

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
