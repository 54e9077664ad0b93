import { type Edit, editedNode } from '../src/mutants/edits.ts';
import type { SubjectAddress } from '../src/subject/address.ts';

/** The small integration of this repository, with edits made to it. */
export function everything(...edits: readonly Edit[]): SubjectAddress {
  const main = 'conformance/subjects/everything/main.ts';
  if (edits.length === 0) return { kind: 'stdio', program: process.execPath, args: [main] };
  const { args, environment } = editedNode(edits);
  const variables = Object.entries(environment).map(([name, value]) => `${name}=${value}`);
  return { kind: 'stdio', program: 'env', args: [...variables, process.execPath, ...args, main] };
}

/** An edit of one of its files. */
export function edit(file: string, find: string, replace: string): Edit {
  return { file: `conformance/subjects/everything/${file}.ts`, find, replace };
}
