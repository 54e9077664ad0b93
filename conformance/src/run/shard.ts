/** One of so many parts of a run, counted from 1. */
export type Shard = Readonly<{ part: number; of: number }>;

const PARTS_MAX = 100;

/** Reads `1/4`; nothing when that is no part of anything. */
export function parseShard(text: string): Shard | undefined {
  const [, part = '', of = ''] = /^([1-9]\d?)\/([1-9]\d{0,2})$/.exec(text) ?? [];
  const shard = { part: Number(part), of: Number(of) };
  return shard.part >= 1 && shard.part <= shard.of && shard.of <= PARTS_MAX ? shard : undefined;
}

/** The things of one part: dealt out in turn, so that what is alike and slow does not end up together. */
export function partOf<T>(things: readonly T[], shard: Shard | undefined): readonly T[] {
  return shard === undefined ? things : things.filter((_, index) => index % shard.of === shard.part - 1);
}
