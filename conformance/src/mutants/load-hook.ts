import { registerHooks } from 'node:module';
import { environmentVariable } from '../platform/environment-variables.ts';
import { EDITS_VARIABLE, edited, fileOf, parseEdits } from './edits.ts';

// Started by `node --import`, before the program: every module that an edit names is loaded with the edit made.
const edits = parseEdits(environmentVariable(EDITS_VARIABLE) ?? '[]');

registerHooks({
  load(url, context, nextLoad) {
    const loaded = nextLoad(url, context);
    const file = fileOf(url);
    if (file === undefined || !edits.some((edit) => edit.file === file)) return loaded;
    const { source } = loaded;
    if (source === undefined || source === null) throw new Error(`${file} was loaded without its source`);
    const text = typeof source === 'string' ? source : new TextDecoder().decode(source);
    return { ...loaded, source: edited(edits, file, text) };
  },
});
