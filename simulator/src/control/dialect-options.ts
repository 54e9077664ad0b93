import type { Merchant } from '../accounts/merchant.ts';
import { jsonReply, type WholeReply } from '../http/exchange.ts';
import { chooseOptions, type OptionChoices, optionsThatHold } from '../operations/dialect-options.ts';
import type { World } from '../operations/world.ts';
import { type Call, notFound, type Operation } from './call.ts';
import { ofMerchant } from './merchants.ts';
import { readJson } from './parse.ts';
import { controlProblem } from './problems.ts';
import type { components } from './wire.d.ts';

type Wire = components['schemas'];

/** How a dialect behaves for a merchant account, where its provider leaves that to the merchant or is known in two ways. */
export function dialectOptionOperations(world: World): readonly Operation[] {
  const path = '/merchants/:merchantId/options/:dialect';
  const route = (
    method: 'get' | 'put' | 'delete',
    operation: string,
    handle: (about: About, call: Call) => WholeReply | Promise<WholeReply>,
  ): Operation => ({
    method,
    path,
    operation,
    handle: ofMerchant(world, async (merchant, call) => {
      const { dialect = '' } = call.parameters;
      const data = Object.hasOwn(world.dialects, dialect) ? world.dialects[dialect] : undefined;
      return data === undefined
        ? notFound('dialect')
        : handle({ merchant, dialect, choices: data.options ?? {} }, call);
    }),
  });
  return [
    route('get', 'getDialectOptions', (about) => shown(world, about)),
    route('put', 'setDialectOptions', (about, call) => set(world, about, call)),
    route('delete', 'clearDialectOptions', async ({ merchant, dialect, choices }) => {
      await chooseOptions(world.dialectOptions, merchant, { dialect, choices, chosen: {} });
      return { status: 204, headers: {}, body: '' };
    }),
  ];
}

type About = Readonly<{ merchant: Merchant; dialect: string; choices: OptionChoices }>;

function shown(world: World, { merchant, dialect, choices }: About): WholeReply {
  const answer: Wire['DialectOptions'] = {
    options: { ...optionsThatHold(choices, world.dialectOptions.of(merchant.id, dialect)) },
    choices: Object.fromEntries(Object.entries(choices).map(([name, words]) => [name, [...words]])),
  };
  return jsonReply(200, answer);
}

async function set(world: World, about: About, { exchange }: Call): Promise<WholeReply> {
  const body = readJson<Wire['ChosenOptions']>(exchange, 'ChosenOptions');
  if (!body.ok) return body.reply;
  const problems = await chooseOptions(world.dialectOptions, about.merchant, { ...about, chosen: body.value.options });
  if (problems.length === 0) return shown(world, about);
  const errors = problems.map(({ name, detail }) => ({ pointer: `/options/${name}`, detail }));
  return controlProblem('/problems/invalid-request', { errors });
}
