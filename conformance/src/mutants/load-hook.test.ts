import { expect, test } from 'vitest';
import { runProgram } from '../bench/program.ts';
import { type Edit, edited, editedNode, fileOf } from './edits.ts';

const edit: Edit = {
  file: 'conformance/src/bench/bounded-text.ts',
  find: 'toString(): string {',
  replace: "toString(): string {\n    if (this.#text === 'whole') return 'edited';",
};

const SCRIPT = `const { BoundedText } = await import('./conformance/src/bench/bounded-text.ts');
const text = new BoundedText(10);
text.add('whole');
console.log(String(text));`;

async function said(edits: readonly Edit[]) {
  const { args, environment } = editedNode(edits);
  const script = ['--input-type=module', '--eval', SCRIPT];
  return runProgram({ args: [...args, ...script], environment, endsWithinMs: 10_000 });
}

test('a program runs with the edit made, and without it when there is none', async () => {
  expect(await said([edit])).toMatchObject({ code: 0, stdout: 'edited\n', stderr: '' });
  expect(await said([])).toMatchObject({ code: 0, stdout: 'whole\n', stderr: '' });
});

test('several edits of one file are made one after the other', () => {
  const edits = [
    { file: 'a.ts', find: 'one', replace: 'two, three' },
    { file: 'b.ts', find: 'nowhere', replace: 'to be found' },
    { file: 'a.ts', find: 'three', replace: 'four' },
  ];
  expect(edited(edits, 'a.ts', 'one;')).toBe('two, four;');
});

const misfits: [Partial<Edit>, string][] = [
  [{ find: 'text that is not there' }, 'not 0 times'],
  [{ find: 'this.#text' }, 'not 6 times'],
  [{ find: '' }, 'not no text to find'],
  [{ file: 'conformance/src/bench/no-such-file.ts' }, 'ENOENT'],
];
for (const [wrong, complaint] of misfits) {
  test(`an edit that does not fit stops before anything runs: ${complaint}`, () => {
    expect(() => editedNode([{ ...edit, ...wrong }])).toThrow(complaint);
  });
}

test('the hook itself refuses a file that has changed since', async () => {
  const { args, environment } = editedNode([edit]);
  const stale = { ...environment, ASSAY_EDITS: JSON.stringify([{ ...edit, find: 'changed since' }]) };
  const script = ['--input-type=module', '--eval', SCRIPT];
  const { code, stderr } = await runProgram({ args: [...args, ...script], environment: stale, endsWithinMs: 10_000 });
  expect(code).toBe(1);
  expect(stderr).toContain('exactly once, not 0 times');
});

test('only files of the repository are named', () => {
  expect(fileOf(new URL('./edits.ts?fresh', import.meta.url).href)).toBe('conformance/src/mutants/edits.ts');
  expect(fileOf('node:fs')).toBeUndefined();
});
