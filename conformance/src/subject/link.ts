import type { SubjectFaultKind } from './fault.ts';

/** The longest message a subject may write: a dump of its state is the largest thing it has to say. */
export const MESSAGE_CHARACTERS_MAX = 32 * 1024 * 1024;

/** Who is told what comes from a subject, and that nothing more will come. */
export type LinkListener = Readonly<{
  /** A reply, or a notification where the way has room for one. */
  onMessage(text: string): void;
  onFault(kind: SubjectFaultKind, message: string): void;
}>;

/** The way to a subject, whichever it is. It carries texts and knows nothing of what they mean. */
export type Link = Readonly<{
  /** Sends one request. What comes of it is told to the listener. */
  send(request: string): void;
  /** The end of what the subject wrote for people; empty when there is no way to see it. */
  log(): string;
  /** Settles when the program has ended. Nothing has to end with a service: it has settled from the beginning. */
  gone: Promise<void>;
  /** Ends the link, and with it a program that was started for it and everything that the program started. */
  cut(): void;
}>;
