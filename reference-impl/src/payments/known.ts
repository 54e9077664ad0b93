import type { Instant } from '../shop/ids.ts';
import type { Deployment } from './deployment.ts';
import { type Integration, notificationUrl } from './integration.ts';
import type { CaptureCommand, Known, PurchaseCommand } from './provider.ts';
import { type FollowUp, isInFlight, type Purchase } from './transaction.ts';

/** A purchase with what was done to it, and where and when its provider is to be asked. */
type About = Readonly<{
  deployment: Deployment;
  integration: Integration;
  command: PurchaseCommand;
  purchase: Purchase;
  followUps: readonly FollowUp[];
  now: Instant;
}>;

/** What the shop knows of a purchase by itself, as it is told to an adapter. */
export function knownOf({ deployment, integration, command, purchase, followUps, now }: About): Known {
  const { reference, account, createdAt: wishedAt } = purchase;
  return {
    address: integration.settings.address,
    notificationUrl: notificationUrl(deployment, integration.accessId),
    now,
    purchase: command,
    wishedAt,
    ...(reference === undefined ? {} : { reference }),
    ...(account === undefined ? {} : { account }),
    captures: followUps.flatMap((one) => (one.action === 'capture' ? (one.reference ?? []) : [])),
    unanswered: followUps.flatMap((one) => unansweredCapture(one, reference) ?? []),
    refunds: followUps.flatMap((one) => {
      if (one.action !== 'refund' || one.reference === undefined || one.origin.by !== 'shop') return [];
      return [{ commandId: one.origin.commandId, reference: one.reference }];
    }),
  };
}

function unansweredCapture(one: FollowUp, paymentReference: string | undefined): CaptureCommand | undefined {
  if (one.action !== 'capture' || one.origin.by !== 'shop' || paymentReference === undefined) return undefined;
  if (one.reference !== undefined || !isInFlight(one)) return undefined;
  const { amount, rest, origin } = one;
  return { paymentReference, amount, rest, idempotencyKey: origin.idempotencyKey };
}
