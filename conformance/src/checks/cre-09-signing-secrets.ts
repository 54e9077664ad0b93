import { type Check, Untestable } from './check.ts';

/** Waits for notifications; until then the requirement stays red rather than unseen. */
export const check: Check = {
  requirement: 'CRE-09',
  needs: [],
  async run() {
    throw new Untestable('the simulator signs no notifications yet, so no signature can be made with a foreign secret');
  },
};
