import { parseArgs } from 'node:util';
import { loadEdited } from '../../src/mutants/load-edited.ts';
import { variantById } from '../../src/mutants/variants.ts';

// The small, correct integration, doing one thing as few others do: `--variant ok-long-keys`.
const { variant = '' } = parseArgs({ options: { variant: { type: 'string' } } }).values;
loadEdited(variantById(variant).edits);
// The program itself knows nothing of this.
process.argv.splice(2);
await import('./main.ts');
