import { addressOf } from './address.ts';
import { show } from './call.ts';
import { readCard } from './card-entry.ts';
import { type KeptBilling, type KeptToken, merged } from './codec.ts';
import { commitNew } from './commit.ts';
import { renderToken } from './method-object.ts';
import { found, newObject } from './objects.ts';
import { change, type Operation, question } from './operation.ts';

const TOKEN = { object: 'token', in: 'itself' } as const;

/** Tokens: a card that a page has handed over, good for one use. */
export const tokenOperations: readonly Operation[] = [
  change(
    {
      path: '/v1/tokens',
      operation: 'createToken',
      scope: 'pay',
      publishable: 'allowed',
      params: 'CreateTokenParams',
      shows: TOKEN,
    },
    async (call, { card }) => {
      const read = await readCard(call, card, 'card');
      if (!read.ok) return read;
      const billing = merged<KeptBilling>({}, { name: card.name, address: addressOf(addressIn(card)) });
      const value: KeptToken = { ...read.value, billing, used: false };
      const object = newObject(call, 'token', { id: call.world.random.id('tok'), value: { ...value } });
      return commitNew(call, [object], show(renderToken(object, call.livemode)));
    },
  ),
  question(
    { path: '/v1/tokens/:id', operation: 'getToken', scope: 'read', params: 'NoParams', shows: TOKEN },
    async (call) => {
      const object = await found(call, 'token', call.id, { param: 'token' });
      return object.ok ? show(renderToken(object.value, call.livemode)) : object;
    },
  ),
];

type CardWithAddress = Readonly<{
  address_city?: string;
  address_country?: string;
  address_line1?: string;
  address_line2?: string;
  address_state?: string;
  address_zip?: string;
}>;

function addressIn(card: CardWithAddress): Parameters<typeof addressOf>[0] {
  const { address_city: city, address_country: country, address_line1: line1, address_line2: line2 } = card;
  const { address_state: state, address_zip: postalCode } = card;
  return merged<NonNullable<Parameters<typeof addressOf>[0]>>(
    {},
    { city, country, line1, line2, state, postal_code: postalCode },
  );
}
