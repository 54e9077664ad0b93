import { expect, test } from 'vitest';
import { expectProblem, expectStatus, signUp } from './merchant-account.ts';
import { type ControlWire, start } from './running-simulator.ts';

test('a seller has an account in each environment, and they are known to be his', async () => {
  await using running = await start();
  const first = await signUp(running, 'sandbox');
  const link = (environment: string, linkedTo: string) =>
    running.control.ask('POST', '/merchants', { body: { environment, name: 'Shop', linkedTo } });
  const live = expectStatus<ControlWire['Merchant']>(await link('production', first.id), 201);
  const other = expectStatus<ControlWire['Merchant']>(await link('testing', live.id), 201);
  expect([first, live, other].map(({ sellerId }) => sellerId)).toEqual([first.id, first.id, first.id]);
  expect((await signUp(running, 'sandbox')).sellerId).not.toBe(first.id);
});

test('a seller has one account in an environment, and an account is linked only to one that exists', async () => {
  await using running = await start();
  const { id } = await signUp(running, 'sandbox');
  const link = (environment: string, linkedTo: string) =>
    running.control.ask('POST', '/merchants', { body: { environment, name: 'Shop', linkedTo } });
  expectProblem(await link('sandbox', id), 409, 'wrong-state');
  const answers = await Promise.all([link('production', id), link('production', id)]);
  expect(answers.map(({ status }) => status).toSorted()).toEqual([201, 409]);
  const unknown = expectProblem(await link('testing', 'mer_nobody'), 400, 'invalid-request');
  expect(unknown.errors).toEqual([{ pointer: '/linkedTo', detail: 'is the id of no merchant account' }]);
});

test('a kind of credential that a dialect does not offer is not issued', async () => {
  await using running = await start();
  const { id } = await signUp(running, 'sandbox');
  const body = { dialect: 'generic', kind: 'publishable_key' };
  const answer = await running.control.ask('POST', `/merchants/${id}/credentials`, { body });
  const problem = expectProblem(answer, 400, 'invalid-request');
  expect(problem.errors).toEqual([{ pointer: '/kind', detail: 'is not offered by the dialect generic' }]);
});
