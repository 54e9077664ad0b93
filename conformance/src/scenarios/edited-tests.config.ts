import { readFileSync } from 'node:fs';
import { defineConfig } from 'vitest/config';
import { EDITS_VARIABLE, edited, fileOf, parseEdits } from '../mutants/edits.ts';
import { environmentVariable } from '../platform/environment-variables.ts';

const edits = parseEdits(environmentVariable(EDITS_VARIABLE) ?? '[]');

/** Runs tests beside the source with edits made to it, as the load hook does for programs. No file is written. */
export default defineConfig({
  plugins: [
    {
      name: 'edited-sources',
      enforce: 'pre',
      load(id: string) {
        const file = id.startsWith('/') ? fileOf(new URL(`file://${id}`).href) : undefined;
        if (file === undefined || !edits.some((edit) => edit.file === file)) return undefined;
        return edited(edits, file, readFileSync(id, 'utf8'));
      },
    },
  ],
  test: { pool: 'forks', testTimeout: 20_000 },
});
