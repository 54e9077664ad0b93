import type { components } from '../../src/bench/subject-protocol.wire.d.ts';
import { pause } from '../../src/platform/clock.ts';
import type { ShopApi } from './deployment.ts';
import type { Saved } from './integration.ts';
import { refusalOf } from './outcome.ts';
import type { Shops } from './shops.ts';

type Schemas = components['schemas'];

const LOOKS_MAX = 200;
const LOOK_EVERY_MS = 10;

/** Notifications, posted to the shop's own address as a provider would. */
export class Notifications {
  readonly #shops: Shops;
  /** Where something has arrived that the shop may still be acting on. */
  readonly #busy = new Map<string, Readonly<{ shopId: string; environment: string }>>();

  constructor(shops: Shops) {
    this.#shops = shops;
  }

  async deliver(params: Schemas['DeliverWebhookParams']): Promise<Schemas['DeliverWebhookResult']> {
    const { shopId, environment, headers, bodyBase64 } = params;
    const found = this.#shops.integration(shopId, environment);
    if (!found) return { outcome: 'failed', code: 'config.environment_unknown' };
    const { staff, saved } = found;
    const address = await addressOf(staff, saved);
    if (typeof address !== 'string') return address;
    const answer = await fetch(address, {
      method: 'POST',
      headers: headers.map(([name, value]): [string, string] => [name, value]),
      body: Buffer.from(bodyBase64, 'base64'),
      redirect: 'manual',
    });
    const body = Buffer.from(await answer.arrayBuffer());
    this.#busy.set(saved.id, { shopId, environment });
    return { outcome: 'ok', status: answer.status, bodyBase64: body.toString('base64') };
  }

  /** Waits until the shop has done what can be done now about everything that has arrived. */
  async settle(): Promise<void> {
    for (const [id, { shopId, environment }] of [...this.#busy]) {
      this.#busy.delete(id);
      const staff = this.#shops.integration(shopId, environment)?.staff;
      for (let look = 1; staff && look <= LOOKS_MAX && (await isActing(staff, id)); look++) await pause(LOOK_EVERY_MS);
    }
  }
}

async function addressOf(staff: ShopApi, { id }: Saved): Promise<string | Schemas['Failed']> {
  const path = { integrationId: id };
  const integration = await staff.ask('get', '/api/integrations/{integrationId}', { path });
  return integration.status === 200 ? integration.expect(200).notificationUrl : refusalOf(integration.body);
}

/** What waits for the provider to answer one day is not being acted on. */
async function isActing(staff: ShopApi, integrationId: string): Promise<boolean> {
  const asked = await staff.ask('get', '/api/integrations/{integrationId}/notifications', { path: { integrationId } });
  if (asked.status !== 200) return false;
  return asked.expect(200).notifications.some(({ state, reason }) => state === 'received' && reason === UNTOUCHED);
}

/** How the shop words a notification that nothing has been done about. */
const UNTOUCHED = 'To be acted on';
