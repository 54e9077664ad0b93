/** The default case of an exhaustive switch: does not compile when a case is missing, throws on corrupt stored data. */
export function unreachable(value: never): never {
  throw new Error(`unreachable: ${String(value)}`);
}
