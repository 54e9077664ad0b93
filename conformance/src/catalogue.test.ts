import { readdirSync } from 'node:fs';
import { expect, test } from 'vitest';
import { parseGroup, readCatalogue, selectRequirements } from './catalogue.ts';
import { CHECKS } from './checks/all.ts';
import { CAPABILITIES } from './checks/check.ts';
import { PROVIDERS } from './dialects/dialect.ts';
import { EXCEPTIONS } from './dialects/exceptions.ts';
import { ADAPTER_MUTANTS, MUTANTS, mutantsAt, WAITING_MUTANTS } from './mutants/catalogue.ts';
import { editedNode } from './mutants/edits.ts';
import { VARIANTS } from './mutants/variants.ts';

const groups = readCatalogue();
const requirements = groups.flatMap((group) => group.requirements);
const ids = requirements.map(({ id }) => id);

/** MUSTs without a mutant, each with the reason. A reason that has gone fails the test. */
const WITHOUT_MUTANT: Readonly<Record<string, string>> = {
  'WHK-06':
    "the shop's inbox, its queue and its versions of rows each stand in the way; no few words get past all three",
  'WHK-07': 'the shop asks the provider whatever a notification says, so no order of them can be told from another',
};

test('requirements stand in order within their groups, and the twelve on credentials are all there', () => {
  for (const { group, requirements: own } of groups) {
    const names = own.map(({ id }) => id);
    expect(names, group).toEqual(names.toSorted());
    expect(new Set(names.map((id) => id.slice(0, 3))).size, group).toBe(1);
  }
  expect(ids.filter((id) => id.startsWith('CRE'))).toHaveLength(12);
});

test('every requirement has exactly one check or says why it cannot have one, and every check has a requirement', () => {
  const observable = requirements.filter(({ attested }) => attested === undefined).map(({ id }) => id);
  expect(CHECKS.map(({ requirement }) => requirement).toSorted()).toEqual(observable.toSorted());
});

test('every check stands in a file named by its requirement', async () => {
  const files = readdirSync(new URL('./checks/', import.meta.url)).filter((name) => /^[a-z]{3}-\d\d-/.test(name));
  const named = await Promise.all(
    files.map(async (name) => {
      const module: Readonly<Record<string, unknown>> = await import(new URL(`./checks/${name}`, import.meta.url).href);
      return [name.slice(0, 6).toUpperCase(), module.check] as const;
    }),
  );
  const byRequirement = CHECKS.map((check) => [check.requirement, check] as const);
  expect(new Map(named)).toEqual(new Map(byRequirement));
});

test('every check needs only what PROTOCOL.md knows', () => {
  const unknown = CHECKS.flatMap(({ needs }) => needs).filter((need) => !CAPABILITIES.includes(need));
  expect(unknown).toEqual([]);
});

test('every MUST is killed by a mutant, or has a reason why not', () => {
  // What cannot be asked with the generic provider is noticed with another one.
  const elsewhere = ADAPTER_MUTANTS.flatMap(({ kills }) => kills).filter((id) => EXCEPTIONS.generic[id] !== undefined);
  const killable = new Set([...MUTANTS.flatMap(({ kills }) => kills), ...elsewhere]);
  const musts = requirements
    .filter(({ level, attested }) => level === 'MUST' && attested === undefined)
    .map(({ id }) => id);
  expect(musts.filter((id) => !killable.has(id))).toEqual(Object.keys(WITHOUT_MUTANT));
});

test('every mutant has a name of its own and names requirements of the catalogue', () => {
  const all = [...MUTANTS, ...ADAPTER_MUTANTS, ...WAITING_MUTANTS];
  expect(new Set(all.map(({ id }) => id)).size).toBe(all.length);
  expect(all.flatMap(({ kills }) => kills).filter((id) => !ids.includes(id))).toEqual([]);
  expect(all.filter(({ kills }) => kills.length === 0)).toEqual([]);
});

test('a mutant of an adapter lives there, and names what can be asked with its provider', () => {
  for (const { id, edits, provider, kills } of ADAPTER_MUTANTS) {
    for (const { file } of edits) expect(file, id).toContain(`/providers/${provider}/`);
    expect(kills.filter((requirement) => requirement in EXCEPTIONS[provider ?? 'generic'])).toEqual([]);
  }
  expect(MUTANTS.filter(({ provider }) => provider !== undefined)).toEqual([]);
  for (const provider of PROVIDERS) expect(mutantsAt(provider).length, provider).toBeGreaterThan(5);
});

for (const { id, edits } of [...MUTANTS, ...ADAPTER_MUTANTS]) {
  test(`the mutant ${id} still fits the shop`, () => expect(() => editedNode(edits)).not.toThrow());
}

for (const { id, edits } of VARIANTS) {
  test(`the variant ${id} still fits the small integration`, () => expect(() => editedNode(edits)).not.toThrow());
}

test('there are fourteen variants, each of which tempts checks that exist', () => {
  expect(new Set(VARIANTS.map(({ id }) => id)).size).toBe(14);
  const checked = CHECKS.map(({ requirement }) => requirement);
  expect(VARIANTS.flatMap(({ tempts }) => tempts).filter((id) => !checked.includes(id))).toEqual([]);
  expect(VARIANTS.filter(({ tempts }) => tempts.length === 0)).toEqual([]);
});

test('requirements are chosen by id or by the beginning of one', () => {
  expect(selectRequirements(groups, ['CRE-02', 'CRE-11']).map(({ id }) => id)).toEqual(['CRE-02', 'CRE-11']);
  expect(selectRequirements(groups, ['CRE'])).toHaveLength(12);
  expect(selectRequirements(groups, [])).toHaveLength(requirements.length);
  expect(() => selectRequirements(groups, ['CRE-99'])).toThrow('no requirement is called CRE-99');
});

const mistakes: readonly (readonly [what: string, yaml: string, complaint: string])[] = [
  ['a word it does not know', 'severity: high', '/requirements/0 must NOT have additional properties'],
  ['a level it does not know', 'level: MAY', '/requirements/0/level must be equal to one of the allowed values'],
  ['no source', 'sources: []', '/requirements/0/sources must NOT have fewer than 1 items'],
];
for (const [what, line, complaint] of mistakes) {
  test(`a requirement with ${what} is not read`, () => {
    const [key = ''] = line.split(':');
    const fields = ['id: ABC-01', 'level: MUST', 'title: t', 'text: t', 'sources: [s]', 'evidence: e', 'incident: i'];
    const own = [...fields.filter((field) => !field.startsWith(`${key}:`)), line].map((field) => `    ${field}`);
    const yaml = `set: 2026-12\ngroup: abc\ntitle: t\nrequirements:\n  -\n${own.join('\n')}\n`;
    expect(() => parseGroup(yaml, 'abc.yaml')).toThrow(complaint);
  });
}
