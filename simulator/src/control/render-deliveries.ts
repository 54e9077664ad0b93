import type { Instant } from '../engine/ids.ts';
import type { Attempt, Delivery, Progress } from '../webhooks/delivery.ts';
import type { components } from './wire.d.ts';

type Wire = components['schemas'];

/** A delivery on the wire, without its body. */
export function renderDelivery(delivery: Delivery): Wire['Delivery'] {
  const { id, notificationId, endpointId, environment, merchantId, dialect, paymentId, type, attemptCount } = delivery;
  return {
    id,
    notificationId,
    endpointId,
    environment,
    merchantId,
    dialect,
    ...(paymentId === undefined ? {} : { paymentId }),
    type,
    attemptCount,
    ...(delivery.disorder === undefined ? {} : { disorder: delivery.disorder }),
    createdAt: iso(delivery.createdAt),
    ...renderProgress(delivery.progress),
  };
}

/** One attempt on the wire. */
export function renderAttempt({ at, disorder, request, result, durationMs }: Attempt): Wire['Attempt'] {
  return {
    at: iso(at),
    ...(disorder === undefined ? {} : { disorder }),
    url: request.url,
    headers: { ...request.headers },
    ...(result.kind === 'answered'
      ? { answer: { status: result.status, headers: { ...result.headers }, ...excerptOf(result.excerpt) } }
      : { unanswered: { reason: result.reason, detail: result.detail } }),
    durationMs,
  };
}

function excerptOf(excerpt: string): Readonly<{ excerpt?: string }> {
  return excerpt === '' ? {} : { excerpt };
}

function renderProgress(
  progress: Progress,
): Pick<Wire['Delivery'], 'status' | 'nextAttemptAt' | 'deliveredAt' | 'parkedAt' | 'parked'> {
  switch (progress.status) {
    case 'pending':
      return { status: progress.status, nextAttemptAt: iso(progress.nextAttemptAt) };
    case 'delivered':
      return { status: progress.status, deliveredAt: iso(progress.deliveredAt) };
    case 'parked': {
      const { status, parkedAt, reason, detail } = progress;
      return { status, parkedAt: iso(parkedAt), parked: { reason, detail } };
    }
  }
}

function iso(at: Instant): string {
  return new Date(at).toISOString();
}
