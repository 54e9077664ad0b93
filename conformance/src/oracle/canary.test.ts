import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Canary, type Encoding, needlesOf } from './canary.ts';
import { Scanner } from './scanner.ts';

const SECRET = 'gsk_sandbox_7hTq2vXw_Zk4pQ9sLm2Rt7Vb1Yc5Nd8Wf3Gh6Jk0';
const TAIL = 'Zk4pQ9sLm2Rt7Vb1Yc5Nd8Wf3Gh6Jk0';

function canary(different: Partial<Canary> = {}): Canary {
  const owner = { environment: 'sandbox', account: 'mer_1', credential: 'cred_1' };
  return { text: SECRET, label: 'API key', nature: 'secret', ...owner, ...different };
}

function scannerFor(...canaries: readonly Canary[]): Scanner {
  const scanner = new Scanner();
  for (const one of canaries) scanner.add(one);
  return scanner;
}

const base64 = (text: string) => Buffer.from(text).toString('base64');
const base64url = (text: string) => Buffer.from(text).toString('base64url');
const hex = (text: string) => Buffer.from(text).toString('hex');
const percent = (text: string) => hex(text).replace(/../g, (byte) => `%${byte}`);
const jwt = (claims: unknown) => [{ alg: 'none' }, claims].map((part) => base64url(JSON.stringify(part))).join('.');

const found: readonly (readonly [what: string, text: string, encoding: Encoding])[] = [
  // where it stands                        the text                                          found as
  ['a header', `authorization: Bearer ${SECRET}`, 'as it is'],
  ['its random part alone', `key=${TAIL}`, 'as it is'],
  ['a form, every byte escaped', `secret=${percent(SECRET)}`, 'percent-encoded'],
  ['a form, escaped in capitals', `secret=${percent(SECRET).toUpperCase()}`, 'percent-encoded'],
  ['JSON, every character escaped', `"${percent(SECRET).replaceAll('%', '\\u00')}"`, 'JSON-escaped'],
  ['JSON, escaped in capitals', `"${hex(SECRET).toUpperCase().replace(/../g, '\\u00$&')}"`, 'JSON-escaped'],
  ['a digest-like text', hex(SECRET), 'hexadecimal'],
  ['a digest-like text in capitals', hex(SECRET).toUpperCase(), 'hexadecimal'],
  ['HTTP Basic as user', `Basic ${base64(`${SECRET}:`)}`, 'base64'],
  ['HTTP Basic as password', `Basic ${base64(`shop:${SECRET}`)}`, 'base64'],
  ['HTTP Basic after a longer user', `Basic ${base64(`shop1:${SECRET}`)}`, 'base64'],
  ['HTTP Basic after a still longer user', `Basic ${base64(`shop12:${SECRET}`)}`, 'base64'],
  ['a JWT', `Bearer ${jwt({ sub: 'shop', key: SECRET })}.`, 'base64'],
  ['a JWT, one character on', `Bearer ${jwt({ sub: 'shop1', key: SECRET })}.`, 'base64'],
  ['a JWT, two characters on', `Bearer ${jwt({ sub: 'shop12', key: SECRET })}.`, 'base64'],
];
for (const [what, text, encoding] of found) {
  test(`a secret is found in ${what}: ${encoding}`, () => {
    expect(scannerFor(canary()).find(text)).toEqual([{ canary: canary(), encoding }]);
  });
}

const missed: readonly (readonly [what: string, text: string])[] = [
  ['what is shown of it', 'gsk_sandbox_7hTq2vXw_…6Jk0'],
  ['half of it', TAIL.slice(0, 16)],
  ['another secret', SECRET.replace('Zk4p', 'Zk4q')],
  ['nothing', ''],
];
for (const [what, text] of missed) {
  test(`a secret is not seen in ${what}`, () => expect(scannerFor(canary()).find(text)).toEqual([]));
}

test('an encoding with marks of base64url is told from one of base64', () => {
  const odd = canary({ text: 'gsk_sandbox_abc~~~???>>>~~~???>>>', nature: 'name' });
  expect(base64(odd.text)).not.toBe(base64url(odd.text));
  expect(scannerFor(odd).find(base64url(odd.text))).toEqual([{ canary: odd, encoding: 'base64url' }]);
  expect(scannerFor(odd).find(encodeURIComponent(odd.text))).toEqual([{ canary: odd, encoding: 'percent-encoded' }]);
});

test('a short reference is looked for as it is only, since its encodings turn up by chance', () => {
  expect(needlesOf(canary({ text: 'pay_1', nature: 'reference' })).map(({ encoding }) => encoding)).toEqual([
    'as it is',
  ]);
});

const lengths: readonly (readonly [what: string, text: string, nature: Canary['nature'], recognised: string])[] = [
  ['a secret by its end, when that is long enough', 'gsk_a_0123456789abcdef', 'secret', '0123456789abcdef'],
  ['a secret with a short end as a whole', 'gsk_a_0123456789abcde', 'secret', 'gsk_a_0123456789abcde'],
  ['a name as a whole', 'gci_a_0123456789abcdef', 'name', 'gci_a_0123456789abcdef'],
];
for (const [what, text, nature, recognised] of lengths) {
  test(`what is recognised: ${what}`, () => {
    expect(needlesOf(canary({ text, nature }))[0]).toEqual({ text: recognised, encoding: 'as it is', anyCase: false });
  });
}

test('from eight characters on a text is looked for in every encoding, in each only once', () => {
  const encodings = (text: string) => needlesOf(canary({ text, nature: 'name' })).map(({ encoding }) => encoding);
  expect(encodings('abcdefg')).toEqual(['as it is']);
  const offsets = ['base64', 'base64', 'base64'];
  expect(encodings('abcdefgh')).toEqual(['as it is', 'percent-encoded', 'JSON-escaped', 'hexadecimal', ...offsets]);
  expect(encodings('abc/efgh')).toEqual(['as it is', 'percent-encoded', ...encodings('abcdefgh').slice(1)]);
});

test('what is known already is not taken for somebody else when it is issued again', () => {
  expect(scannerFor(canary(), canary({ label: 'another' })).canaries()).toEqual([canary()]);
});

test('a control character has two digits in every encoding by bytes', () => {
  const odd = canary({ text: 'name\tof\tsomething', nature: 'name' });
  expect(scannerFor(odd).find(hex(odd.text))).toEqual([{ canary: odd, encoding: 'hexadecimal' }]);
});

test('wherever a secret stands in a text, and however that is encoded, it is found and taken out', () => {
  const scanner = scannerFor(canary());
  const encodings = [(text: string) => text, base64, base64url, hex, percent];
  const surroundings = fc.string({ unit: 'binary-ascii', maxLength: 40 });
  fc.assert(
    fc.property(surroundings, surroundings, fc.constantFrom(...encodings), (before, after, encode) => {
      const text = encode(before + SECRET + after);
      expect(scanner.find(text)).toHaveLength(1);
      expect(scanner.find(scanner.redact(text))).toEqual([]);
    }),
  );
});

test('taking secrets out leaves names, references and everything else as it was', () => {
  const id = canary({ text: 'gci_sandbox_7hTq2vXw', label: 'client id', nature: 'name' });
  const scanner = scannerFor(canary(), id);
  expect(scanner.redact(`${id.text}: Bearer ${SECRET} and ${hex(TAIL)}!`)).toBe(
    'gci_sandbox_7hTq2vXw: Bearer ‹API key› and ‹API key, hexadecimal›!',
  );
  expect(scanner.redact(`${TAIL}, ${hex(TAIL).toUpperCase()}`)).toBe('‹API key›, ‹API key, hexadecimal›');
  expect(scanner.redact(hex(TAIL).repeat(2))).toBe('‹API key, hexadecimal›'.repeat(2));
});
