import { join } from 'node:path';
import {
  After,
  AfterAll,
  Before,
  BeforeStep,
  Status,
  setDefaultTimeout,
  setDefinitionFunctionWrapper,
  setWorldConstructor,
  World,
} from '@cucumber/cucumber';
import type { Browser } from 'playwright-core';
import type { JournalEntry } from '../src/bench/control.ts';
import { Relay } from '../src/bench/relay.ts';
import type { components } from '../src/bench/shop.wire.d.ts';
import type { Simulator } from '../src/bench/simulator.ts';
import { type Edit, parseEdits } from '../src/mutants/edits.ts';
import { Scanner } from '../src/oracle/scanner.ts';
import { ApiDriver } from '../src/scenarios/api-driver.ts';
import { startBrowser } from '../src/scenarios/browser.ts';
import { BrowserDriver } from '../src/scenarios/browser-driver.ts';
import { type Evidence, excerpt, isFromShop } from '../src/scenarios/evidence.ts';
import { type Deployment, House, type Installed } from '../src/scenarios/house.ts';
import { SHOPS, type ShopName } from '../src/scenarios/places.ts';
import { redactedError, withoutSecrets } from '../src/scenarios/redact.ts';
import { Seller } from '../src/scenarios/seller.ts';
import { copyDatabase } from '../src/scenarios/shop-database.ts';
import type { Attempt, HistoryRow, Integration, Placed, ShopDriver } from '../src/scenarios/shop-driver.ts';
import type { Site } from '../src/scenarios/site.ts';
import type { Answer } from '../src/scenarios/strangers.ts';

/** What the program that runs the scenarios hands to the worlds of all of them. */
type Parameters = Readonly<{ via: 'api' | 'browser'; edits: string }>;

/** A shop that belongs to one scenario, with what it was started with. */
type OwnShop = Installed & Readonly<{ proxy: Relay | undefined }>;

/** What every scenario plays on. */
type Stage = Readonly<{ house: House; simulator: Simulator; evidence: Evidence; seller: Seller }>;

/** An answer of the provider to somebody who asked it directly. */
type DirectAnswer = Readonly<{ status: number; text: string }>;

const STEP_WITHIN_MS = 30_000;

/** What customers read on the payment method, unless a step says otherwise. */
export const CARD_PAYMENTS = 'Card payments';

/** One scenario: its seller, its shops, and what its people saw last. */
export class ScenarioWorld extends World<Parameters> {
  readonly scanner = new Scanner();
  /** The shop that a step is about which names none. */
  place: ShopName | undefined;
  /** What came of what somebody tried last. */
  attempt: Attempt<unknown> | undefined;
  integration: Integration | undefined;
  /** The payouts that the provider has made, the first one first. */
  readonly payouts: string[] = [];
  /** What the shop has said about a settlement report. */
  settlement: components['schemas']['SettlementReportDetails'] | undefined;
  offered: readonly string[] | undefined;
  /** What customers pay with, by what it is called at checkout. */
  method = CARD_PAYMENTS;
  placed: Placed | undefined;
  /** Where the customer was sent back to. */
  cameBackTo: string | undefined;
  history: readonly HistoryRow[] | undefined;
  directAnswer: DirectAnswer | undefined;
  /** What strangers were answered. */
  answers: readonly Answer[] | undefined;
  /** What a shop said that did not start; empty when it did start. */
  complaint: string | undefined;
  /** Crossings that a step of the scenario has spoken of, as `from to`. */
  readonly announced = new Set<string>();
  /** The last exchange before the scenario, and before the last thing that somebody did. */
  mark = 0;
  #begun = 0;
  #stage: Stage | undefined;
  readonly #own = new Map<ShopName, OwnShop>();
  readonly #drivers = new Map<Site, Readonly<{ driver: ShopDriver; api: ApiDriver }>>();
  readonly #dismissed: Site[] = [];

  get #set(): Stage {
    return given(this.#stage, 'the scenario has not begun');
  }

  get house(): House {
    return this.#set.house;
  }

  get simulator(): Simulator {
    return this.#set.simulator;
  }

  get evidence(): Evidence {
    return this.#set.evidence;
  }

  get seller(): Seller {
    return this.#set.seller;
  }

  /** Makes this the shop that later steps are about. */
  at(name: ShopName | undefined): ShopName {
    this.place = name ?? this.place;
    return given(this.place, 'no step has named a shop yet');
  }

  /** The running shop of that name: the scenario's own, or the one that all share. */
  async site(name: ShopName = this.at(undefined)): Promise<Site> {
    return this.#own.get(name)?.site ?? (await this.house.site(name));
  }

  /** The people of a shop, by API or in a browser, as the run was told. */
  async driver(name?: ShopName): Promise<ShopDriver> {
    return (await this.#drive(await this.site(name))).driver;
  }

  /** The same people through the API, for what only programs can do. */
  async api(name?: ShopName): Promise<ApiDriver> {
    return (await this.#drive(await this.site(name))).api;
  }

  environment(name: ShopName = this.at(undefined)) {
    return SHOPS[name].environment;
  }

  providerUrl(environment: string): string {
    return this.simulator.provider(environment).url;
  }

  /** Starts a shop that belongs to this scenario, with a database that lasts. All of them have one encryption key. */
  async install(name: ShopName, { proxied }: Readonly<{ proxied: boolean }>): Promise<void> {
    const home = this.providerUrl(SHOPS[name].environment);
    const proxy = proxied ? await Relay.to(home) : undefined;
    this.#own.set(name, { ...(await this.house.install(name, proxy?.url ?? home)), proxy });
  }

  /** The scenario's own shop of that name. */
  own(name: ShopName): OwnShop {
    return given(this.#own.get(name), `the ${name} shop is shared by all scenarios; install one first`);
  }

  proxy(): Relay {
    const proxied = [...this.#own.values()].find(({ proxy }) => proxy);
    return given(proxied?.proxy, 'no shop reaches the provider through a proxy');
  }

  /** Starts a shop once more on its own database, then stops the one that ran before; so the two have two addresses. */
  async restart(name: ShopName, different: Partial<Deployment> = {}): Promise<void> {
    const before = this.own(name);
    const { database, keyFile } = before;
    const providerUrl = this.providerUrl(SHOPS[name].environment);
    const sessions = await before.site.sessions();
    const site = await this.house.deploy(name, { database, keyFile, providerUrl, ...different }, sessions);
    this.#own.set(name, { ...before, site });
    this.#dismissed.push(before.site);
  }

  /** Starts a shop on a copy of another one's database, with the same key. */
  async startCopy(name: ShopName, original: ShopName): Promise<void> {
    const { database, keyFile } = this.own(original);
    const copy = join(this.house.folder(), 'copy.sqlite');
    copyDatabase(database, copy);
    const providerUrl = this.providerUrl(SHOPS[name].environment);
    const site = await this.house.deploy(name, { database: copy, keyFile, providerUrl });
    this.#own.set(name, { site, database: copy, keyFile, proxy: undefined });
  }

  /** What shops have sent to providers since the last thing that somebody did. */
  async sent(): Promise<readonly JournalEntry[]> {
    return (await this.since(this.mark)).filter(isFromShop);
  }

  /** Every exchange of the scenario so far. */
  sinceBegin(): Promise<readonly JournalEntry[]> {
    return this.since(this.#begun);
  }

  /** Every exchange after a position that is not about sellers of other scenarios, who may still be sent notifications. */
  async since(position: number): Promise<readonly JournalEntry[]> {
    const entries = await this.evidence.since(position);
    return entries.filter(({ merchantId }) => merchantId === undefined || this.seller.isOurs(merchantId));
  }

  /** What somebody tried, in words, when it was refused. */
  refusal(): string {
    const attempt = given(this.attempt, 'nobody has tried anything yet');
    if (attempt.kind === 'refused') return attempt.words;
    throw new Error('it was not refused');
  }

  /** Prepares the scenario. */
  async begin(house: House): Promise<void> {
    const simulator = await house.simulator();
    const evidence = await house.evidence();
    this.#stage = { house, simulator, evidence, seller: new Seller(simulator, this.scanner) };
    this.#begun = await evidence.position();
    this.mark = this.#begun;
  }

  /** What has to hold after every scenario, whatever it was about. */
  async expectNothingAstray(): Promise<void> {
    const entries = await this.sinceBegin();
    const strays = entries
      .filter(({ crossing }) => crossing)
      .map(({ credential, environment }) => `${credential?.environment} to ${environment}`)
      .filter((way) => !this.announced.has(way));
    if (strays.length > 0) throw new Error(`crossings that no step speaks of: from ${strays.join(', from ')}`);
    for (const { name, shop } of this.#drivers.keys()) {
      const leaked = this.scanner.find(shop.program.stdout() + shop.program.stderr());
      if (leaked.length > 0) throw new Error(`the log of the ${name} shop shows ${leaked[0]?.canary.label}`);
    }
  }

  /** Puts what helps to find out beside the failure: the journal, what the shops said, what people were looking at. */
  async attachEvidence(): Promise<void> {
    // Without a stage nothing could begin, and the failure itself says why.
    if (this.#stage) this.attach(await this.#journal(), 'text/plain');
    for (const [{ name, shop }, { driver }] of this.#drivers) {
      const said = shop.program.stderr();
      if (said !== '') this.attach(withoutSecrets(`The log of the ${name} shop:\n${said}`, this.scanner), 'text/plain');
      for (const { of, png } of await driver.screenshots()) {
        this.attach(png, { mediaType: 'image/png', fileName: `${name}-shop-${of}.png` });
      }
    }
  }

  /** Stops what belongs to this scenario alone, and tidies up what it shares. */
  async leave(): Promise<void> {
    const own = [...this.#own.values()];
    const shared = [...this.#drivers.keys()].filter(
      (site) => !this.#dismissed.includes(site) && !own.some((mine) => mine.site === site),
    );
    for (const { driver } of this.#drivers.values()) await driver[Symbol.asyncDispose]();
    await Promise.all([
      ...shared.map((site) => site.tidyUp()),
      ...this.#dismissed.map((site) => site[Symbol.asyncDispose]()),
      ...own.map(async ({ site, proxy }) => {
        await site[Symbol.asyncDispose]();
        await proxy?.[Symbol.asyncDispose]();
      }),
    ]);
  }

  async #journal(): Promise<string> {
    const entries = await this.sinceBegin().catch(() => undefined);
    const told = entries === undefined ? 'It cannot be read: the simulator does not answer.' : excerpt(entries);
    return withoutSecrets(`The provider's journal:\n${told}`, this.scanner);
  }

  async #drive(site: Site): Promise<Readonly<{ driver: ShopDriver; api: ApiDriver }>> {
    const known = this.#drivers.get(site);
    if (known) return known;
    const api = new ApiDriver(site);
    const driver = this.parameters.via === 'browser' ? new BrowserDriver(site, await browser()) : api;
    const both = { driver, api };
    this.#drivers.set(site, both);
    return both;
  }
}

/** The value, which a scenario has to have come to before. */
export function given<T>(value: T | undefined, otherwise: string): T {
  if (value === undefined) throw new Error(otherwise);
  return value;
}

/** What was seen is what a scenario says, or the step fails with both. */
export function expectEqual<T extends string | number | boolean | undefined>(seen: T, wanted: T, what: string): void {
  if (seen !== wanted) throw new Error(`${what}: expected ${String(wanted)}, saw ${String(seen)}`);
}

setWorldConstructor(ScenarioWorld);
setDefaultTimeout(STEP_WITHIN_MS);

// A failure may quote what was sent. Whoever reads reports is not meant to read secrets.
setDefinitionFunctionWrapper((code: (this: unknown, ...args: unknown[]) => unknown) => {
  return async function (this: unknown, ...args: unknown[]): Promise<unknown> {
    try {
      return await code.apply(this, args);
    } catch (error) {
      throw this instanceof ScenarioWorld ? redactedError(error, this.scanner) : error;
    }
  };
});

let house: House | undefined;
let started: Promise<Browser> | undefined;

function browser(): Promise<Browser> {
  started ??= startBrowser();
  return started;
}

Before(async function (this: ScenarioWorld) {
  house ??= new House(editsIn(this.parameters));
  await this.begin(house);
});

let lastType: string | undefined;

BeforeStep(async function (this: ScenarioWorld, { pickleStep }) {
  // What happens "then" is measured from the first of the steps that made it happen.
  if (pickleStep.type === 'Action' && lastType !== 'Action') this.mark = await this.evidence.position();
  lastType = pickleStep.type;
});

After(async function (this: ScenarioWorld, { result }) {
  lastType = undefined;
  let failed = result?.status !== Status.PASSED;
  try {
    if (!failed) {
      failed = true;
      await this.expectNothingAstray();
      failed = false;
    }
  } finally {
    if (failed) await this.attachEvidence();
    await this.leave();
  }
});

AfterAll(async () => {
  const open = await started?.catch(() => undefined);
  await open?.close();
  await house?.[Symbol.asyncDispose]();
  // With one worker a run in the browser comes after one by API in this same process.
  started = undefined;
  house = undefined;
});

// A run that is broken off takes everything down that it has started; without the coordinator a worker has nobody left
// to report to.
process.once('disconnect', () => process.exit(1));
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1));

function editsIn({ edits }: Parameters): readonly Edit[] {
  return parseEdits(edits);
}
