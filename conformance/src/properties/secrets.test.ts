import { expect, test } from 'vitest';
import { Secrets } from './secrets.ts';

const RANDOM = 'q7WzR1tYbN4mKx0PvLs8DfGh2JcAeUi6OoTnBw3M';
const SECRET = `gsk_sandbox_a1b2c3d4e5f6_${RANDOM}`;
const base64 = (text: string) => Buffer.from(text).toString('base64');

const cases: [text: string, leaks: boolean][] = [
  // text                                          leaks
  [SECRET, true],
  [`"${SECRET.slice(0, -1)}"`, true],
  [RANDOM.toUpperCase(), true],
  [`…${RANDOM.slice(10, 22)}…`, true],
  [`Basic ${base64(`id:${SECRET}`)}`, true],
  [`Basic ${base64(`an-id:${SECRET}`)}`, true],
  [`Basic ${base64(`some-id:${SECRET}`)}`, true],
  [`gsk_sandbox_a1b2c3d4e5f6_…${RANDOM.slice(-4)}`, false],
  ['gsk_sandbox_a1b2c3d4e5f6', false],
  [`${RANDOM.slice(0, 11)}-${RANDOM.slice(11, 20)}`, false],
];
for (const [text, leaks] of cases) {
  test(`${text}: ${leaks ? 'leaks' : 'does not leak'}`, () => {
    const secrets = new Secrets();
    secrets.add(SECRET);
    expect(secrets.foundIn(text).length > 0).toBe(leaks);
  });
}
