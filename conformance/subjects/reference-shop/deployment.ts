import { join } from 'node:path';
import { type Program, startProgram } from '../../src/bench/program.ts';
import { shopProgram } from '../../src/bench/shop.ts';
import type { paths } from '../../src/bench/shop.wire.d.ts';
import { UnexpectedReply, WireClient } from '../../src/bench/wire-client.ts';
import type { EditedNode } from '../../src/mutants/edits.ts';

/** The shop's API. */
export type ShopApi = WireClient<paths>;

/** Where a shop keeps what it knows; it outlives the deployments that are started on it. */
export type ShopFolder = Readonly<{ path: string; administratorPassword: string }>;

/** Which environment a shop is started for, and where its provider is. */
export type DeploymentOptions = Readonly<{
  folder: ShopFolder;
  /** As somebody wrote it, which may be no environment at all; null when nothing was written. */
  environment: string | null;
  mode: string;
  providerUrl: string;
  /** How Node is told to load a known mistake; nothing by default. */
  edited: EditedNode;
}>;

const ADMINISTRATOR = 'administrator@shop.example';

/** A running shop, and its API as its administrator and as a customer. */
export class Deployment {
  readonly url: string;
  readonly staff: ShopApi;
  readonly customer: ShopApi;
  readonly #program: Program;

  private constructor(program: Program, url: string, staff: ShopApi) {
    this.#program = program;
    this.url = url;
    this.staff = staff;
    this.customer = new WireClient<paths>({ url, specification: 'shop' });
  }

  /** Starts a shop and signs in; a text says why the shop refused to start. */
  static async start({
    folder,
    environment,
    mode,
    providerUrl,
    edited,
  }: DeploymentOptions): Promise<Deployment | string> {
    const { args } = shopProgram({
      environment: environment ?? '',
      mode,
      providerUrl,
      database: join(folder.path, 'shop.sqlite'),
      keyFile: join(folder.path, 'shop.key'),
    });
    const wanted = environment === null ? withoutOption(args, '--environment') : args;
    try {
      const program = await startProgram({
        args: [...edited.args, ...wanted],
        environment: { ...edited.environment, SHOP_ADMINISTRATOR_PASSWORD: folder.administratorPassword },
        // The ready line is for us alone: it has the administrator's password.
        onOutput: (text) => void (text.includes('"ready":true') || process.stderr.write(text)),
      });
      const { url } = program.ready;
      if (typeof url !== 'string') throw new Error('the ready line of the shop has no url');
      return new Deployment(program, url, await signedIn(url, folder.administratorPassword));
    } catch (error) {
      return error instanceof Error ? complaintIn(error.message) : String(error);
    }
  }

  /** Ends the shop at once, whatever is under way. */
  async kill(): Promise<void> {
    await this.#program.kill();
  }

  /** Lets the requests under way come to their end, then ends the shop. */
  async stop(): Promise<void> {
    await this.#program.stop();
  }
}

async function signedIn(url: string, password: string): Promise<ShopApi> {
  const visitor = new WireClient<paths>({ url, specification: 'shop' });
  const reply = await visitor.ask('post', '/api/session', { body: { email: ADMINISTRATOR, password } });
  const { csrfToken } = reply.expect(201);
  const cookie = reply.headers.getSetCookie().map((set) => set.split(';', 1)[0] ?? '');
  const headers = { cookie: cookie.join('; '), 'csrf-token': csrfToken };
  return new WireClient<paths>({ url, specification: 'shop', headers });
}

function withoutOption(args: readonly string[], option: string): readonly string[] {
  const at = args.indexOf(option);
  return at < 0 ? args : [...args.slice(0, at), ...args.slice(at + 2)];
}

/** What the shop itself said, which is for people, or what Node said about it; the rest is how it was started. */
function complaintIn(message: string): string {
  return /assay-shop: (.*)/.exec(message)?.[1] ?? /^\w*Error\b.*/m.exec(message)?.[0] ?? message;
}

/** Runs something that talks to the shop. An answer against its own specification is said without what was sent. */
export async function withoutBodies<T>(talk: () => Promise<T>): Promise<T> {
  try {
    return await talk();
  } catch (error) {
    if (error instanceof UnexpectedReply) throw new Error(error.message.split('\n', 2).join(' '));
    throw error;
  }
}
