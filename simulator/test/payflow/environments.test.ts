import { afterAll, beforeAll, expect, test } from 'vitest';
import { expectStatus } from '../merchant-account.ts';
import { type Running, start } from '../running-simulator.ts';
import { card, list, type PayflowAccount, payflowAccount, type Said } from './payflow-account.ts';

let running: Running;
let sandbox: PayflowAccount;
let neighbour: PayflowAccount;
let production: PayflowAccount;

beforeAll(async () => {
  running = await start();
  sandbox = await payflowAccount(running, 'sandbox');
  neighbour = await payflowAccount(running, 'sandbox');
  production = await payflowAccount(running, 'production');
});
afterAll(async () => {
  expect(running.logged).toEqual([]);
  await running[Symbol.asyncDispose]();
});

test('ENV-17: two shops with the same order number and the same request id do not meet', async () => {
  const headers = { 'x-vps-request-id': 'order-1' };
  const fields = { TRXTYPE: 'S', ...card('sandbox', { CUSTREF: 'ORDER1' }) };
  const [mine, theirs] = [await sandbox.ask(fields, headers), await neighbour.ask(fields, headers)];
  expect([mine.RESULT, theirs.RESULT, theirs.DUPLICATE]).toEqual(['0', '0', undefined]);
  const find = { TRXTYPE: 'I', TENDER: 'C', CUSTREF: 'ORDER1' };
  expect(await sandbox.ask(find)).toMatchObject({ ORIGPNREF: mine.PNREF });
  expect(await neighbour.ask(find)).toMatchObject({ ORIGPNREF: theirs.PNREF });
});

test('ENV-19: a test card is declined where money is real, and a real one where it is not', async () => {
  const sale = (ACCT: string): Said => ({ TRXTYPE: 'S', ...card('sandbox', { ACCT }) });
  expect(await production.ask(sale('4111111111111111'))).toMatchObject({ RESULT: '12' });
  expect(await sandbox.ask(sale('4539578763621486'))).toMatchObject({ RESULT: '23' });
});

test('ENV-09: no customer is sent back to a host that the merchant account has not registered', async () => {
  const body = { kind: 'callback_host', host: 'shop.example' };
  expectStatus(await running.control.ask('POST', `/merchants/${neighbour.id}/artefacts`, { body }), 201);
  const asks = { TRXTYPE: 'S', TENDER: 'C', AMT: '1.00', CREATESECURETOKEN: 'Y' };
  const made = await neighbour.ask({ ...asks, SECURETOKENID: 'one', RETURNURL: 'https://shop.example/return' });
  expect(made.RESULT).toBe('0');
  for (const name of ['RETURNURL', 'ERRORURL', 'CANCELURL', 'SILENTPOSTURL']) {
    const said = await neighbour.ask({ ...asks, SECURETOKENID: name, [name]: 'https://copied.example/return' });
    expect(said).toMatchObject({ RESULT: '7', RESPMSG: expect.stringContaining(name) });
  }
});

async function situation(body: object): Promise<void> {
  expectStatus(await running.control.ask('PUT', `/merchants/${sandbox.id}/situation`, { body }), 200);
}

/** Asks under a request id, and takes whatever status comes. */
async function raw(fields: Said, id: string): Promise<readonly [number, string]> {
  const answer = await fetch(`${running.provider('sandbox').url}/payflow/`, {
    method: 'POST',
    headers: { 'x-vps-request-id': id },
    body: Buffer.from(list({ ...sandbox.who, ...fields })),
  });
  return [answer.status, await answer.text()];
}

test('a gateway that fails is RESULT 99, and the same request is taken once that is over', async () => {
  await situation({ name: 'bad-gateway' });
  const fields = { TRXTYPE: 'S', ...card('sandbox') };
  expect(await raw(fields, 'failing')).toEqual([502, 'RESULT=99&RESPMSG=General error']);
  await situation({ name: 'nothing-unusual' });
  expect(await raw(fields, 'failing')).toEqual([200, expect.stringMatching(/^RESULT=0&PNREF=A/)]);
});

test('a request whose twin is being worked on is RESULT 30, and the same capture is taken once that is over', async () => {
  const held = await sandbox.ask({ TRXTYPE: 'A', ...card('sandbox') });
  await situation({ name: 'still-in-progress' });
  const fields = { TRXTYPE: 'D', TENDER: 'C', ORIGID: held.PNREF ?? '' };
  expect(await raw(fields, 'twin')).toEqual([200, 'RESULT=30&RESPMSG=Duplicate transaction']);
  await situation({ name: 'nothing-unusual' });
  expect(await raw(fields, 'twin')).toEqual([200, expect.stringMatching(/^RESULT=0&PNREF=A/)]);
});
