import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { IssuedCredential, Merchant } from '../bench/control.ts';
import { type Shop, type SignIn, startShop } from '../bench/shop.ts';
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

/** A shop that is ready to sell: its provider account, its staff and how customers can pay. */
export type ReadyShop = Readonly<{
  merchant: Merchant;
  credential: IssuedCredential;
  administrator: SignIn;
  sales: SignIn;
}>;

const SALES_PASSWORD = 'demo sales person';

/** Signs a merchant up and wires its shop: credentials, integration, connection check, payment rules, a sales person. */
export async function wireShop(world: DemoWorld, { environment, name }: DemoShop): Promise<ReadyShop> {
  const { control } = world.simulator;
  const merchant = await control.signUpActive(environment, `Demo ${name}`);
  const credential = await control.issue(merchant.id, { kind: 'oauth_client' });
  const shop = world.shop(environment);
  const { wire } = await shop.signIn();
  const integration = (
    await wire.ask('post', '/api/integrations', {
      body: {
        type: 'generic',
        label: 'Card',
        enabled: true,
        paymentAction: 'authorize',
        credential: {
          kind: 'oauth_client',
          clientId: credential.credential.publicId,
          clientSecret: credential.secret,
        },
      },
    })
  ).expect(201);
  const path = { integrationId: integration.id };
  const checked = (await wire.ask('post', '/api/integrations/{integrationId}/check', { path })).expect(200);
  if (checked.status !== 'active') throw new Error(`the integration of the ${name} is ${checked.status}`);
  for (const [sortOrder, currency] of ['EUR', 'USD', 'JPY', 'KWD'].entries()) {
    const methods = [integration.methodId];
    const everywhere = { enabled: true, stopFurtherRules: false, countries: [] };
    const rule = { ...everywhere, name: `Cards in ${currency}`, sortOrder, currency, methods };
    (await wire.ask('post', '/api/payment-rules', { body: rule })).expect(201);
  }
  const sales = { email: 'sales@shop.example', password: SALES_PASSWORD };
  (await wire.ask('post', '/api/users', { body: { ...sales, name: 'Sales person', role: 'sales' } })).expect(201);
  return { merchant, credential, administrator: shop.administrator, sales };
}
