import { generateKeyPairSync } from 'node:crypto';
import fc from 'fast-check';
import { isObject } from '../../bench/specification.ts';
import { fresh } from '../fresh.ts';
import { broken, mustEqual } from '../law.ts';
import { operationRequest } from '../outgoing.ts';
import type { Move } from '../property.ts';
import { AS_IT_IS, asBearer } from '../shown.ts';
import type { Stage } from '../stage.ts';
import type { KeyModel, MerchantModel } from '../world.ts';
import { at, holdings, isGood, pick } from './aim.ts';
import { observed } from './observed.ts';
import { HOSTS } from './wanting.ts';

// Few, so that the same key is offered again and again.
const KEYS = 3;

/** Public keys that nobody has registered yet. */
export function freshKeys(): readonly KeyModel[] {
  return Array.from({ length: KEYS }, (_, index) => {
    const { publicKey } = generateKeyPairSync('ed25519');
    return {
      pem: publicKey.export({ type: 'spki', format: 'pem' }).toString(),
      // The generated type of a free-form object is narrower than what it stands for.
      jwk: JSON.parse(JSON.stringify(publicKey.export({ format: 'jwk' }))),
      number: index + 1,
      registered: undefined,
    };
  });
}

/** A merchant registers a public key, in one encoding or the other: a key has one place in the whole installation. */
export const registering: fc.Arbitrary<Move<Stage>> = fc
  .record({ who: pick, which: pick, encoding: fc.constantFrom('pem' as const, 'jwk' as const) })
  .map(({ who, which, encoding }) =>
    observed('register a key', async (stage, say) => {
      const merchant = at(stage.world.merchants, who);
      const key = at(stage.world.keys, which);
      const where = placeOf(key, merchant.environment);
      say(`key ${key.number} (${encoding}) for merchant ${merchant.number} (${merchant.environment}): ${where}`);
      await register(stage, merchant, key, encoding);
    }),
  );

/** A key is registered for the first account, then offered to all others in both encodings. */
export async function offerAKeyEverywhere(stage: Stage): Promise<void> {
  const key = at(freshKeys(), 0);
  for (const merchant of stage.world.merchants) {
    await register(stage, merchant, key, 'pem');
    await register(stage, merchant, key, 'jwk');
  }
}

async function register(stage: Stage, merchant: MerchantModel, key: KeyModel, encoding: 'pem' | 'jwk'): Promise<void> {
  const { session } = stage;
  const where = placeOf(key, merchant.environment);
  const body =
    encoding === 'pem'
      ? ({ kind: 'public_key', pem: key.pem } as const)
      : ({ kind: 'public_key', jwk: key.jwk } as const);
  const path = { merchantId: merchant.id };
  const reply = await session.control.wire.ask('post', '/merchants/{merchantId}/artefacts', { path, body });
  const [status, problem] = ANSWERS[where];
  const told = isObject(reply.body) && typeof reply.body.type === 'string' ? reply.body.type : undefined;
  const law = 'a key is registered for one merchant account in one environment, whatever the encoding';
  mustEqual(law, { status, problem }, { status: reply.status, problem: told }, reply.describe);
  session.counters.count(`key: ${where}, ${encoding}`);
  const owner = { environment: merchant.environment, merchantId: merchant.id };
  const foreign = session.facts.foreignIn(reply.text, owner);
  if (foreign.length > 0)
    throw broken('nobody is told where a key is registered', undefined, foreign, reply.describe());
  if (where !== 'registered') return;
  const { id } = reply.expect(201);
  session.facts.learn('the artefact', id, owner);
  key.registered = { artefactId: id, merchant };
}

/** A registered key is removed, after which it can be registered anywhere. */
export const removing: fc.Arbitrary<Move<Stage>> = pick.map((which) =>
  observed('remove a key', async (stage, say) => {
    const { session, world } = stage;
    const registered = world.keys.filter((key) => key.registered !== undefined);
    if (registered.length === 0) return;
    const key = at(registered, which);
    const artefactId = key.registered?.artefactId ?? '';
    say(`key ${key.number} is removed`);
    (await session.control.wire.ask('delete', '/artefacts/{artefactId}', { path: { artefactId } })).expect(204);
    session.counters.count('key: removed');
    key.registered = undefined;
  }),
);

/** A merchant registers a host to which its customers may be sent back, then sends them to some host. */
export const allowingAHost: fc.Arbitrary<Move<Stage>> = fc
  .record({ who: pick, allowed: fc.constantFrom(...HOSTS), used: fc.constantFrom(...HOSTS) })
  .map(({ who, allowed, used }) =>
    observed('allow a host', async (stage, say) => {
      const { world, session } = stage;
      const good = holdings(world).filter((held) => held.kind === 'key' && isGood(world, held));
      if (good.length === 0) return;
      const holding = at(good, who);
      const { merchant } = holding.credential;
      const path = { merchantId: merchant.id };
      const body = { kind: 'callback_host', host: allowed } as const;
      (await session.control.wire.ask('post', '/merchants/{merchantId}/artefacts', { path, body })).expect(201);
      merchant.hosts.add(allowed);
      const request = operationRequest(session, world, {
        listener: merchant.environment,
        showing: asBearer(holding, AS_IT_IS),
        asked: {
          operation: 'createPayment',
          body: {
            amount: { minor: 1, currency: 'EUR' },
            captureMode: 'manual',
            reference: fresh('order'),
            returnUrl: `https://${used}/paid`,
          },
        },
        key: fresh('key'),
        mounted: false,
      });
      const { status } = request;
      say(`merchant ${merchant.number} (${merchant.environment}) allows ${allowed}, then sends to ${used} → ${status}`);
      session.counters.count(`returning: ${status}`);
      await stage.deliver(request);
    }),
  );

const ANSWERS = {
  registered: [201, undefined],
  'registered here already': [409, '/problems/key-already-registered'],
  'registered in another environment': [409, '/problems/key-registered-elsewhere'],
} as const;

function placeOf({ registered }: KeyModel, environment: string): keyof typeof ANSWERS {
  if (registered === undefined) return 'registered';
  const here = registered.merchant.environment === environment;
  return here ? 'registered here already' : 'registered in another environment';
}
