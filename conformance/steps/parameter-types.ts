import { defineParameterType } from '@cucumber/cucumber';
import { CHOICES } from '../src/scenarios/choices.ts';

for (const [name, { pattern, meaning }] of Object.entries(CHOICES)) {
  defineParameterType({ name, regexp: pattern, transformer: (text: string) => meaning(text) });
}
