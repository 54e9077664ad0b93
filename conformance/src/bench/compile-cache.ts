import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const PACKAGES = fileURLToPath(new URL('../../../node_modules', import.meta.url));

/**
 * Where programs that run on Node keep what they are compiled to; every start after the first takes half the time. It is
 * beside the packages, where nobody else writes: what is kept there is run. An installed harness goes without.
 */
export const COMPILE_CACHE: Readonly<Record<string, string>> = existsSync(PACKAGES)
  ? { NODE_COMPILE_CACHE: join(PACKAGES, '.cache/assay-compiled') }
  : {};
