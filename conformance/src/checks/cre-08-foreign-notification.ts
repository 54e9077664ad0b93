import { type Check, Untestable } from './check.ts';

/** Waits for notifications; until then the requirement stays red rather than unseen. */
export const check: Check = {
  requirement: 'CRE-08',
  needs: [],
  async run() {
    throw new Untestable('the simulator sends no notifications yet, so none of another environment can be delivered');
  },
};
