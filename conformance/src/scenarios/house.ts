import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type ShopOptions, startShop } from '../bench/shop.ts';
import { type Simulator, startSimulator } from '../bench/simulator.ts';
import { type Edit, editedNode } from '../mutants/edits.ts';
import { Evidence } from './evidence.ts';
import { SHOPS, type ShopName } from './places.ts';
import { copyDatabase } from './shop-database.ts';
import { type Sessions, Site } from './site.ts';

/** What a shop of its own is started with. */
export type Deployment = Readonly<{
  mode?: 'test' | 'live';
  providerUrl: string;
  database: string;
  keyFile: string;
  args?: readonly string[];
}>;

/** A shop that belongs to one scenario, and where it keeps what it knows. */
export type Installed = Readonly<{ site: Site; database: string; keyFile: string }>;

/** A database of a shop in which staff are signed in and nothing has happened yet. */
type Pattern = Readonly<{ database: string; sessions: Sessions }>;

/** The password of the first administrator of every shop. */
const ADMINISTRATOR_PASSWORD = 'the administrator of this shop';

/** What one worker runs its scenarios in: a simulator and one shop per environment, each started when it is first wanted. */
export class House implements AsyncDisposable {
  readonly #edits: readonly Edit[];
  readonly #folder = mkdtempSync(join(tmpdir(), 'assay-scenarios-'));
  readonly #sites = new Map<ShopName, Promise<Site>>();
  #simulator: Promise<Simulator> | undefined;
  #evidence: Evidence | undefined;
  readonly #patterns = new Map<ShopName, Pattern>();
  readonly #installed = new Set<ShopName>();
  #folders = 0;

  /** With edits, shops and simulator run with these changes to their sources. */
  constructor(edits: readonly Edit[] = []) {
    this.#edits = edits;
    process.once('exit', this.#forget);
  }

  simulator(): Promise<Simulator> {
    this.#simulator ??= startSimulator(this.#nodeFor('simulator'));
    return this.#simulator;
  }

  async evidence(): Promise<Evidence> {
    const { control } = await this.simulator();
    this.#evidence ??= new Evidence(control);
    return this.#evidence;
  }

  /** The shop that all scenarios of this worker share. */
  async site(name: ShopName): Promise<Site> {
    const known = await this.#sites.get(name);
    if (known && !known.hasEnded) return known;
    const simulator = await this.simulator();
    const keyFile = join(this.#folder, `${name}.key`);
    const { environment } = SHOPS[name];
    const site = this.deploy(name, { providerUrl: simulator.provider(environment).url, database: ':memory:', keyFile });
    this.#sites.set(name, site);
    return site;
  }

  /** A shop for one scenario, as good as new: hashing the passwords of its staff takes longer than all the rest. */
  async install(name: ShopName, providerUrl: string): Promise<Installed> {
    const pattern = this.#patterns.get(name);
    const place = { database: join(this.folder(), 'shop.sqlite'), keyFile: join(this.#folder, 'own.key') };
    if (pattern) copyDatabase(pattern.database, place.database);
    const site = await this.deploy(name, { ...place, providerUrl }, pattern?.sessions);
    // Who runs a single scenario has no use for a pattern.
    if (!pattern && this.#installed.has(name)) {
      const sessions = await site.sessions('administrator', 'integrator', 'sales');
      const database = join(this.folder(), 'pattern.sqlite');
      copyDatabase(place.database, database);
      this.#patterns.set(name, { database, sessions });
    }
    this.#installed.add(name);
    return { ...place, site };
  }

  /** Starts a shop. Rejects with what the shop said when it does not start. */
  async deploy(name: ShopName, deployment: Deployment, sessions?: Sessions): Promise<Site> {
    const shop = await startShop({
      ...SHOPS[name],
      ...deployment,
      ...this.#nodeFor('reference-impl'),
      administratorPassword: ADMINISTRATOR_PASSWORD,
    });
    return new Site(name, shop, sessions);
  }

  /** An empty folder, gone when the house is. */
  folder(): string {
    this.#folders += 1;
    return mkdtempSync(join(this.#folder, `${this.#folders}-`));
  }

  /** How a program of that workspace is started when some of its sources are to be edited. */
  #nodeFor(workspace: string): Pick<ShopOptions, 'node'> {
    const edits = this.#edits.filter(({ file }) => file.startsWith(`${workspace}/`));
    return edits.length === 0 ? {} : { node: editedNode(edits) };
  }

  /** The options that programs of the shop are started with, for a start that is expected to fail. */
  nodeForShop(): Pick<ShopOptions, 'node'> {
    return this.#nodeFor('reference-impl');
  }

  async [Symbol.asyncDispose](): Promise<void> {
    const sites = await Promise.allSettled(this.#sites.values());
    await Promise.all(sites.map(async (site) => site.status === 'fulfilled' && site.value[Symbol.asyncDispose]()));
    const simulator = await this.#simulator?.catch(() => undefined);
    await simulator?.[Symbol.asyncDispose]();
    process.off('exit', this.#forget);
    this.#forget();
  }

  readonly #forget = (): void => rmSync(this.#folder, { recursive: true, force: true });
}
