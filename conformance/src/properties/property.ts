import fc from 'fast-check';
import { elapsedMs } from '../platform/clock.ts';

/** One step of a run. It says what it did once it knows, since what it works on is chosen when it is played. */
export type Move<Stage> = Readonly<{
  name: string;
  play(stage: Stage, say: (what: string) => void): Promise<void>;
}>;

/** A law that has to hold whatever moves are made, in whatever order. */
export type Property<Stage> = Readonly<{
  name: string;
  runs: number;
  /** The moves of one run at most; the average is half of it. */
  movesMax: number;
  move: fc.Arbitrary<Move<Stage>>;
  begin(): Promise<Stage>;
  /** What is looked at when all moves have been made. */
  end(stage: Stage): Promise<void>;
  /** Tidies up after a run, whether it held or not. */
  leave(stage: Stage): Promise<void>;
}>;

/** Which runs: all of a seed, or exactly the one that a path leads to. */
export type Choice = Readonly<{ seed: number; path?: string; replayPath?: string }>;

/** What became of a property. */
export type Outcome =
  | Readonly<{ kind: 'held'; seed: number; runs: number }>
  | Readonly<{
      kind: 'broken';
      /** How many runs it took, the broken one included. */
      runs: number;
      choice: Required<Choice>;
      moves: readonly string[];
      error: unknown;
    }>;

/** How a property is checked. */
export type Checking = Readonly<{
  choice: Choice;
  runs?: number;
  /** Milliseconds spent on looking for a shorter way to the failure; 0 to report the first one as it is. */
  shrinkMs: number;
  /** Told before each run. */
  onRun?: (number: number) => void;
}>;

/** Makes the runs, and shortens the first that fails. */
export async function check<Stage>(property: Property<Stage>, checking: Checking): Promise<Outcome> {
  const { choice, runs = property.runs, shrinkMs, onRun } = checking;
  const { seed, path, replayPath } = choice;
  let run = 0;
  let shrinkUntilMs = Number.POSITIVE_INFINITY;
  let last: Readonly<{ moves: readonly string[]; error: unknown }> = { moves: [], error: undefined };
  const law = async (commands: Iterable<fc.AsyncCommand<object, Playing<Stage>>>): Promise<void> => {
    // What is still to be tried counts as held, so that the shortest failure found in time is the one reported.
    if (elapsedMs() > shrinkUntilMs) return;
    if (shrinkUntilMs === Number.POSITIVE_INFINITY) onRun?.(++run);
    const moves: string[] = [];
    try {
      const stage = await property.begin();
      try {
        await fc.asyncModelRun(() => ({ model: {}, real: { stage, moves } }), commands);
        await property.end(stage);
      } finally {
        await property.leave(stage);
      }
    } catch (error) {
      last = { moves: [...moves], error };
      shrinkUntilMs = Math.min(shrinkUntilMs, elapsedMs() + shrinkMs);
      throw error;
    }
  };
  const commands = fc.commands([property.move.map((move) => new Command(move))], {
    maxCommands: property.movesMax,
    size: 'max',
    ...(replayPath === undefined ? {} : { replayPath }),
  });
  const details = await fc.check(fc.asyncProperty(commands, law), {
    seed,
    numRuns: runs,
    endOnFailure: shrinkMs === 0,
    ...(path === undefined ? {} : { path }),
  });
  if (!details.failed) return { kind: 'held', seed, runs: details.numRuns };
  return {
    kind: 'broken',
    runs: details.numRuns,
    choice: { seed, path: details.counterexamplePath ?? '', replayPath: replayPathOf(details.counterexample) },
    ...last,
  };
}

/** The counterexample for people, with the one command that makes it again. */
export function describeBroken(property: string, broken: Extract<Outcome, { kind: 'broken' }>, extra = ''): string {
  const { moves, error, runs } = broken;
  const why = error instanceof Error ? error.message : String(error);
  const way = moves.map((move, index) => `${String(index + 1).padStart(4)}. ${move}`);
  return [
    `${property} does not hold: it broke in run ${runs}. The shortest way found:`,
    ...(way.length > 0 ? way : ['      no move at all, only what every run begins and ends with']),
    '',
    why,
    '',
    `Again: ${replayCommand(property, broken.choice)}${extra}`,
  ].join('\n');
}

function replayCommand(property: string, { seed, path, replayPath }: Required<Choice>): string {
  const program = 'npx node conformance/src/properties/main.ts';
  return `${program} --property ${property} --seed ${seed} --path ${path} --replay-path ${replayPath}`;
}

type Playing<Stage> = Readonly<{ stage: Stage; moves: string[] }>;

class Command<Stage> implements fc.AsyncCommand<object, Playing<Stage>> {
  readonly #move: Move<Stage>;

  constructor(move: Move<Stage>) {
    this.#move = move;
  }

  // Always playable: a move chooses among what there is, so that dropping moves before it leaves it meaningful.
  check(): boolean {
    return true;
  }

  async run(_model: object, { stage, moves }: Playing<Stage>): Promise<void> {
    const index = moves.push(this.#move.name) - 1;
    await this.#move.play(stage, (what) => {
      moves[index] = what;
    });
  }

  toString(): string {
    return this.#move.name;
  }
}

/** fast-check tells which of the commands were run only in the text of the counterexample. */
function replayPathOf(counterexample: unknown): string {
  return /replayPath="([^"]*)"/.exec(String(counterexample))?.[1] ?? '';
}
