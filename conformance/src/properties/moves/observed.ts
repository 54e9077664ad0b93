import type { Move } from '../property.ts';
import type { Stage } from '../stage.ts';

/** A move after which every ledger and the journal are looked at. */
export function observed(
  name: string,
  play: (stage: Stage, say: (what: string) => void) => Promise<void>,
): Move<Stage> {
  return {
    name,
    async play(stage, say) {
      await play(stage, say);
      await stage.observe();
    },
  };
}
