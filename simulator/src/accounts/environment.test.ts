import { expect, test } from 'vitest';
import { DEFAULT_ENVIRONMENTS, type Environment, parseEnvironment } from './environment.ts';

const cases: readonly [text: string, expected: Environment | RegExp][] = [
  ['sandbox:test:4010', { name: 'sandbox', mode: 'test', port: 4010 }],
  ['p:live:0', { name: 'p', mode: 'live', port: 0 }],
  ['pre-production-2:live:65535', { name: 'pre-production-2', mode: 'live', port: 65535 }],
  [`${'a'.repeat(32)}:test:1`, { name: 'a'.repeat(32), mode: 'test', port: 1 }],
  [`${'a'.repeat(33)}:test:1`, /the name is 1 to 32/],
  [':test:1', /the name is 1 to 32/],
  ['2nd:test:1', /starts with a letter/],
  ['a_b:test:1', /the name is/],
  ['a:tests:1', /the mode is test or live/],
  ['a::1', /the mode is test or live/],
  ['a:test:', /the port is a number/],
  ['a:test:-1', /the port is a number/],
  ['a:test:1.5', /the port is a number/],
  ['a:test:0x10', /the port is a number/],
  ['a:test:65536', /the port is a number/],
  ['a:test:1:2', { name: 'a', mode: 'test', port: 1, securePort: 2 }],
  ['a:test:1:', /the port is a number/],
  ['a:test:1:65536', /the port is a number/],
  ['a:test:1:2:3', /expected name:mode:port, such as sandbox:test:4010$/],
  ['a:live:tunnel', { name: 'a', mode: 'live', port: 'tunnel' }],
  ['a:live:tunnel:1', /a tunnel has no port of its own/],
  ['none:test:1', /"none" stands for no environment at all/],
  ['', /^environment "": expected name:mode:port/],
];
for (const [text, expected] of cases) {
  test(`"${text}": ${expected instanceof RegExp ? expected : 'taken'}`, () => {
    const read = parseEnvironment(text);
    if (expected instanceof RegExp) expect(read).toMatch(expected);
    else expect(read).toEqual(expected);
  });
}

test('the default environments are written as they would be read', () => {
  for (const environment of DEFAULT_ENVIRONMENTS) {
    const { name, mode, port, securePort } = environment;
    expect(parseEnvironment(`${name}:${mode}:${port}:${securePort}`)).toEqual(environment);
  }
});
