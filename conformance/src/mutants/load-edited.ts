import { registerHooks } from 'node:module';
import { type Edit, edited, fileOf } from './edits.ts';

/** From now on, every module that an edit names is loaded with the edit made. */
export function loadEdited(edits: readonly Edit[]): void {
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
}
