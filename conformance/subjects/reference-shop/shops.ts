import { mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { components } from '../../src/bench/subject-protocol.wire.d.ts';
import type { EditedNode } from '../../src/mutants/edits.ts';
import { uniqueText } from '../../src/platform/random.ts';
import { Deployment, type ShopApi, type ShopFolder } from './deployment.ts';
import { changeIntegration, makeIntegration, type ProviderType, type Saved } from './integration.ts';

type Schemas = components['schemas'];
type Refusal = Schemas['Failed'];
type Configuration = Schemas['ShopConfiguration'];

/** A database, the deployment that runs on it now, and the integrations saved in it by shop and environment. */
type House = {
  readonly folder: ShopFolder;
  deployment: Deployment;
  environment: string;
  providerUrl: string;
  readonly isShared: boolean;
  readonly integrations: Map<string, Saved>;
};

/** A shop of the protocol: an integration of the deployment that its house runs. */
export type Shop = { configuration: Configuration; readonly house: House };

/**
 * All shops. Shops that have one environment only are integrations of the deployment of that environment; one that has
 * several may move, and so has a database and a deployment of its own.
 */
export class Shops {
  readonly #stateDirectory: string;
  readonly #edited: EditedNode;
  readonly #type: ProviderType;
  readonly #houses: House[] = [];
  readonly #shared = new Map<string, Promise<House | Refusal>>();
  readonly #shops = new Map<string, Shop>();
  #restarts = 0;

  constructor(stateDirectory: string, edited: EditedNode, type: ProviderType) {
    this.#stateDirectory = stateDirectory;
    this.#edited = edited;
    this.#type = type;
  }

  find(shopId: string): Shop | undefined {
    return this.#shops.get(shopId);
  }

  async configure(configuration: Configuration): Promise<Refusal | undefined> {
    const { active, shopId } = configuration;
    const known = this.#shops.get(shopId);
    if (known && known.house.environment !== active)
      return this.setEnvironment(known, configuration, active, 'in_place');
    const house = known?.house ?? (await this.#houseFor(configuration, active));
    if ('outcome' in house) return house;
    const refusal = await this.#integrated(house, house.deployment, configuration, house.environment);
    if (!refusal) this.#shops.set(shopId, { configuration, house });
    return refusal;
  }

  /**
   * Starts a deployment of the other environment on the same database, and ends the one before when that has worked. The
   * shop gets an integration for each environment, or, in place, the one it has is saved anew with the other credential.
   */
  async setEnvironment(
    shop: Shop,
    configuration: Configuration,
    selector: string | null,
    integration: 'one_each' | 'in_place',
  ): Promise<Refusal | undefined> {
    const { house } = shop;
    if (selector === house.environment) return this.#integrated(house, house.deployment, configuration, selector);
    if (house.isShared) return { outcome: 'failed', code: 'config.environment_unknown' };
    const { mode, baseUrl: providerUrl } = meantBy(configuration, selector);
    const { folder } = house;
    const deployment = await Deployment.start({
      folder,
      environment: selector,
      mode,
      providerUrl,
      edited: this.#edited,
    });
    if (typeof deployment === 'string') return notStarted(deployment);
    // Whoever moves a shop on purpose says that its database belongs there now; until then the shop does nothing.
    (await deployment.staff.ask('post', '/api/deployment/confirm', {})).expect(200);
    const environment = await environmentOf(deployment);
    if (integration === 'in_place') passOn(house.integrations, configuration.shopId, house.environment, environment);
    const refusal = await this.#integrated(house, deployment, configuration, environment);
    if (refusal) {
      await deployment.stop();
      return refusal;
    }
    const before = house.deployment;
    Object.assign(house, { deployment, environment, providerUrl });
    shop.configuration = { ...configuration, active: environment };
    await before.stop();
    return undefined;
  }

  /** Ends the deployment that a shop runs in, as a crash does, and starts another on what it has left behind. */
  async restart({ house, configuration }: Shop): Promise<Refusal | undefined> {
    const { folder, environment, providerUrl } = house;
    const { mode } = meantBy(configuration, environment);
    this.#restarts += 1;
    await house.deployment.kill();
    const deployment = await Deployment.start({ folder, environment, mode, providerUrl, edited: this.#edited });
    if (typeof deployment === 'string') return notStarted(deployment);
    house.deployment = deployment;
    return undefined;
  }

  /** What is asked of a shop; it is not known what came of it when the shop is ended meanwhile. */
  async unlessRestarted<T>(work: () => Promise<T>): Promise<T | Schemas['Unknown']> {
    const before = this.#restarts;
    try {
      return await work();
    } catch (error) {
      if (this.#restarts === before) throw error;
      return { outcome: 'unknown', why: 'the shop was ended meanwhile' };
    }
  }

  async rotate(shop: Shop, environment: string, credential: Schemas['Credential']): Promise<Refusal | undefined> {
    const { configuration, house } = shop;
    const before = configuration.environments[environment];
    if (!before) return { outcome: 'failed', code: 'config.environment_unknown' };
    const environments = { ...configuration.environments, [environment]: { ...before, credential } };
    const changed = { ...configuration, environments };
    const refusal =
      environment === house.environment
        ? await this.#integrated(house, house.deployment, changed, environment)
        : undefined;
    if (!refusal) shop.configuration = changed;
    return refusal;
  }

  /** The payment method of a shop, saved so that it authorizes or takes the money at once. */
  async method(shop: Shop, paymentAction: Saved['paymentAction']): Promise<Saved | Refusal> {
    const { configuration, house } = shop;
    const { shopId, rules = [] } = configuration;
    const key = keyOf(shopId, house.environment);
    const saved = house.integrations.get(key);
    const credential = configuration.environments[house.environment]?.credential;
    if (!saved || !credential) return { outcome: 'failed', code: 'shop.unknown' };
    if (saved.paymentAction === paymentAction) return saved;
    const wanted = { type: this.#type, shopId, credential, paymentAction, rules };
    const changed = await changeIntegration(house.deployment.staff, saved, wanted, { check: 'as_before' });
    if (!('outcome' in changed)) house.integrations.set(key, changed);
    return changed;
  }

  /** The integration of a shop in an environment, and the API to ask about it. */
  integration(shopId: string, environment: string): Readonly<{ staff: ShopApi; saved: Saved }> | undefined {
    const house = this.#shops.get(shopId)?.house;
    const saved = house?.integrations.get(keyOf(shopId, environment));
    return house && saved && { staff: house.deployment.staff, saved };
  }

  /** Every file of every shop but the keys that settings are sealed with. */
  files(): Schemas['DumpStateResult'] {
    const files = this.#houses.flatMap(({ folder }) =>
      readdirSync(folder.path)
        .filter((name) => !name.endsWith('.key'))
        .map((name) => ({ name, contentBase64: readFileSync(join(folder.path, name)).toString('base64') })),
    );
    return { outcome: 'ok', files };
  }

  async stop(): Promise<void> {
    await Promise.all(this.#houses.map(({ deployment }) => deployment.stop()));
  }

  async #houseFor(configuration: Configuration, selector: string | null): Promise<House | Refusal> {
    const { mode, baseUrl: providerUrl } = meantBy(configuration, selector);
    const isShared = Object.keys(configuration.environments).length === 1;
    if (!isShared) return this.#newHouse(selector, mode, providerUrl, isShared);
    // Two shops that are set up at once must find the same deployment, also while it is only being started.
    const address = `${selector} ${providerUrl}`;
    const shared = this.#shared.get(address) ?? this.#newHouse(selector, mode, providerUrl, isShared);
    this.#shared.set(address, shared);
    const house = await shared;
    if ('outcome' in house) this.#shared.delete(address);
    return house;
  }

  async #newHouse(
    selector: string | null,
    mode: string,
    providerUrl: string,
    isShared: boolean,
  ): Promise<House | Refusal> {
    const path = join(this.#stateDirectory, uniqueText('shop'));
    mkdirSync(path, { recursive: true });
    const folder = { path, administratorPassword: uniqueText('password') };
    const deployment = await Deployment.start({
      folder,
      environment: selector,
      mode,
      providerUrl,
      edited: this.#edited,
    });
    if (typeof deployment === 'string') return notStarted(deployment);
    const environment = await environmentOf(deployment);
    const house = { folder, deployment, environment, providerUrl, isShared, integrations: new Map() };
    this.#houses.push(house);
    return house;
  }

  /** The shop's integration in a deployment, made or saved anew with the credential that the configuration has for it. */
  async #integrated(
    house: House,
    { staff }: Deployment,
    { shopId, environments, rules = [] }: Configuration,
    environment: string,
  ): Promise<Refusal | undefined> {
    const configured = environments[environment];
    if (!configured) return { outcome: 'failed', code: 'config.environment_unknown' };
    const key = keyOf(shopId, environment);
    const saved = house.integrations.get(key);
    const { credential, notificationSecrets: signingSecrets, signingKey } = configured;
    const paymentAction = saved?.paymentAction ?? 'authorize';
    const common = {
      ...({ type: this.#type, shopId, credential, rules, paymentAction } as const),
      ...(signingKey === undefined ? {} : { signingKey }),
    };
    const wanted = signingSecrets === undefined ? common : { ...common, signingSecrets };
    const result = saved
      ? await changeIntegration(staff, saved, wanted, { check: 'check' })
      : await makeIntegration(staff, wanted);
    if ('outcome' in result) return result;
    house.integrations.set(key, result);
    return undefined;
  }
}

/**
 * The mode and provider address that go with what was written. Whoever misspells an environment on the way to going live
 * has the rest right, so that is what the shop is started with; it has to find out by itself.
 */
function meantBy({ environments }: Configuration, selector: string | null): Schemas['EnvironmentConfiguration'] {
  const all = Object.values(environments);
  const meant =
    (selector !== null && Object.hasOwn(environments, selector) ? environments[selector] : undefined) ??
    all.find(({ mode }) => mode === 'live') ??
    all[0];
  if (!meant) throw new Error('a configuration without environments');
  return meant;
}

/** The environment a deployment says it belongs to, whatever it was started with. */
async function environmentOf({ customer }: Deployment): Promise<string> {
  return (await customer.ask('get', '/api/deployment', {})).expect(200).environment;
}

/** What was the integration of one environment is to become that of another. */
function passOn(integrations: Map<string, Saved>, shopId: string, from: string, to: string): void {
  const saved = integrations.get(keyOf(shopId, from));
  if (!saved) return;
  integrations.delete(keyOf(shopId, from));
  integrations.set(keyOf(shopId, to), saved);
}

function notStarted(message: string): Refusal {
  const code = message.includes('expected an https address')
    ? 'config.address_unprotected'
    : 'config.deployment_refused';
  return { outcome: 'failed', code, message };
}

function keyOf(shopId: string, environment: string): string {
  return `${shopId} ${environment}`;
}
