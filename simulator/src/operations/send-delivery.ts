import type { WebhookEndpoint } from '../accounts/artefact.ts';
import { instant } from '../engine/ids.ts';
import type { Candidate, Passage } from '../gate/gate.ts';
import { type Attempt, type Delivery, type ParkedReason, type Pending, parked } from '../webhooks/delivery.ts';
import { corrupted, type Disorder } from '../webhooks/disorder.ts';
import type { Sent, Slot } from '../webhooks/outbox.ts';
import { afterAttempt, retryAfterMs } from '../webhooks/schedule.ts';
import { nobodysSecret, type SignedAs, type SigningSecret } from '../webhooks/signature.ts';
import { mayReturnTo } from './artefacts.ts';
import { environmentOf } from './notifications.ts';
import { type Outgoing, outgoingEntry, resultOf, tookMs } from './outgoing-journal.ts';
import { disableEndpoint, signingSecrets } from './webhook-endpoints.ts';
import { dialectData, type World } from './world.ts';

/** Makes one attempt at a delivery that was claimed, or finds out why there can be none, and writes down what came of it. */
export async function sendDelivery(world: World, delivery: Delivery, slot: Slot<Passage>): Promise<Sent> {
  const { progress } = delivery;
  if (progress.status !== 'pending') throw new Error(`delivery ${delivery.id} was claimed while ${progress.status}`);
  await passGate(world, delivery, slot);
  const found = await readiness(world, delivery, progress);
  if (found.kind === 'ready') return attempt(world, delivery, progress, found);
  await park(world, delivery, found);
  return 'nothing_sent';
}

/** What the gate holds takes up no place: others go ahead, also those about the same payment. */
async function passGate(world: World, delivery: Delivery, { passage, aside }: Slot<Passage>): Promise<void> {
  const { merchantId, environment, type, paymentId, endpointId } = delivery;
  if (world.gate.settingsOf(merchantId) === undefined) return;
  const stored = paymentId === undefined ? undefined : await world.store.findPayment(environment, paymentId);
  const endpoint = await world.store.findEndpoint(endpointId);
  const candidate: Candidate = {
    kind: 'notification',
    type,
    ...(paymentId === undefined ? {} : { paymentId }),
    ...(stored === undefined ? {} : { reference: stored.reference }),
    // The port is another one in every run, and says nothing.
    ...(endpoint === undefined ? {} : { detail: new URL(endpoint.url).pathname }),
  };
  if (world.gate.holds(merchantId, candidate)) await aside(() => passage.hold(candidate));
}

type Ready = Readonly<{ kind: 'ready'; endpoint: WebhookEndpoint; secrets: readonly SigningSecret[] }>;
/** Why nothing is sent; with the address, where there is one, to which nothing is. */
type Obstacle = Readonly<{ kind: 'obstacle'; reason: ParkedReason; detail: string; url?: string }>;

async function readiness(world: World, delivery: Delivery, progress: Pending): Promise<Ready | Obstacle> {
  const obstacle = (reason: ParkedReason, detail: string, url?: string): Obstacle => {
    return { kind: 'obstacle', reason, detail, ...(url === undefined ? {} : { url }) };
  };
  const endpoint = await world.store.findEndpoint(delivery.endpointId);
  if (endpoint === undefined || endpoint.environment !== delivery.environment) {
    return obstacle('endpoint_removed', 'The endpoint was removed.');
  }
  if (endpoint.disabledAt !== undefined) return obstacle('endpoint_disabled', 'The endpoint is disabled.');
  if (progress.toCome?.kind === 'drop') return obstacle('dropped', 'It was dropped on request.', endpoint.url);
  if (!(await mayReturnTo(world, delivery.merchantId, endpoint.url))) {
    const detail = 'The merchant account has callback hosts, and this is none of them.';
    return obstacle('host_not_registered', detail, endpoint.url);
  }
  const secrets = signingSecrets(world, endpoint, world.now(delivery));
  if (secrets === undefined) {
    return obstacle('secret_unreadable', 'The signing secret was sealed with another key file; rotate it.');
  }
  if (secrets.length === 0) return obstacle('no_secret', 'The endpoint has no signing secret; rotate it to make one.');
  return { kind: 'ready', endpoint, secrets };
}

async function attempt(
  world: World,
  delivery: Delivery,
  progress: Pending,
  { endpoint, secrets }: Ready,
): Promise<Sent> {
  const { id, notificationId, dialect, body } = delivery;
  const { sign, ladder } = dialectData(world, dialect).notifications;
  const at = world.now(delivery);
  const { toCome } = progress;
  const signedAt = toCome?.kind === 'stale_timestamp' ? instant(at - toCome.ms) : at;
  const signing = await signers(world, endpoint, secrets, toCome);
  const headers = {
    'content-type': `${JSON_TYPE}; charset=utf-8`,
    'user-agent': 'Assay-Webhooks',
    ...sign({ id: notificationId, at: signedAt, body }, signing.secrets, signing.as),
  };
  const sentBody = toCome?.kind === 'corrupt' ? corrupted(body) : body;
  const startedMs = world.elapsedMs();
  const posted = await world.poster.post({ url: endpoint.url, headers, body: sentBody });
  const durationMs = tookMs(world, startedMs);
  if (posted.kind === 'cancelled') return 'nothing_sent';
  if (posted.kind === 'forbidden') {
    await park(world, delivery, { reason: 'host_not_allowed', detail: `${posted.detail}.`, url: endpoint.url });
    return 'nothing_sent';
  }
  const ended = world.now(delivery);
  const made: Attempt = {
    at,
    ...(toCome === undefined ? {} : { disorder: toCome.kind }),
    request: { url: world.masks.target(endpoint.url), headers },
    result: resultOf(world, posted),
    durationMs,
  };
  const outcome =
    posted.kind === 'answered'
      ? { ...posted, retryAfterMs: retryAfterMs(posted.headers['retry-after'], ended) }
      : { ...posted, why: `at the last: ${posted.detail}` };
  const { mode } = environmentOf(world, delivery.environment);
  const next = afterAttempt(ladder[mode], progress, outcome, ended);
  const number = delivery.attemptCount + 1;
  if ((await world.store.recordDelivery({ id, attempt: made, progress: next })) === 'recorded') {
    const { result } = made;
    const sent = outgoing(delivery, made.request, sentBody, {
      attempt: number,
      ...(toCome === undefined ? {} : { disorder: toCome.kind }),
    });
    const requestId = `${id}-${number}`;
    world.store.append(outgoingEntry(world, sent, { at, requestId, result, crossing: signing.crossing, durationMs }));
  }
  if (next.status === 'parked' && next.reason === 'endpoint_gone') {
    await disableEndpoint(world, endpoint.id, 'The receiver had answered 410 Gone.');
  }
  return posted.kind === 'unanswered' && posted.reason === 'timeout' ? 'timed_out' : 'ended';
}

/** With what an attempt is signed; a crossing is a signature of another environment, made on request. */
type Signing = Readonly<{ secrets: readonly SigningSecret[]; as: SignedAs; crossing: boolean }>;

async function signers(
  world: World,
  endpoint: WebhookEndpoint,
  own: readonly SigningSecret[],
  disorder: Disorder | undefined,
): Promise<Signing> {
  const nobodys = (): Signing => ({
    secrets: [nobodysSecret(endpoint.id)],
    as: { endpointId: endpoint.id, pages: world.pageAddress(endpoint.environment), environmentSecret: 'nobody' },
    crossing: false,
  });
  if (disorder?.kind === 'wrong_signature') return nobodys();
  if (disorder?.kind !== 'other_environment_signature') {
    return { secrets: own, as: await signedAs(world, endpoint), crossing: false };
  }
  const named = disorder.endpointId === undefined ? undefined : await world.store.findEndpoint(disorder.endpointId);
  const candidates = named === undefined ? await world.store.endpointsAt(endpoint.url) : [named];
  for (const foreign of candidates) {
    if (foreign.environment === endpoint.environment) continue;
    const secrets = signingSecrets(world, foreign, world.now(foreign));
    if (secrets !== undefined && secrets.length > 0) {
      return { secrets, as: await signedAs(world, foreign), crossing: true };
    }
  }
  return nobodys();
}

async function signedAs(world: World, { id, environment }: WebhookEndpoint): Promise<SignedAs> {
  const environmentSecret = await world.fingerprintKey(environment);
  return { endpointId: id, pages: world.pageAddress(environment), environmentSecret };
}

type Park = Omit<Obstacle, 'kind'>;

/** Sends nothing more by itself; the journal has what somebody has asked to be lost, and what may not be sent there. */
async function park(world: World, delivery: Delivery, { reason, detail, url }: Park): Promise<void> {
  const { id, body, ...place } = delivery;
  const at = world.now(place);
  if (url !== undefined) {
    const why = reason === 'host_not_allowed' || reason === 'host_not_registered' ? { unsent: reason } : {};
    const disorder = reason === 'dropped' ? ({ disorder: 'drop' } as const) : {};
    const unsent = outgoing(delivery, { url, headers: {} }, body, { ...why, ...disorder });
    world.store.append(outgoingEntry(world, unsent, { at, requestId: `${id}-${reason}` }));
  }
  await world.store.recordDelivery({ id, progress: parked(reason, detail, at) });
}

const JSON_TYPE = 'application/json';

function outgoing(
  { environment, dialect, merchantId, paymentId, id, notificationId, endpointId, type }: Delivery,
  { url, headers }: Attempt['request'],
  body: string,
  what: Omit<Outgoing['delivery'], 'deliveryId' | 'notificationId' | 'endpointId' | 'type'>,
): Outgoing {
  return {
    environment,
    dialect,
    merchantId,
    ...(paymentId === undefined ? {} : { paymentId }),
    operation: 'receiveNotification',
    url,
    headers,
    contentType: JSON_TYPE,
    body,
    delivery: { deliveryId: id, notificationId, endpointId, type, ...what },
  };
}
