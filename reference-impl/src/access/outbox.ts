import type { Instant } from '../shop/ids.ts';

/** A mail as it would be sent. */
export type Mail = Readonly<{ at: Instant; to: string; subject: string; text: string }>;

/** Where mails stay that nobody sends. */
export interface Outbox {
  put(mail: Mail): void;
  /** The newest first. */
  mails(): readonly Mail[];
}

/** How many are kept. */
export const MAILS_MAX = 50;

/** An outbox in memory: what is in a mail lets people in, so that it is in no database and gone after a restart. */
export function outbox(): Outbox {
  const kept: Mail[] = [];
  return {
    put(mail) {
      kept.unshift(mail);
      kept.splice(MAILS_MAX);
    },
    mails: () => [...kept],
  };
}
