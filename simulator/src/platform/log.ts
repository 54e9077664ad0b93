import { pino } from 'pino';

/** What a program says to people while it runs; never the journal, which is evidence. */
export type Log = Readonly<{
  error(error: unknown, message: string): void;
  warn(message: string): void;
}>;

/** A log of JSON lines on standard error, so that standard output stays free for the ready line. */
export function stderrLog(): Log {
  const logger = pino({ base: { program: 'assay-simulator' } }, pino.destination({ dest: 2, sync: true }));
  return {
    error: (error, message) => logger.error({ err: error }, message),
    warn: (message) => logger.warn(message),
  };
}
