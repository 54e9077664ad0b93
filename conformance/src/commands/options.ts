import { InvalidArgumentError } from 'commander';
import { parseShard, type Shard } from '../run/shard.ts';

/** Reads a whole number from 1. */
export function wholeNumber(text: string): number {
  if (!/^\d{1,10}$/.test(text) || Number(text) < 1) throw new InvalidArgumentError('expected a whole number from 1');
  return Number(text);
}

/** Reads a part of a run. */
export function shardIn(text: string): Shard {
  const shard = parseShard(text);
  if (!shard) throw new InvalidArgumentError('expected a part of a number of parts, such as 1/4');
  return shard;
}

/** Takes an option that may be given several times. */
export function collected(text: string, before: readonly string[]): readonly string[] {
  return [...before, text];
}
