import { specification } from '../bench/specification.ts';
import type { BadRequest } from './bad-request.ts';
import { complaintsAbout } from './judge.ts';
import { send } from './send.ts';

const AT_ONCE = 8;

/** Sends bad requests, several at a time, and gives what is wrong with the answers, in words, each thing once. */
export async function attack(requests: readonly BadRequest[]): Promise<readonly string[]> {
  const objections = new Set<string>();
  const queue = requests.values();
  const sender = async (): Promise<void> => {
    for (const request of queue) {
      const complaints = await judged(request);
      if (complaints.length === 0) continue;
      objections.add(`${request.kind} (${request.api}) ${request.what}: ${complaints.join('; ')}`);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, sender));
  return [...objections].sort();
}

async function judged(request: BadRequest): Promise<readonly string[]> {
  try {
    return complaintsAbout(request, await send(request), specification(request.api));
  } catch (error) {
    return [error instanceof Error ? error.message : String(error)];
  }
}
