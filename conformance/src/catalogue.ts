import { readdirSync, readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { parse } from 'yaml';
import { LEVELS, type Requirement, type RequirementGroup } from './requirement.ts';

const FOLDER = new URL('../requirements/', import.meta.url);

const text = { type: 'string', minLength: 1 } as const;

/** What a file of requirements holds; anything else in it is a mistake of ours. */
const SCHEMA = {
  type: 'object',
  required: ['set', 'group', 'title', 'requirements'],
  additionalProperties: false,
  properties: {
    set: { type: 'string', pattern: '^\\d{4}-\\d{2}$' },
    group: { type: 'string', pattern: '^[a-z-]+$' },
    title: text,
    requirements: {
      type: 'array',
      minItems: 1,
      items: {
        type: 'object',
        required: ['id', 'level', 'title', 'text', 'sources', 'evidence', 'incident'],
        additionalProperties: false,
        properties: {
          id: { type: 'string', pattern: '^[A-Z]{3}-\\d{2}$' },
          level: { enum: LEVELS },
          title: { type: 'string', minLength: 1, maxLength: 60 },
          text,
          sources: { type: 'array', minItems: 1, items: text },
          evidence: text,
          incident: text,
          notCovered: text,
          attested: text,
        },
      },
    },
  },
};

const isGroup = new Ajv2020({ allErrors: true }).compile<RequirementGroup>(SCHEMA);

/** Reads one file of requirements. */
export function parseGroup(yaml: string, name: string): RequirementGroup {
  const value: unknown = parse(yaml);
  if (isGroup(value)) return value;
  const complaints = (isGroup.errors ?? []).map((error) => `${error.instancePath || '/'} ${error.message}`);
  throw new Error(`${name} is not a file of requirements: ${complaints.join('; ')}`);
}

/** Every group of requirements, in the order of their files' names. */
export function readCatalogue(): readonly RequirementGroup[] {
  const names = readdirSync(FOLDER)
    .filter((name) => name.endsWith('.yaml'))
    .toSorted();
  const groups = names.map((name) => parseGroup(readFileSync(new URL(name, FOLDER), 'utf8'), name));
  const ids = groups.flatMap(({ requirements }) => requirements.map(({ id }) => id));
  const twice = ids.find((id, index) => ids.indexOf(id) !== index);
  if (twice !== undefined) throw new Error(`the requirement ${twice} is written down twice`);
  return groups;
}

/** The requirements of a catalogue that are wanted: those whose id is, or starts with, one of the wishes; all without any. */
export function selectRequirements(
  groups: readonly RequirementGroup[],
  wishes: readonly string[],
): readonly Requirement[] {
  const all = groups.flatMap(({ requirements }) => requirements);
  if (wishes.length === 0) return all;
  const unmatched = wishes.find((wish) => !all.some(({ id }) => id.startsWith(wish)));
  if (unmatched !== undefined) throw new Error(`no requirement is called ${unmatched}`);
  return all.filter(({ id }) => wishes.some((wish) => id.startsWith(wish)));
}
