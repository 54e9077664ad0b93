import { type Account, type Bench, type Check, failed, inWords, listed, PASSED, Untestable } from './check.ts';
import { isWrite } from './wire.ts';

const ENVIRONMENTS = ['sandbox', 'testing', 'production'] as const;
type Environment = (typeof ENVIRONMENTS)[number];
const MISMATCH = 'config.environment_mismatch';

/** Every environment's credential in every other's place, whole and by halves; and a right one, which is taken. */
export const check: Check = {
  requirement: 'CRE-03',
  needs: [],
  alone: true,
  async run(bench) {
    if (bench.dialect.credentialTells === 'nothing') return (await refusedByTheProvider(bench)) ?? PASSED;
    const kinds = bench.kinds();
    for (const kind of kinds) {
      const right = await bench.account('sandbox', kind);
      const taken = await bench.call('configure', bench.configuration({ sandbox: right }, 'sandbox'));
      if (taken.outcome !== 'ok') throw new Untestable(`a right ${kind} is not taken: ${inWords(taken)}`);
      for (const slot of ENVIRONMENTS) {
        for (const source of ENVIRONMENTS.filter((environment) => canBeTold(bench, environment, slot))) {
          const misplaced = await bench.account(source, kind);
          const found = await refusal(bench, slot, misplaced, `a ${kind} of ${source} in the place of ${slot}`);
          if (found) return found;
        }
      }
    }
    return (
      (bench.can('oauth') ? await halves(bench) : undefined) ?? (await contradicted(bench)) ?? (await dormant(bench))
    );
  },
};

/** Two environments of one mode look the same where a credential says no more than whether money is real. */
function canBeTold({ dialect }: Bench, source: Environment, slot: Environment): boolean {
  switch (dialect.credentialTells) {
    case 'environment':
      return source !== slot;
    case 'mode':
      return (source === 'production') !== (slot === 'production');
    case 'nothing':
      return false;
  }
}

/** Where only the provider's host knows its own credentials, it is asked at once, and what it says is heard. */
async function refusedByTheProvider(bench: Bench) {
  for (const [source, slot] of [
    ['testing', 'sandbox'],
    ['production', 'sandbox'],
    ['sandbox', 'production'],
  ] as const) {
    const misplaced = await bench.account(source, bench.dialect.kinds[0], slot);
    const before = bench.mark();
    const result = await bench.call('configure', bench.configuration({ [slot]: misplaced }, slot));
    const what = `a credential of ${source} in the place of ${slot}`;
    if (result.outcome !== 'failed') return failed(`${what}, which the provider refuses, is refused`, inWords(result));
    const sent = (await bench.since(before)).filter(isWrite);
    if (sent.length > 0) return failed(`with ${what} no payment is asked for`, listed(sent));
  }
  return undefined;
}

async function refusal(bench: Bench, slot: string, misplaced: Account, what: string) {
  const before = bench.mark();
  const configuration = bench.configuration({ [slot]: misplaced }, slot);
  const methods = bench.can('validate') ? (['validateConfig', 'configure'] as const) : (['configure'] as const);
  for (const method of methods) {
    const result = await bench.call(method, configuration);
    const codes = result.outcome === 'failed' ? [result.code, ...(result.errors ?? []).map(({ code }) => code)] : [];
    if (!codes.includes(MISMATCH)) return failed(`${method}: ${what} is refused with ${MISMATCH}`, inWords(result));
    const sent = await bench.since(before);
    if (method === 'validateConfig' && sent.length > 0) return failed('validateConfig sends nothing', listed(sent));
  }
  const sent = (await bench.since(before)).filter(({ carries }) => carries.some(({ nature }) => nature === 'secret'));
  return sent.length === 0 ? undefined : failed(`${what} is refused before it is sent anywhere`, listed(sent));
}

/** The id of one environment's client with the secret of another's. */
async function halves(bench: Bench) {
  const own = await bench.account('sandbox', 'oauth_client');
  const other = await bench.account('production', 'oauth_client');
  if (own.credential.kind !== 'oauth_client' || other.credential.kind !== 'oauth_client') return undefined;
  const { clientId, clientSecret } = other.credential;
  const foreignSecret = { ...own, credential: { ...own.credential, clientSecret } };
  const foreignId = { ...own, credential: { ...own.credential, clientId } };
  const publicPart = { ...own, credential: { ...own.credential, clientSecret: own.credential.clientId } };
  const before = bench.mark();
  const taken = await bench.call('configure', bench.configuration({ sandbox: publicPart }, 'sandbox'));
  if (taken.outcome !== 'failed') return failed('a client id in the place of its secret is refused', inWords(taken));
  const sent = await bench.since(before);
  if (sent.some(({ name }) => name.includes('payment'))) return failed('no payment is asked for', listed(sent));
  return (
    (await refusal(bench, 'sandbox', foreignSecret, 'the client secret of production with the client id of sandbox')) ??
    (await refusal(bench, 'sandbox', foreignId, 'the client id of production with the client secret of sandbox'))
  );
}

const ELSEWHERE = { what: 'environment', from: 'sandbox', to: 'production' } as const;

/** The shape is right, but the provider says that it is another environment. Who does not ask cannot know. */
async function contradicted(bench: Bench) {
  const account = await bench.account('sandbox');
  const before = bench.mark();
  const end = bench.relay('sandbox').change(
    () => true,
    (answer) => ({ ...answer, body: bench.dialect.retold(answer.body, ELSEWHERE) }),
  );
  const result = await bench.call('configure', bench.configuration({ sandbox: account }, 'sandbox'));
  end();
  const asked = await bench.since(before);
  if (asked.length === 0 || result.outcome === 'failed') return undefined;
  return failed('a provider that calls itself production is not taken for sandbox', inWords(result));
}

/** Misplaced in an environment that is not traded in yet: refused now, or at the latest when the shop moves there. */
async function dormant(bench: Bench) {
  const accounts = { sandbox: await bench.account('sandbox'), production: await bench.account('testing') };
  const configuration = bench.configuration(accounts, 'sandbox');
  const early = await bench.call('configure', configuration);
  if (early.outcome !== 'ok' || !bench.can('environments')) return PASSED;
  const { shopId } = configuration;
  const late = await bench.call('setEnvironment', { shopId, environment: 'production' });
  if (late.outcome === 'failed') return PASSED;
  return failed('the shop does not go live with a testing credential in the place of production', inWords(late));
}
