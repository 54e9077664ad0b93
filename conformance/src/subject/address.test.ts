import { expect, test } from 'vitest';
import { parseSubjectAddress } from './address.ts';

const addresses: readonly (readonly [string, readonly [string, ...string[]]])[] = [
  ['stdio:php subject.php', ['php', 'subject.php']],
  ['stdio:./subject', ['./subject']],
  ['stdio:node subject.ts --mutant one', [process.execPath, 'subject.ts', '--mutant', 'one']],
  [`stdio:python "my subject.py" 'and more'`, ['python', 'my subject.py', 'and more']],
  ['stdio:  php   subject.php  ', ['php', 'subject.php']],
];
for (const [text, [program, ...args]] of addresses) {
  test(`${text} is a command`, () => expect(parseSubjectAddress(text)).toEqual({ kind: 'stdio', program, args }));
}

for (const text of ['http://127.0.0.1:9000', 'http://localhost:9000/rpc', 'http://[::1]:9000']) {
  test(`${text} is a service`, () => {
    expect(parseSubjectAddress(text)).toEqual({ kind: 'http', url: new URL(text).href });
  });
}

const mistakes: readonly (readonly [string, string])[] = [
  ['php subject.php', 'expected stdio:COMMAND'],
  ['https://127.0.0.1:9000', 'without TLS'],
  ['http://', 'expected http://127.0.0.1:PORT'],
  ['http://shop.example:9000', 'has to run on this machine'],
  ['http://127.0.0.1.shop.example', 'has to run on this machine'],
  ['http://name:word@127.0.0.1:9000', 'no user, no password'],
  ['stdio:', 'expected stdio:COMMAND'],
  ['stdio:php "subject.php', 'a quotation mark is not closed'],
];
for (const [text, complaint] of mistakes) {
  test(`${text} is no address: ${complaint}`, () => expect(parseSubjectAddress(text)).toContain(complaint));
}
