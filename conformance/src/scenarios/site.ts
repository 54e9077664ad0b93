import type { Shop, SignIn, Staff } from '../bench/shop.ts';
import type { Role, ShopName } from './places.ts';

/** A running shop with the people who work in it. */
export class Site implements AsyncDisposable {
  readonly name: ShopName;
  readonly shop: Shop;
  readonly #staff = new Map<Role, Promise<Staff>>();
  #ended = false;

  constructor(name: ShopName, shop: Shop) {
    this.name = name;
    this.shop = shop;
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
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.shop[Symbol.asyncDispose]();
  }
}
