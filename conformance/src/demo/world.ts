import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Shop, type SignIn, startShop } from '../bench/shop.ts';
import { shopCredentialOf } from '../bench/shop-credential.ts';
import { type Simulator, startSimulator } from '../bench/simulator.ts';

/** The two shops of the demo, each a deployment of one environment. */
export const SHOPS = [
  { name: 'staging shop', environment: 'sandbox', mode: 'test', port: 4110 },
  { name: 'live shop', environment: 'production', mode: 'live', port: 4130 },
] as const;
export type DemoShop = (typeof SHOPS)[number];

const ENVIRONMENTS = [
  ['sandbox', 'test', 4010],
  ['testing', 'test', 4020],
  ['production', 'live', 4030],
] as const;
const CONTROL_PORT = 4000;

/** Everything the demo runs. It forgets all when it stops. */
export interface DemoWorld extends AsyncDisposable {
  readonly simulator: Simulator;
  shop(environment: DemoShop['environment']): Shop;
  /** Settles when one of the programs ends although nobody asked it to, with its name and what it said last. */
  readonly ended: Promise<string>;
}

/** Starts the simulator and the shops; with `anyPorts` on free ports. Rejects, having stopped all, when one fails. */
export async function startWorld({ anyPorts }: Readonly<{ anyPorts: boolean }>): Promise<DemoWorld> {
  const folder = mkdtempSync(join(tmpdir(), 'assay-demo-'));
  const started: AsyncDisposable[] = [];
  const stop = async () => {
    await Promise.all(started.map((program) => program[Symbol.asyncDispose]()));
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    const port = (wellKnown: number) => String(anyPorts ? 0 : wellKnown);
    const simulator = await startSimulator({
      environments: ENVIRONMENTS.map(([name, mode, wellKnown]) => `${name}:${mode}:${port(wellKnown)}`),
      args: ['--control-port', port(CONTROL_PORT)],
    });
    started.push(simulator);
    const shops = await Promise.all(
      SHOPS.map(async ({ environment, mode, port: wellKnown }) => {
        const shop = await startShop({
          environment,
          mode,
          providerUrl: simulator.provider(environment).url,
          keyFile: join(folder, `${environment}.key`),
          args: ['--port', port(wellKnown)],
        });
        started.push(shop);
        return shop;
      }),
    );
    const programs = [
      ['the simulator', simulator.program],
      ...SHOPS.map(({ name }, index) => [`the ${name}`, shops[index]?.program] as const),
    ] as const;
    return {
      simulator,
      shop(environment) {
        const shop = shops.find((candidate) => candidate.environment === environment);
        if (!shop) throw new Error(`no shop in ${environment}`);
        return shop;
      },
      ended: Promise.race(
        programs.flatMap(([name, program]) =>
          program === undefined ? [] : [program.exited.then(() => `${name} ended:\n${program.stderr()}`)],
        ),
      ),
      [Symbol.asyncDispose]: stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** A shop that is ready to sell: its staff; customers can pay through every provider. */
export type ReadyShop = Readonly<{ administrator: SignIn; sales: SignIn }>;

const SALES_PASSWORD = 'demo sales person';

/** The integrations of each shop, and what the seller obtains for each from its provider. */
const INTEGRATIONS = [
  { type: 'generic', label: 'Card', credential: { dialect: 'generic', kind: 'oauth_client' } },
  { type: 'stripe', label: 'Stripe', credential: { dialect: 'stripe', kind: 'api_key' } },
  { type: 'paypal', label: 'PayPal', credential: { dialect: 'paypal', kind: 'oauth_client' } },
  { type: 'payflow', label: 'Payflow', credential: { dialect: 'payflow', kind: 'oauth_client' } },
] as const;

/**
 * Signs a merchant up with every provider and wires its shop: credentials, integrations, connection checks, payment rules,
 * a sales person.
 */
export async function wireShop(world: DemoWorld, { environment, name }: DemoShop): Promise<ReadyShop> {
  const { control } = world.simulator;
  const merchant = await control.signUpActive(environment, `Demo ${name}`);
  const shop = world.shop(environment);
  const { wire } = await shop.signIn();
  const methods: string[] = [];
  for (const { type, label, credential: wanted } of INTEGRATIONS) {
    const credential = shopCredentialOf(await control.issue(merchant.id, wanted));
    const body = { type, label, enabled: true, paymentAction: 'authorize', credential } as const;
    const integration = (await wire.ask('post', '/api/integrations', { body })).expect(201);
    const path = { integrationId: integration.id };
    const checked = (await wire.ask('post', '/api/integrations/{integrationId}/check', { path })).expect(200);
    if (checked.status !== 'active') throw new Error(`the integration ${label} of the ${name} is ${checked.status}`);
    methods.push(...checked.methods.map(({ id }) => id));
  }
  for (const [sortOrder, currency] of ['EUR', 'USD', 'JPY', 'KWD'].entries()) {
    const everywhere = { enabled: true, stopFurtherRules: false, countries: [] };
    const rule = { ...everywhere, name: `Every way to pay in ${currency}`, sortOrder, currency, methods };
    (await wire.ask('post', '/api/payment-rules', { body: rule })).expect(201);
  }
  const sales = { email: 'sales@shop.example', password: SALES_PASSWORD };
  (await wire.ask('post', '/api/users', { body: { ...sales, name: 'Sales person', role: 'sales' } })).expect(201);
  return { administrator: shop.administrator, sales };
}
