import type { Answered, Conversation } from '../payments/provider.ts';

const UNREADABLE: Answered = { kind: 'unknown', why: 'unreadable' };

/** What a conversation has heard so far: the last answer, and whether anything was done at the provider. */
export class Heard {
  #last: Answered = UNREADABLE;
  #hasChanged = false;

  /** The answer to the step before. */
  get last(): Answered {
    return this.#last;
  }

  /** Takes an answer in. */
  take(answered: Answered): void {
    this.#last = answered;
  }

  /** The answer says that something was done. */
  changed(): void {
    this.#hasChanged = true;
  }

  /**
   * What it comes to when a step fails: the answer it got. What was done is done, and to be refused a look at it
   * afterwards is no reason to take it for refused.
   */
  cutShort(): Answered {
    return this.#hasChanged && this.#last.kind !== 'unknown' ? UNREADABLE : this.#last;
  }
}

/** A conversation in which nothing is said, because the provider has no such thing. */
export function unsaid(code: string): Conversation {
  return async () => ({ kind: 'rejected', rejection: { about: 'request', code } });
}
