import { expect, test } from 'vitest';
import { expectProblem, expectStatus, merchant } from './merchant-account.ts';
import { type ControlWire, start } from './running-simulator.ts';

type Options = ControlWire['DialectOptions'];

test('what is chosen of a dialect holds for one merchant account, over a restart, until it is cleared', async () => {
  await using running = await start();
  const [account, neighbour] = [await merchant(running), await merchant(running)];
  const of = (id: string) => `/merchants/${id}/options/payflow`;
  const read = async (id: string) => expectStatus<Options>(await running.control.ask('GET', of(id)), 200);
  const byItself = await read(account.id);
  for (const [name, words] of Object.entries(byItself.choices)) expect(byItself.options[name]).toBe(words[0]);
  const body = { options: { profile: 'strict' } };
  const chosen = expectStatus<Options>(await running.control.ask('PUT', of(account.id), { body }), 200);
  expect(chosen.options).toEqual({ ...byItself.options, profile: 'strict' });
  expect(await read(account.id)).toEqual(chosen);
  expect(await read(neighbour.id)).toEqual(byItself);
  expectStatus(await running.control.ask('DELETE', of(account.id)), 204);
  expect(await read(account.id)).toEqual(byItself);
});

const refused: readonly [string, object, string][] = [
  ['a name that there is not', { colour: 'red' }, '/options/colour'],
  ['a name that every object has', { constructor: 'red' }, '/options/constructor'],
  ['a word that there is not', { profile: 'lenient' }, '/options/profile'],
];
test('what cannot be chosen is refused whole, and says where', async () => {
  await using running = await start();
  const { id } = await merchant(running);
  for (const [what, options, pointer] of refused) {
    const body = { options: { silentPost: 'once', ...options } };
    const answer = await running.control.ask('PUT', `/merchants/${id}/options/payflow`, { body });
    const problem = expectProblem(answer, 400, 'invalid-request');
    expect(problem, what).toMatchObject({ errors: [{ pointer }] });
  }
  const left = expectStatus<Options>(await running.control.ask('GET', `/merchants/${id}/options/payflow`), 200);
  expect(left.options.silentPost).toBe('as_profile');
  const generic = expectStatus<Options>(await running.control.ask('GET', `/merchants/${id}/options/generic`), 200);
  expect(generic).toEqual({ options: {}, choices: {} });
  expectProblem(await running.control.ask('GET', `/merchants/${id}/options/nobody`), 404, 'not-found');
});
