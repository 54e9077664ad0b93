import { elapsedMs, pause } from '../platform/clock.ts';
import { CONTENDERS, type Contender, type ContenderName, cpuMs, residentBytes, startContender } from './contender.ts';
import { runRound, type Target } from './round.ts';
import { type Measured, measured, median } from './statistics.ts';

/** How long and how hard to measure. */
export type Plan = Readonly<{
  connections: readonly number[];
  rounds: number;
  roundMs: number;
  warmUpMs: number;
  starts: number;
  /** Where stores that are files lie; in memory without it. */
  folder: string | undefined;
}>;

/** What was found out about one server. */
export type Finding = Readonly<{
  startMs: number;
  idleBytes: number;
  loadedBytes: number;
  /** By number of connections. */
  load: Readonly<Record<string, Measured>>;
}>;

const SETTLE_MS = 1_000;

/** Measures every server in turn, round by round, so that a slow minute of the machine hits all of them. */
export async function measure(
  plan: Plan,
  progress: (done: number, of: number, what: string) => void,
): Promise<Readonly<Record<ContenderName, Finding>>> {
  const steps = CONTENDERS.length * (plan.starts + 1 + plan.connections.length * plan.rounds);
  let done = 0;
  const step = (what: string) => progress(++done, steps, what);

  const startsMs = new Map<ContenderName, number[]>();
  for (let start = 1; start <= plan.starts; start++) {
    for (const name of CONTENDERS) {
      const tookMs = await startOnce(name);
      startsMs.set(name, [...(startsMs.get(name) ?? []), tookMs]);
      step(`${name}: first 200 after ${tookMs.toFixed(0)} ms`);
    }
  }

  const contenders: Contender[] = [];
  try {
    for (const name of CONTENDERS) contenders.push(await startContender(name, plan.folder));
    await pause(SETTLE_MS);
    const idle = await memoryOf(contenders);
    const targets = new Map<ContenderName, Target>();
    for (const { name, target } of contenders) targets.set(name, await target());
    for (const [name, target] of targets) {
      await runRound(target, { connections: Math.max(...plan.connections), durationMs: plan.warmUpMs });
      step(`${name}: warm`);
    }
    const load = await loadInTurn(targetsOf(contenders, targets), plan, step);
    const loaded = await memoryOf(contenders);
    const finding = (name: ContenderName): Finding => ({
      startMs: median(startsMs.get(name) ?? []),
      idleBytes: idle.get(name) ?? Number.NaN,
      loadedBytes: loaded.get(name) ?? Number.NaN,
      load: load.get(name) ?? {},
    });
    return {
      'bare express': finding('bare express'),
      'express + sqlite': finding('express + sqlite'),
      simulator: finding('simulator'),
      'without journal': finding('without journal'),
      'in stripe words': finding('in stripe words'),
      'express + sqlite, durable': finding('express + sqlite, durable'),
      'in stripe words, durable': finding('in stripe words, durable'),
    };
  } finally {
    await Promise.all(contenders.map(({ program }) => program.stop()));
  }
}

/** From starting the program to its first answer with status 200; the store is in memory, so that none is left over. */
async function startOnce(name: ContenderName): Promise<number> {
  const startedMs = elapsedMs();
  const { program, healthUrl } = await startContender(name, undefined);
  const answer = await fetch(healthUrl);
  const tookMs = elapsedMs() - startedMs;
  await answer.arrayBuffer();
  await program.stop();
  if (answer.status !== 200) throw new Error(`${healthUrl} answered ${answer.status}`);
  return tookMs;
}

function targetsOf(contenders: readonly Contender[], targets: ReadonlyMap<ContenderName, Target>) {
  return contenders.flatMap((contender) => {
    const target = targets.get(contender.name);
    return target === undefined ? [] : [[contender, target] as const];
  });
}

async function loadInTurn(
  targets: readonly (readonly [Contender, Target])[],
  plan: Plan,
  step: (what: string) => void,
): Promise<ReadonlyMap<ContenderName, Readonly<Record<string, Measured>>>> {
  const load = new Map<ContenderName, Record<string, Measured>>();
  for (const connections of plan.connections) {
    const latenciesMs = new Map<ContenderName, number[]>();
    const seconds = new Map<ContenderName, number>();
    const worked = new Map<ContenderName, number>();
    for (let round = 0; round < plan.rounds; round++) {
      // Each round begins with another server, so that none always follows the same one.
      for (const [{ name, program }, target] of rotate(targets, round)) {
        const before = await cpuMs(program);
        const result = await runRound(target, { connections, durationMs: plan.roundMs });
        worked.set(name, (worked.get(name) ?? 0) + (await cpuMs(program)) - before);
        latenciesMs.set(name, (latenciesMs.get(name) ?? []).concat(result.latenciesMs));
        seconds.set(name, (seconds.get(name) ?? 0) + result.seconds);
        const perSecond = result.latenciesMs.length / result.seconds;
        step(`${connections} connections, ${name}: ${perSecond.toFixed(0)} requests/s`);
      }
    }
    for (const [{ name }] of targets) {
      const took = { seconds: seconds.get(name) ?? Number.NaN, cpuMs: worked.get(name) ?? Number.NaN };
      const sum = measured(latenciesMs.get(name) ?? [], took);
      load.set(name, { ...load.get(name), [connections]: sum });
    }
  }
  return load;
}

async function memoryOf(contenders: readonly Contender[]): Promise<ReadonlyMap<ContenderName, number>> {
  const sizes = await Promise.all(
    contenders.map(async ({ name, program }) => [name, await residentBytes(program)] as const),
  );
  return new Map(sizes);
}

function rotate<T>(things: readonly T[], by: number): readonly T[] {
  const first = by % Math.max(1, things.length);
  return [...things.slice(first), ...things.slice(0, first)];
}
