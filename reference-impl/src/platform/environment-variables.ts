/** The process's environment variables; nothing else reads them. */
export function environmentVariables(): Readonly<Record<string, string | undefined>> {
  return process.env;
}
