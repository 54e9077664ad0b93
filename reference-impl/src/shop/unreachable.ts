/** Ends an exhaustive switch: does not compile when a case is missing, throws on data that no type describes. */
export function unreachable(value: never): never {
  throw new Error(`unreachable: ${String(value)}`);
}
