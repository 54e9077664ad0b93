import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Where programs that run on Node keep what they are compiled to; every start after the first takes half the time. */
export const COMPILE_CACHE: Readonly<Record<string, string>> = {
  NODE_COMPILE_CACHE: join(tmpdir(), 'assay-compile-cache'),
};
