import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { expectProblem, expectStatus, merchant } from './merchant-account.ts';
import { type Program, startProgram } from './program.ts';
import {
  type Api,
  api,
  CONTROL_TOKEN,
  type ControlWire,
  controlSpecification,
  genericSpecification,
  start,
  type Wire,
} from './running-simulator.ts';
import type { Answer } from './specification.ts';

const PAN = '4000000000009995';
const SPACED = '4000 0000 0000 9995';
const CVC = '9713';
const PASSWORD = 'correct-horse-battery-staple';
const PAYMENT = { amount: { minor: 100, currency: 'EUR' }, captureMode: 'manual', reference: 'r' } as const;
const CARD = { number: PAN, expiryMonth: 12, expiryYear: 2030, cvc: CVC, holderName: 'A Customer' };

const folder = mkdtempSync(join(tmpdir(), 'assay-secrets-'));
const database = join(folder, 'simulator.sqlite');
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const freeText: readonly [what: string, body: object, pointers: string][] = [
  ['the reference', { ...PAYMENT, reference: PAN, card: CARD }, '/reference'],
  ['the reference, in groups', { ...PAYMENT, reference: `order ${SPACED}`, card: CARD }, '/reference'],
  ['the reference, among letters', { ...PAYMENT, reference: `ORD-${PAN}-X`, card: CARD }, '/reference'],
  ['the description', { ...PAYMENT, description: `card ${PAN} cvc ${CVC}`, card: CARD }, '/description'],
  ['a value of the metadata', { ...PAYMENT, metadata: { note: PAN }, card: CARD }, '/metadata/note'],
  ['a name in the metadata', { ...PAYMENT, metadata: { [PAN]: 'x' }, card: CARD }, '/metadata/••••••••••••9995'],
  ['the holder of the card', { ...PAYMENT, card: { ...CARD, holderName: PAN } }, '/card/holderName'],
  ['the return address', { ...PAYMENT, returnUrl: `https://shop.example/?card=${PAN}` }, '/returnUrl'],
  [
    'the return address, percent-encoded',
    { ...PAYMENT, returnUrl: `https://shop.example/?card=${percent(PAN)}` },
    '/returnUrl',
  ],
  [
    'the return address, in groups',
    { ...PAYMENT, returnUrl: `https://shop.example/?c=${encodeURIComponent(SPACED)}` },
    '/returnUrl',
  ],
  [
    'the return address, with plus signs',
    { ...PAYMENT, returnUrl: `https://shop.example/?c=${SPACED.replaceAll(' ', '+')}` },
    '/returnUrl',
  ],
  ['two places', { ...PAYMENT, reference: PAN, metadata: { a: PAN, b: 'x' }, card: CARD }, '/reference /metadata/a'],
];
for (const [what, body, pointers] of freeText) {
  test(`a card number in ${what} is refused at ${pointers}, and nothing is stored`, async () => {
    await using running = await start();
    const shop = await merchant(running);
    const refused = await shop.ask('POST', '/v1/payments', { body });
    const { errors } = expectProblem(refused, 400, 'invalid-request');
    expect(errors?.map(({ pointer }) => pointer).join(' ')).toBe(pointers);
    expect(errors?.[0]?.detail).toBe('holds a card number; only /card/number may, since it is not kept');
    const ledger = await running.control.ask('GET', '/ledger?environment=sandbox');
    expect(expectStatus<ControlWire['Ledger']>(ledger, 200).payments).toEqual([]);
    expectNothing([...running.answers, ...running.logged].join('\n'), 'answers', [PAN]);
  });
}

test('what only looks like a card number is taken', async () => {
  await using running = await start();
  const shop = await merchant(running);
  for (const reference of [
    '4000000000009996',
    '1767225600000',
    '20270101-120000-17',
    'RF18 5390 0754 7034',
    '1000000000000008',
  ]) {
    expect((await shop.pay({ reference })).reference).toBe(reference);
  }
});

test('card numbers, security codes and secrets are found in no file, journal, answer or log of a run', async () => {
  const program = await startProgram('--database', database, '--control-token', CONTROL_TOKEN);
  const answers: string[] = [];
  const secrets = await misuse(program, answers);
  expect(await program.end('SIGTERM')).toEqual({ code: 0, signal: null });

  const files = readdirSync(folder).map((name) => readFileSync(join(folder, name)).toString('latin1'));
  expect(files.join('').length).toBeGreaterThan(100_000);
  const told = answers.filter((answer) => !answer.startsWith('SHOWN ONCE'));
  expect(told.length).toBeGreaterThan(60);
  for (const [where, text] of [
    ['the database', files.join('\n')],
    ['the log', program.log()],
    ['an answer', told.join('\n')],
  ] as const) {
    expectNothing(text, where, [PAN, PASSWORD, ...secrets]);
    // Four digits turn up by chance; standing alone they would be the code.
    const alone = [...text.matchAll(new RegExp(`(?<![0-9A-Za-z])${CVC}(?![0-9A-Za-z])`, 'g'))];
    expect(
      alone.map(({ index }) => text.slice(Math.max(0, index - 60), index)),
      where,
    ).toEqual([]);
  }
});

/** Everything a shop can do wrong with a card number, a security code or a secret; answers the secrets there were. */
async function misuse(program: Program, answers: string[]): Promise<readonly string[]> {
  const control = api(program.controlUrl, controlSpecification, answers, { authorization: `Bearer ${CONTROL_TOKEN}` });
  const provider = api(program.environments.get('sandbox') ?? '', genericSpecification, answers, {});
  const production = api(program.environments.get('production') ?? '', genericSpecification, answers, {});
  const { id, key, client, clientSecret } = await credentials(control, answers);
  const bearer = { authorization: `Bearer ${key}`, 'idempotency-key': 'unused' };
  let keys = 0;
  const post = (target: string, body: object | string | Uint8Array, headers: Readonly<Record<string, string>> = {}) => {
    keys += 1;
    return provider.ask('POST', target, { body, headers: { ...bearer, 'idempotency-key': `k-${keys}`, ...headers } });
  };

  const form = `grant_type=client_credentials&client_id=${client}&client_secret=${clientSecret}`;
  const issued = await shownOnce(answers, () => provider.ask('POST', '/oauth/token', { headers: FORM, body: form }));
  const { access_token } = expectStatus<Wire['Token']>(issued, 200);
  const basic = { authorization: `Basic ${base64(`${client}:${clientSecret}`)}` };
  await post('/v1/payments', PAYMENT, basic);
  for (const [target, body, headers] of [
    ['/oauth/token', form, basic],
    ['/oauth/token', 'grant_type=client_credentials', { authorization: `Basic ${base64(`${client}:${PASSWORD}`)}` }],
    ['/oauth/token', 'grant_type=password', basic],
    ['/oauth/token', `grant_type=client_credentials&client_id=${PAN}&client_secret=${PASSWORD}`, {}],
    [`/oauth/token?client_secret=${clientSecret}&password=${PASSWORD}`, `${clientSecret}=1&${clientSecret}=2`, {}],
  ] as const) {
    await provider.ask('POST', target, { headers: { ...FORM, ...headers }, body });
  }
  for (const authorization of [
    key,
    `Bearer ${access_token}`,
    `Token ${PASSWORD}`,
    `Basic ${PASSWORD}`,
    `Bearer ${PASSWORD}`,
  ]) {
    await provider.ask('GET', '/v1/connection', { headers: { authorization } });
    await production.ask('GET', '/v1/connection', { headers: { authorization } });
  }
  await provider.ask('GET', `/v1/${key}/${access_token}?token=${access_token}&access_token=${PASSWORD}`);
  await provider.ask('GET', '/', { headers: { cookie: `session=${PASSWORD}`, 'x-api-key': PASSWORD, 'x-note': key } });

  // Where a card belongs.
  const paid = expectStatus<Wire['Payment']>(await post('/v1/payments', { ...PAYMENT, card: CARD }), 201);
  const page = expectStatus<Wire['Payment']>(
    await post('/v1/payments', { ...PAYMENT, returnUrl: 'https://shop.example/' }),
    201,
  );
  // Where it does not.
  for (const [, body] of freeText) await post('/v1/payments', body);
  await post('/v1/payments', { ...PAYMENT, card: CARD }, { 'idempotency-key': PAN });
  await post('/v1/payments', { ...PAYMENT, card: CARD }, { 'idempotency-key': SPACED });
  await post('/v1/payments', { ...PAYMENT, card: CARD, amount: { minor: Number(PAN), currency: 'EUR' } });
  await post('/v1/payments', { ...PAYMENT, card: { ...CARD, number: Number(PAN), cvc: Number(CVC) } });
  await post('/v1/payments', { ...PAYMENT, card: { ...CARD, number: SPACED, cvc: [CVC] } });
  await post('/v1/payments', { ...PAYMENT, card: CARD, [key]: key });
  await post('/v1/payments', { ...PAYMENT, card: PAN, cvc: CVC, securityCode: CVC, [PAN]: CVC });
  await post('/v1/payments', { ...PAYMENT, source: { cc: PAN, cvv2: CVC, deep: { track2: `${PAN}=3012101${CVC}` } } });
  await post(`/v1/payments/${PAN}/captures`, { amount: { minor: 1, currency: 'EUR' } });
  await post(`/v1/payments/${percent(PAN)}/void`, {});
  await post(`/v1/payments/${paid.id}/refunds`, { captureId: PAN, reason: `to ${SPACED}` });
  await provider.ask('GET', `/v1/payments?reference=${PAN}&cvc=${CVC}`, { headers: bearer });
  await provider.ask('GET', `/v1/payments?reference=${encodeURIComponent(SPACED)}`, { headers: bearer });
  await provider.ask('GET', `/v1/payments?${PAN}=1`, { headers: bearer });
  await provider.ask('GET', `/${PAN}/${SPACED.replaceAll(' ', '%20')}`);
  await provider.ask('GET', `/pay/${PAN}`);
  await provider.ask('GET', '/', {
    headers: { 'user-agent': PAN, referer: `https://shop.example/?n=${percent(PAN)}` },
  });
  // Bodies that are none.
  const card = JSON.stringify({ ...PAYMENT, card: CARD });
  for (const [body, type] of [
    [card.slice(0, -1), 'application/json'],
    [`${card}${card}`, 'application/json'],
    [card, 'text/plain'],
    [card, 'application/json; charset=utf-16'],
    [Buffer.from(card, 'utf16le'), 'application/json'],
    [Buffer.concat([Buffer.from(card), Buffer.from([0xff])]), 'application/json'],
    [`number=${PAN}&cvc=${CVC}&card[number]=${SPACED}&card[cvc]=${CVC}`, 'application/x-www-form-urlencoded'],
    [
      `--x\r\nContent-Disposition: form-data; name="cvc"\r\n\r\n${CVC}\r\n${PAN}\r\n--x--`,
      'multipart/form-data; boundary=x',
    ],
    [`<card><number>${PAN}</number><cvc>${CVC}</cvc></card>`, 'application/xml'],
    [`${' '.repeat(100_000)}${card}`, 'application/json'],
    [`{"cvc":"${CVC}","number":"${PAN}","fill":"${'x'.repeat(100_000)}"}`, 'application/json'],
    [`{"number":"${PAN}","cvc":"${CVC}","fill":"${'x'.repeat(1024 * 1024)}"}`, 'application/json'],
  ] as const) {
    await post('/v1/payments', body, { 'content-type': type });
  }
  // The customer's own mistakes.
  const { pathname } = new URL(page.action?.url ?? '');
  for (const form of [
    { number: CVC, expiry: '12/30', cvc: PAN },
    { number: PAN, expiry: PAN, cvc: CVC },
    { number: `${PAN}0`, expiry: '', cvc: CVC },
  ]) {
    await provider.ask('POST', `${pathname}/card`, { headers: FORM, body: new URLSearchParams(form).toString() });
  }
  const cardForm = new URLSearchParams({ number: SPACED, expiry: '12/30', cvc: CVC }).toString();
  await provider.ask('POST', `${pathname}/card?number=${PAN}&cvc=${CVC}`, { headers: FORM, body: cardForm });
  await provider.ask('POST', `${pathname}/cancel`, { headers: FORM, body: cardForm });
  await provider.ask('GET', pathname);

  await control.ask('GET', `/merchants/${id}/credentials`);
  await control.ask('GET', `/ledger/${paid.id}`);
  await control.ask('GET', '/journal?limit=1000');
  await control.ask('GET', `/${PAN}`);
  return [key, clientSecret, access_token];
}

const FORM = { 'content-type': 'application/x-www-form-urlencoded' };

async function credentials(control: Api, answers: string[]) {
  const signedUp = await control.ask('POST', '/merchants', { body: { environment: 'sandbox', name: 'Shop' } });
  const { id } = expectStatus<ControlWire['Merchant']>(signedUp, 201);
  await control.ask('POST', `/merchants/${id}/activate`);
  const issue = async (kind: string) => {
    const body = { dialect: 'generic', kind };
    const issued = await shownOnce(answers, () => control.ask('POST', `/merchants/${id}/credentials`, { body }));
    return expectStatus<ControlWire['IssuedCredential']>(issued, 201);
  };
  const [key, client] = [await issue('api_key'), await issue('oauth_client')];
  return { id, key: key.secret, client: client.credential.publicId, clientSecret: client.secret };
}

/** The one answer that has to hold the secret is left out of the search. */
async function shownOnce(answers: string[], ask: () => Promise<Answer>): Promise<Answer> {
  const before = answers.length;
  const answer = await ask();
  for (let index = before; index < answers.length; index += 1) answers[index] = `SHOWN ONCE ${answers[index]}`;
  return answer;
}

function expectNothing(text: string, where: string, planted: readonly string[]): void {
  for (const value of planted) {
    for (const [encoding, needle] of encodings(value)) {
      const at = text.indexOf(needle);
      const around = at < 0 ? '' : `…${text.slice(Math.max(0, at - 60), at)}[${encoding} of ${value}]`;
      expect(around, where).toBe('');
    }
  }
}

function* encodings(value: string): Generator<readonly [encoding: string, needle: string]> {
  yield ['plain', value];
  yield ['grouped', value.replaceAll(/(.{4})(?=.)/g, '$1 ')];
  yield ['percent', percent(value)];
  yield ['hex', Buffer.from(value).toString('hex')];
  yield ['HEX', Buffer.from(value).toString('hex').toUpperCase()];
  yield ['utf16', Buffer.from(value, 'utf16le').toString('latin1')];
  for (let shift = 0; shift < 3; shift += 1) {
    // Inside a longer text a value can start at any of three places of its base64; the ends depend on the neighbours.
    const encoded = Buffer.from(`${'x'.repeat(shift)}${value}`)
      .toString('base64')
      .replaceAll('=', '');
    yield ['base64', encoded.slice(shift === 0 ? 0 : 4, -2)];
  }
}

function percent(value: string): string {
  return [...Buffer.from(value)].map((byte) => `%${byte.toString(16)}`).join('');
}

function base64(value: string): string {
  return Buffer.from(value).toString('base64');
}
