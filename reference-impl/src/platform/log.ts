import { pino } from 'pino';

/** What the shop tells those who run it. No method takes a request, a reply or a setting, so none can end up here. */
export type Log = Readonly<{
  error(error: unknown, message: string): void;
  warn(message: string): void;
  info(message: string): void;
}>;

/** A log of JSON lines, written to standard error unless told otherwise, so that standard output is for programs. */
export function jsonLog(write?: (line: string) => void): Log {
  const destination = write ? { write } : pino.destination({ dest: 2, sync: true });
  const logger = pino(
    {
      base: { program: 'assay-shop' },
      // An error may carry what it failed on; only these fields of it are written.
      serializers: { err: summaryOf },
    },
    destination,
  );
  return {
    error: (error, message) => logger.error({ err: error }, message),
    warn: (message) => logger.warn(message),
    info: (message) => logger.info(message),
  };
}

function summaryOf(error: unknown): Readonly<Record<string, unknown>> {
  if (!(error instanceof Error)) return { message: String(error) };
  return { name: error.name, message: error.message, stack: error.stack };
}
