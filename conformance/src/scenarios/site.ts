import type { Shop, SignIn, Staff } from '../bench/shop.ts';
import type { paths } from '../bench/shop.wire.d.ts';
import { WireClient } from '../bench/wire-client.ts';
import type { Role, ShopName } from './places.ts';

/** Who is signed in, by the headers that say so. They are good for every shop on a database that knows the sessions. */
export type Sessions = ReadonlyMap<Role, Staff['headers']>;

/** A running shop with the people who work in it. */
export class Site implements AsyncDisposable {
  readonly name: ShopName;
  readonly shop: Shop;
  readonly #staff = new Map<Role, Promise<Staff>>();
  #ended = false;

  constructor(name: ShopName, shop: Shop, sessions: Sessions = new Map()) {
    this.name = name;
    this.shop = shop;
    for (const [role, headers] of sessions) {
      const wire = new WireClient<paths>({ url: shop.url, specification: 'shop', headers });
      this.#staff.set(role, Promise.resolve({ wire, headers }));
    }
    void shop.program.exited.then(() => {
      this.#ended = true;
    });
  }

  get url(): string {
    return this.shop.url;
  }

  /** Whether the shop has stopped although nobody asked it to. */
  get hasEnded(): boolean {
    return this.#ended;
  }

  /** A session of somebody in that role. */
  staff(role: Role): Promise<Staff> {
    const known = this.#staff.get(role);
    if (known) return known;
    const session = this.signInOf(role).then((user) => this.shop.signIn(user));
    this.#staff.set(role, session);
    return session;
  }

  /** The sessions of everybody who has signed in so far, and of whoever is named. */
  async sessions(...roles: readonly Role[]): Promise<Sessions> {
    await Promise.all(roles.map((role) => this.staff(role)));
    const everybody = [...this.#staff].map(async ([role, staff]) => [role, (await staff).headers] as const);
    return new Map(await Promise.all(everybody));
  }

  /** Another session in that role, as if a colleague had signed in. */
  async colleague(role: Role): Promise<Staff> {
    return this.shop.signIn(await this.signInOf(role));
  }

  /** What somebody in that role signs in with. */
  async signInOf(role: Role): Promise<SignIn> {
    if (role === 'administrator') return this.shop.administrator;
    const user = { email: `${role}@shop.example`, password: `the ${role} of this shop` };
    const { wire } = await this.staff('administrator');
    const made = await wire.ask('post', '/api/users', { body: { ...user, name: role, role } });
    // A shop that was started on a copied database knows everybody already.
    if (made.status !== 409) made.expect(201);
    return user;
  }

  /** Takes away what a scenario has set up, so that the next one finds the shop as if it were new. */
  async tidyUp(): Promise<void> {
    const { wire } = await this.staff('administrator');
    const { paymentRules } = (await wire.ask('get', '/api/payment-rules', {})).expect(200);
    for (const { id: paymentRuleId } of paymentRules) {
      (await wire.ask('delete', '/api/payment-rules/{paymentRuleId}', { path: { paymentRuleId } })).expect(204);
    }
    const { integrations } = (await wire.ask('get', '/api/integrations', {})).expect(200);
    for (const { id: integrationId } of integrations) {
      (await wire.ask('delete', '/api/integrations/{integrationId}', { path: { integrationId } })).expect(200);
    }
    const { offlineMethods } = (await wire.ask('get', '/api/offline-methods', {})).expect(200);
    for (const { id: offlineMethodId } of offlineMethods) {
      (await wire.ask('delete', '/api/offline-methods/{offlineMethodId}', { path: { offlineMethodId } })).expect(200);
    }
    const { version, taxes, discounts } = (await wire.ask('get', '/api/pricing', {})).expect(200);
    if (taxes.length + discounts.length === 0) return;
    (await wire.ask('put', '/api/pricing', { body: { version, taxes: [], discounts: [] } })).expect(200);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.shop[Symbol.asyncDispose]();
  }
}
