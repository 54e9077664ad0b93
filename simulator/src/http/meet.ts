import type { Merchant } from '../accounts/merchant.ts';
import { type Effect, effectOf, type Fault, type FaultStatus, type RetryAfter } from '../faults/fault.ts';
import { HTML_PAGE, malformed } from '../faults/spoil.ts';
import type { Candidate, Passage } from '../gate/gate.ts';
import type { AppliedFault } from '../operations/situations.ts';
import type { World } from '../operations/world.ts';
import type { About } from '../situations/match.ts';
import type { ListenerExchange, Reply, WholeReply } from './exchange.ts';

/** What a provider says when it fails, in the words of its dialect. */
export type FaultWords = Readonly<{
  failed: (status: FaultStatus, headers: Readonly<Record<string, string>>) => WholeReply;
  /** The request is taken for the repeat of one that is still being worked on. */
  inProgress: () => WholeReply;
  /** The reply with every time in it off by so much. */
  skewed: (reply: WholeReply, byMs: number) => WholeReply;
}>;

/** A request of a known merchant account, and what it is about. */
export type Met = Readonly<{
  world: World;
  exchange: ListenerExchange;
  merchant: Merchant;
  about: About;
  /** Whether it is to change anything; a question leaves no effect that could be committed. */
  kind: 'change' | 'question';
  paymentId?: string;
  words: FaultWords;
}>;

/** How the request is to be carried out. */
export type CarryingOut = Readonly<{
  /** `stale`: as it was one change ago. */
  view: 'current' | 'stale';
  /** To be awaited when it is known that there is something to do, and before it is done. */
  slowly: () => Promise<void>;
}>;

/**
 * Lets the simulated world have its way with a request: holds it at the gate, lets it go wrong on the wire, before or
 * after it is carried out. What is carried out and remembered is the truth whatever becomes of the answer.
 */
export async function meet(met: Met, carryOut: (how: CarryingOut) => Promise<WholeReply>): Promise<Reply> {
  const { world, exchange, merchant, about } = met;
  const passage = world.gate.enter({ environment: exchange.environment.name, merchantId: merchant.id }, 'exchanges');
  try {
    await passage.hold(candidate(met, 'before'));
    const applied = world.situations.fault(merchant, about);
    if (applied === undefined) {
      const reply = await carryOut({ view: 'current', slowly: async () => {} });
      await passage.hold(candidate(met, 'after'));
      return reply;
    }
    return await goneWrong(met, applied, passage, carryOut);
  } finally {
    passage.leave();
  }
}

async function goneWrong(
  met: Met,
  { fault, waitMs }: AppliedFault,
  passage: Passage,
  carryOut: (how: CarryingOut) => Promise<WholeReply>,
): Promise<Reply> {
  const { world, exchange } = met;
  const wait = () => passage.rest(world.waits.forMs(placeOf(met), waitMs));
  let reply: WholeReply | undefined;
  let effect: Effect = 'none';
  if (effectOf(fault) === 'committed') {
    reply = await carryOut({
      view: fault.kind === 'stale_read' ? 'stale' : 'current',
      slowly: async () => {
        if (fault.kind === 'latency' && fault.before === 'effect') await wait();
      },
    });
    if (met.kind === 'change' && reply.status < 400) effect = 'committed';
  }
  exchange.notes.fault = { kind: fault.kind, effect };
  await passage.hold(candidate(met, 'after'));
  if (fault.kind === 'latency' && fault.before === 'answer') await wait();
  if (fault.kind === 'connection_refused') await world.outages.begin(exchange.environment.name, fault.outage);
  return spoiled(met, fault, reply);
}

/** What is answered; `reply` is the truth, where the request was carried out. */
function spoiled(met: Met, fault: Fault, reply: WholeReply | undefined): Reply {
  const { world, words } = met;
  const place = placeOf(met);
  switch (fault.kind) {
    case 'connection_refused':
    case 'reset_before':
    case 'reset_after_commit':
      return { delivery: { how: 'reset' } };
    case 'drop_reply':
      return { delivery: { how: 'silence', over: () => world.waits.forMs(place, fault.heldMs) } };
    case 'html_200':
      return { status: 200, headers: { 'content-type': 'text/html; charset=utf-8' }, body: HTML_PAGE };
    case 'status':
      return words.failed(fault.status, retryAfter(met, fault.retryAfter));
    case 'duplicate_refused':
      return words.inProgress();
    default:
      if (reply === undefined) throw new Error(`${fault.kind} without anything to answer`);
      return spoiledReply(met, fault, reply);
  }
}

type OfReply = Extract<
  Fault,
  { kind: 'latency' | 'half_reply' | 'trickle' | 'wrong_content_type' | 'malformed_json' | 'clock_skew' | 'stale_read' }
>;

function spoiledReply(met: Met, fault: OfReply, reply: WholeReply): Reply {
  const { world, words } = met;
  const place = placeOf(met);
  switch (fault.kind) {
    case 'latency':
    case 'stale_read':
      return reply;
    case 'half_reply':
      return { ...reply, delivery: { how: 'half' } };
    case 'trickle': {
      const pause = () => world.waits.forMs(place, fault.everyMs);
      return { ...reply, delivery: { how: 'pieces', count: fault.pieces, pause } };
    }
    case 'wrong_content_type':
      return { ...reply, headers: { ...reply.headers, 'content-type': fault.contentType } };
    case 'malformed_json':
      return { ...reply, body: malformed(reply.body) };
    case 'clock_skew': {
      const skewed = words.skewed(reply, fault.byMs);
      return { ...skewed, headers: { ...skewed.headers, date: httpDate(world.now(place) + fault.byMs) } };
    }
  }
}

function retryAfter(met: Met, after: RetryAfter | undefined): Readonly<Record<string, string>> {
  if (after === undefined) return {};
  const inSeconds = String(Math.ceil(after.ms / 1000));
  return { 'retry-after': after.as === 'seconds' ? inSeconds : httpDate(met.world.now(placeOf(met)) + after.ms) };
}

function candidate({ about, paymentId }: Met, point: 'before' | 'after'): Candidate {
  const { operations, reference, amount } = about;
  return {
    kind: 'request',
    point,
    operations,
    ...(reference === undefined ? {} : { reference }),
    ...(paymentId === undefined ? {} : { paymentId }),
    ...(amount === undefined ? {} : { detail: `${amount.minor} ${amount.currency}` }),
  };
}

function placeOf({ exchange, merchant }: Met): Readonly<{ environment: string; merchantId: string }> {
  return { environment: exchange.environment.name, merchantId: merchant.id };
}

/** A time as HTTP writes it (RFC 9110 section 5.6.7). */
function httpDate(ms: number): string {
  return new Date(ms).toUTCString();
}
