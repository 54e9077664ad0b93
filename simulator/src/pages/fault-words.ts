import type { Environment } from '../accounts/environment.ts';
import type { FaultWords } from '../http/meet.ts';
import { failedPage } from './payment-page.ts';

/** What a page shows when it is made to fail; it shows no times that could be off. */
export function pageWords(environment: Environment): FaultWords {
  return {
    failed: (status, headers) => {
      const reply = failedPage(environment, status);
      return { ...reply, headers: { ...reply.headers, ...headers } };
    },
    inProgress: () => failedPage(environment, 409),
    skewed: (reply) => reply,
  };
}
