import { afterEach, expect, test, vi } from 'vitest';
import { readScenarioOptions } from './options.ts';

afterEach(() => vi.restoreAllMocks());

test('without anything, all scenarios are run by API', () => {
  expect(readScenarioOptions([])).toMatchObject({ paths: ['scenarios'], tags: '', via: ['api'], reports: 'reports' });
});

test('a way given twice means both, and the same way twice means one', () => {
  expect(readScenarioOptions(['--via', 'api', '--via', 'browser'])).toMatchObject({ via: ['api', 'browser'] });
  expect(readScenarioOptions(['--via', 'browser', '--via', 'browser'])).toMatchObject({ via: ['browser'] });
});

test('paths, tags and workers are taken as they are given', () => {
  const args = ['scenarios/checkout', 'scenarios/sign-up', '--tags', '@browser', '--parallel', '3'];
  expect(readScenarioOptions(args)).toMatchObject({
    paths: ['scenarios/checkout', 'scenarios/sign-up'],
    tags: '@browser',
    parallel: 3,
  });
});

const mistaken: readonly [args: readonly string[], complaint: string][] = [
  [['--via', 'telephone'], 'expected api or browser'],
  [['--parallel', 'many'], 'expected a number from 1 to 99'],
  [['--parallel', '0'], 'expected a number from 1 to 99'],
  [['--color'], "unknown option '--color'"],
];
for (const [args, complaint] of mistaken) {
  test(`${args.join(' ')}: ${complaint}`, () => {
    const said = vi.spyOn(process.stderr, 'write').mockReturnValue(true);
    expect(readScenarioOptions(args)).toEqual({ exitCode: 2 });
    expect(said.mock.calls.join('')).toContain(complaint);
  });
}
