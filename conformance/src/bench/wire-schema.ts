import { escapePointer, type Operation, type SpecificationName, specification } from './specification.ts';

/** A request as far as a schema speaks of it. */
export type DescribedRequest = Readonly<{ method: string; target: string; body: string }>;

/** What a request has in it that the API of a specification does not take; nothing for addresses it does not know. */
export function requestComplaints(
  { method, target, body }: DescribedRequest,
  name: SpecificationName,
): readonly string[] {
  const spec = specification(name);
  const path = (target.split('?')[0] ?? '').replace(new RegExp(`^/${name}(?=/)`), '');
  const operation = spec.operations.find((candidate) => isFor(candidate, method, path));
  if (!operation || body === '') return [];
  const parent = `#/paths/${escapePointer(operation.path)}/${operation.verb}/requestBody`;
  const pointer = spec.schemaPointer(parent, 'application/json');
  if (pointer === undefined) return [];
  const value = parsed(body);
  return value === undefined ? ['the body is not JSON'] : spec.complaints(pointer, value);
}

function isFor({ verb, path: template }: Operation, method: string, path: string): boolean {
  if (verb !== method.toLowerCase()) return false;
  const [wanted, given] = [template.split('/'), path.split('/')];
  return wanted.length === given.length && wanted.every((part, index) => part.startsWith('{') || part === given[index]);
}

function parsed(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}
