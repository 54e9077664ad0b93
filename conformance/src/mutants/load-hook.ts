import { environmentVariable } from '../platform/environment-variables.ts';
import { EDITS_VARIABLE, parseEdits } from './edits.ts';
import { loadEdited } from './load-edited.ts';

// Started by `node --import`, before the program: every module that an edit names is loaded with the edit made.
loadEdited(parseEdits(environmentVariable(EDITS_VARIABLE) ?? '[]'));
