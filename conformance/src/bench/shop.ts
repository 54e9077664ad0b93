import { type Program, type ProgramOptions, startProgram } from './program.ts';
import type { components, paths } from './shop.wire.d.ts';
import { isObject } from './specification.ts';
import { WireClient } from './wire-client.ts';

/** Somebody who can sign in. */
export type SignIn = components['schemas']['SignIn'];

/** What a shop is started with. */
export type ShopOptions = Readonly<{
  environment: string;
  mode: string;
  /** Address of every provider in that environment. */
  providerUrl: string;
  database?: string;
  /** Where the key that settings are encrypted with is kept; made when it is not there. */
  keyFile: string;
  args?: readonly string[];
  /** Of the first administrator; a shop that is started on a database of before does not say it again. */
  administratorPassword?: string;
  /** What Node itself is started with: arguments before the script, and variables. */
  node?: Readonly<{ args: readonly string[]; environment: Readonly<Record<string, string>> }>;
}>;

/** A running reference shop. */
export interface Shop extends AsyncDisposable {
  readonly program: Program;
  readonly url: string;
  readonly environment: string;
  readonly administrator: SignIn;
  /** The shop as somebody who is not signed in. */
  visitor(): WireClient<paths>;
  /** The shop as somebody who is, and the headers that say so. */
  signIn(user?: SignIn): Promise<Staff>;
}

/** The shop's API with a session. */
export type Staff = Readonly<{ wire: WireClient<paths>; headers: Readonly<Record<string, string>> }>;

/** The arguments that start a shop. */
export function shopProgram(options: ShopOptions): ProgramOptions {
  const { environment, mode, providerUrl, database = ':memory:', keyFile, args = [], node } = options;
  const password = options.administratorPassword;
  return {
    environment: {
      ...node?.environment,
      ...(password === undefined ? {} : { SHOP_ADMINISTRATOR_PASSWORD: password }),
    },
    args: [
      ...(node?.args ?? []),
      'reference-impl/src/main.ts',
      '--json',
      ...['--port', '0', '--environment', environment, '--mode', mode],
      // One address, at which the provider answers in every language.
      ...[
        '--provider',
        `generic=${providerUrl}`,
        '--provider',
        `stripe=${providerUrl}`,
        '--provider',
        `paypal=${providerUrl}`,
        '--provider',
        `payflow=${providerUrl}/payflow`,
      ],
      ...['--database', database, '--key-file', keyFile],
      // Nothing that starts a shop here lets the machine die, only the shop.
      ...['--durability', 'normal'],
      // Nobody guesses at the passwords of a shop that is thrown away; where money is real it does not start like that.
      ...(mode === 'test' ? ['--password-cost', 'low'] : []),
      // Whoever wants it asked about what is unresolved says so, and nothing is sent that nobody has asked for.
      ...['--reconcile-every', '0'],
      ...args,
    ],
  };
}

/** Starts a shop of its own for whoever asks, and waits until it is ready. */
export async function startShop(options: ShopOptions): Promise<Shop> {
  const program = await startProgram(shopProgram(options));
  const { url, administrator } = readReady(program.ready, options.administratorPassword);
  const visitor = () => new WireClient<paths>({ url, specification: 'shop' });
  return {
    program,
    url,
    environment: options.environment,
    administrator,
    visitor,
    async signIn(user = administrator) {
      const reply = await visitor().ask('post', '/api/session', { body: user });
      const { csrfToken } = reply.expect(201);
      const cookie = reply.headers.getSetCookie().map((set) => set.split(';', 1)[0] ?? '');
      const headers = { cookie: cookie.join('; '), 'csrf-token': csrfToken };
      return { headers, wire: new WireClient<paths>({ url, specification: 'shop', headers }) };
    },
    [Symbol.asyncDispose]: async () => void (await program.stop()),
  };
}

/** Who signs in first unless the shop is told otherwise. */
const FIRST_ADMINISTRATOR = 'administrator@shop.example';

function readReady(
  ready: Readonly<Record<string, unknown>>,
  knownPassword: string | undefined,
): Readonly<{ url: string; administrator: SignIn }> {
  const { url, administrator } = ready;
  if (typeof url === 'string' && administrator === undefined && knownPassword !== undefined) {
    return { url, administrator: { email: FIRST_ADMINISTRATOR, password: knownPassword } };
  }
  if (typeof url === 'string' && isObject(administrator)) {
    const { email, password } = administrator;
    if (typeof email === 'string' && typeof password === 'string') return { url, administrator: { email, password } };
  }
  throw new Error(`not a shop's ready line: ${JSON.stringify(ready)}`);
}
