import fc from 'fast-check';
import type { PaymentModel } from '../payment-model.ts';
import { asBearer, bearerText, type Holding, type Showing, SPOILINGS, type Spoil, type Spoiling } from '../shown.ts';
import type { EnvironmentModel, World } from '../world.ts';

/** The kinds of thing that a caller may hold. */
export const HOLDING_KINDS = ['key', 'token', 'client'] as const;
export type HoldingKind = (typeof HOLDING_KINDS)[number];

/**
 * Who shows what where, chosen before it is known what there is: numbers count round in what there will be. Dropping
 * other moves so leaves it meaningful.
 */
export type Aim = Readonly<{
  payment: number;
  /** Whether the payment is one to which what is asked fits, where there is one. */
  fit: 'fitting' | 'any';
  kind: HoldingKind;
  /** How many environments on from the payment's own the caller's is, and how many on from that the listener. */
  from: number;
  at: number;
  whose: 'owner' | 'anyone';
  standing: 'good' | 'any';
  pick: number;
  how: Spoiling;
  other: number;
  garbage: string;
  mounted: boolean;
}>;

/** An aim at what there is now. */
export type Aimed = Readonly<{
  payment: PaymentModel;
  holding: Holding;
  callerEnvironment: string;
  listener: string;
  spoil: Spoil;
  showing: Showing;
  mounted: boolean;
}>;

/** A number that counts round in whatever there is. */
export const pick = fc.nat(10_000);

const weighted = <T>(...choices: readonly (readonly [weight: number, value: T])[]): fc.Arbitrary<T> =>
  fc.oneof(...choices.map(([weight, value]) => ({ weight, arbitrary: fc.constant(value) })));

/** Where nothing is wrong, two times in three; else a foreign caller, listener, or what is shown is spoiled. */
export const anyAim: fc.Arbitrary<Aim> = fc.record({
  payment: pick,
  fit: weighted<Aim['fit']>([3, 'fitting'], [1, 'any']),
  kind: weighted<HoldingKind>([5, 'key'], [5, 'token'], [1, 'client']),
  from: weighted([8, 0], [1, 1], [1, 2]),
  at: weighted([8, 0], [1, 1], [1, 2]),
  whose: weighted<Aim['whose']>([9, 'owner'], [1, 'anyone']),
  standing: weighted<Aim['standing']>([6, 'good'], [1, 'any']),
  pick,
  how: fc.oneof({ weight: 8, arbitrary: fc.constant('none' as const) }, fc.constantFrom(...SPOILINGS)),
  other: pick,
  garbage: fc.string({ unit: fc.constantFrom(...'abcXYZ019_-.~+/=gsk_sandbox'), minLength: 1, maxLength: 80 }),
  mounted: fc.boolean(),
});

/** What an aim hits; among the payments, preferably one that fits. */
export function aimed(world: World, aim: Aim, fits: (payment: PaymentModel) => boolean = () => true): Aimed {
  const payment = at(
    narrowed(world.payments, (candidate) => aim.fit === 'any' || fits(candidate)),
    aim.payment,
  );
  const { merchant } = payment;
  const callerEnvironment = world.environmentAfter(merchant.environment, aim.from).name;
  const listener = world.environmentAfter(callerEnvironment, aim.at).name;
  const holding = at(
    narrowed(
      holdings(world),
      ({ credential }) => credential.merchant.environment === callerEnvironment,
      ({ kind }) => kind === aim.kind,
      ({ credential }) => aim.whose === 'anyone' || credential.merchant === merchant,
      (held) => aim.standing === 'any' || isGood(world, held),
    ),
    aim.pick,
  );
  const spoil = spoilFor(world, aim, holding, world.environment(listener));
  return {
    payment,
    holding,
    callerEnvironment,
    listener,
    spoil,
    showing: asBearer(holding, spoil),
    mounted: aim.mounted,
  };
}

/** Everything that anybody in the world holds: keys, clients, tokens. */
export function holdings(world: World): readonly Holding[] {
  return [
    ...world.credentials.map(
      (credential): Holding => ({
        kind: credential.kind === 'api_key' ? 'key' : 'client',
        credential,
      }),
    ),
    ...world.tokens.map((token): Holding => ({ kind: 'token', credential: token.credential, token })),
  ];
}

/** A holding in few words, the same in every run of the same moves. */
export function nameOf(holding: Holding): string {
  const { credential } = holding;
  const number = holding.kind === 'token' ? holding.token.number : credential.number;
  return `${holding.kind} ${number} (merchant ${credential.merchant.number}, ${credential.merchant.environment})`;
}

/** The item that a number counts round to. */
export function at<T>(items: readonly T[], number: number): T {
  const item = items[number % Math.max(1, items.length)];
  if (item === undefined) throw new Error('nothing to choose from');
  return item;
}

/** What to spoil a holding with. */
export function spoilFor(
  world: World,
  { how, other, garbage }: Pick<Aim, 'how' | 'other' | 'garbage'>,
  holding: Holding,
  listener: EnvironmentModel,
): Spoil {
  const own = holding.credential.merchant.environment;
  return {
    how,
    other: bearerText(at(holdings(world), other)),
    otherEnvironment: listener.name === own ? world.environmentAfter(own, 1).name : listener.name,
    garbage,
  };
}

/** Whether a holding would be let in at home. */
export function isGood(world: World, holding: Holding): boolean {
  const { credential } = holding;
  const text = bearerText(holding);
  const shown =
    holding.kind === 'client'
      ? ({ kind: 'client', id: credential.publicId, secret: text } as const)
      : ({ kind: 'bearer', text } as const);
  return world.identify(credential.merchant.environment, shown).ok;
}

/** Leaves out what a test refuses, unless that would leave nothing. */
function narrowed<T>(items: readonly T[], ...tests: readonly ((item: T) => boolean)[]): readonly T[] {
  return tests.reduce((left, test) => {
    const passing = left.filter(test);
    return passing.length === 0 ? left : passing;
  }, items);
}
