import { NOTIFICATION_BYTES_MAX, receive, workOff } from '../payments/inbox.ts';
import { integrationById } from '../payments/integrations.ts';
import { progressInWords, unverifiedInWords } from '../payments/notification.ts';
import { integrationId } from '../shop/ids.ts';
import { unreachable } from '../shop/unreachable.ts';
import { json, operation, orderOf, rawOperation } from './operation.ts';
import { problem } from './problem.ts';
import { wireNotification, wireUnverified } from './render.ts';

const SHOWN_MAX = 100;

/** What providers send by themselves. */
export const notificationOperations = {
  receiveNotification: rawOperation('receiveNotification', async (world, { parameters, headers, body }) => {
    if (body.length > NOTIFICATION_BYTES_MAX) return problem('/problems/body-too-large');
    const receipt = await receive(world, parameters.accessId ?? '', { headers, body });
    switch (receipt.kind) {
      case 'no_such_address':
        return problem('/problems/not-found');
      case 'unverified':
        return problem('/problems/notification-unverified', {
          reason: receipt.why,
          detail: unverifiedInWords(receipt.why),
        });
      case 'unasked':
        return problem('/problems/notification-unasked');
      case 'recorded':
      case 'repeated': {
        const { progress } = receipt.entry;
        // Answered first: a provider that waits for us must not be waited for.
        if (progress.state === 'received') world.background.begin('acting on notifications', () => workOff(world));
        if (progress.state !== 'refused') return json(200, { state: progress.state });
        return problem('/problems/notification-refused', { reason: progress.why, detail: progressInWords(progress) });
      }
      default:
        return unreachable(receipt);
    }
  }),

  listIntegrationNotifications: operation(
    'listIntegrationNotifications',
    { kind: 'permission', permission: 'manage_integrations' },
    async (world, { exchange }) => {
      const id = integrationId(exchange.parameters.integrationId ?? '');
      if (!(await integrationById(world, id))) return problem('/problems/not-found');
      const notifications = await world.inbox.ofIntegration(id, SHOWN_MAX);
      const unverified = await world.inbox.unverified(id);
      return json(200, {
        notifications: notifications.map(wireNotification),
        unverified: unverified.map(wireUnverified),
      });
    },
  ),

  listOrderNotifications: operation(
    'listOrderNotifications',
    { kind: 'permission', permission: 'view_payment_history' },
    async (world, { exchange }) => {
      const order = await orderOf(world, exchange);
      if (!order) return problem('/problems/not-found');
      const notifications = await world.inbox.ofOrder(order.id, SHOWN_MAX);
      return json(200, { notifications: notifications.map(wireNotification) });
    },
  ),
};
