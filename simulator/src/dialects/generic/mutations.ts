import { balances } from '../../engine/balances.ts';
import type { Command } from '../../engine/command.ts';
import { actionId, authorizationId, captureId, type Instant, paymentId, refundId, voidId } from '../../engine/ids.ts';
import { type Money, money } from '../../engine/money.ts';
import type { WholeReply } from '../../http/exchange.ts';
import { mayReturnTo } from '../../operations/artefacts.ts';
import { askIssuer, attemptAfterChallenge, newAttempt } from '../../operations/attempt.ts';
import { changePayment, createPayment, readPayment, type Step } from '../../operations/change.ts';
import { disputeAfterCapture } from '../../operations/dispute.ts';
import { cardDetails } from '../../situations/card-details.ts';
import { conductOf, finalAnswer, outcomePlan, refundPlan } from '../../situations/issuer.ts';
import type { Ownership, StoredPayment } from '../../store/store.ts';
import { accountOf, type Call, type ChangeCall, type Mutation, type Started, targetOf } from './call.ts';
import { decodeDetails, encodeDetails, type GenericDetails } from './codec.ts';
import { problem } from './errors.ts';
import { type Read, type RequestSchemas, readMoney } from './parse.ts';

/** Requests a payment: with a card, or one that was checked before, the issuer is asked; without one the customer is. */
export const requestPayment: Mutation<RequestSchemas['PaymentRequest']> = async (call, body) => {
  const amount = readMoney(body.amount);
  if (!amount.ok) return amount;
  const { world } = call;
  const kept = body.cardOf === undefined ? undefined : await keptCard(call, body.cardOf);
  if (kept !== undefined && !kept.ok) return kept;
  const wrongMethod = methodProblem(body);
  if (wrongMethod !== undefined) return { reply: wrongMethod };
  const wrongUrl = await returnUrlProblem(call, body);
  if (wrongUrl !== undefined) {
    return { reply: problem('/problems/invalid-request', { errors: [{ pointer: '/returnUrl', detail: wrongUrl }] }) };
  }
  const now = world.now(accountOf(call));
  const id = paymentId(world.random.id('pay'));
  const request: Command = {
    type: 'request',
    paymentId: id,
    amount: amount.value,
    captureMode: body.captureMode,
    at: now,
  };
  const owner: Ownership = {
    ...accountOf(call),
    paymentId: id,
    reference: body.reference,
    pageToken: world.random.secret(),
    createdAt: now,
  };
  const common: GenericDetails = {
    ...(body.description === undefined ? {} : { description: body.description }),
    metadata: body.metadata ?? {},
    ...(body.returnUrl === undefined ? {} : { returnUrl: body.returnUrl }),
    ...(body.method === undefined ? {} : { method: body.method }),
  };
  const step =
    kept !== undefined
      ? keptCardStep(call, request, amount.value, { ...common, ...kept.value }, now)
      : body.card === undefined
        ? pageStep(call, request, common, now)
        : await cardStep(call, request, amount.value, body.card, common, now);
  return { run: (asking) => createPayment(world, owner, step, asking) };
};

/** What does not go with the method, if anything does not. */
function methodProblem({
  method = 'card',
  card,
  cardOf,
  amount,
  captureMode,
}: RequestSchemas['PaymentRequest']): WholeReply | undefined {
  const wrong = (pointer: string, detail: string) =>
    problem('/problems/invalid-request', { errors: [{ pointer, detail }] });
  if (method !== 'card' && card !== undefined) return wrong('/card', `does not go with the method ${method}`);
  if (cardOf !== undefined && (method !== 'card' || card !== undefined)) {
    return wrong('/cardOf', 'is instead of a card, and of no other method');
  }
  if (amount.minor === 0 && (method !== 'card' || cardOf !== undefined || captureMode === 'automatic')) {
    return wrong('/amount/minor', 'of nothing only checks a card that is entered, with captureMode manual');
  }
  if (method === 'bank_transfer' && captureMode === 'manual') {
    return problem('/problems/not-supported', {
      detail: 'A bank transfer holds nothing that could be captured later; ask for captureMode automatic.',
    });
  }
  return undefined;
}

/** What is wrong with the address of the shop, if anything is. */
async function returnUrlProblem(
  { world, caller }: Call,
  { returnUrl, card, cardOf }: RequestSchemas['PaymentRequest'],
): Promise<string | undefined> {
  if (returnUrl === undefined) {
    return card === undefined && cardOf === undefined
      ? 'is required when the customer pays on the payment page'
      : undefined;
  }
  // The schema's `uri` lets pass what no browser can open, such as port 99999.
  if (!URL.canParse(returnUrl)) return 'is not an address that a browser can open';
  if (await mayReturnTo(world, caller.merchant.id, returnUrl)) return undefined;
  return 'is on a host that the merchant account has not registered as callback host';
}

function pageStep({ world }: Call, request: Command, details: GenericDetails, now: Instant): Step {
  const action = { actionId: actionId(world.random.id('act')), kind: 'redirect' } as const;
  return { commands: [request, { type: 'require_action', action, at: now }], details: encodeDetails(details) };
}

async function cardStep(
  call: ChangeCall,
  request: Command,
  amount: Money,
  card: NonNullable<RequestSchemas['PaymentRequest']['card']>,
  details: GenericDetails,
  now: Instant,
): Promise<Step> {
  const { world, exchange, caller } = call;
  const conduct = conductOf(card, exchange.environment.mode, now);
  const kept = cardDetails(card, await world.fingerprintKey(exchange.environment.name));
  const captureMode = request.type === 'request' ? request.captureMode : 'manual';
  const attempt = newAttempt(world, askIssuer(world, caller.merchant, call.about, conduct, captureMode), amount, now);
  return {
    commands: [request, { type: 'authorize', attempt, at: now }],
    next: (payment) => disputeAfterCapture(world, conduct, payment, now),
    details: encodeDetails({ ...details, card: kept, conduct }),
  };
}

type KeptCard = Pick<GenericDetails, 'card' | 'conduct'>;

/** The card of an earlier payment of nothing that the issuer has approved, as much as is kept of it. */
async function keptCard(call: Call, id: string): Promise<Read<KeptCard>> {
  const stored = await readPayment(call.world, { ...accountOf(call), paymentId: paymentId(id) });
  const details = stored && decodeDetails(stored);
  if (stored?.payment.state !== 'approved' || stored.payment.amount.minor !== 0n || details?.card === undefined) {
    const errors = [{ pointer: '/cardOf', detail: 'is no payment of this merchant account that has checked a card' }];
    return { ok: false, reply: problem('/problems/invalid-request', { errors }) };
  }
  const { card, conduct = { kind: 'approves' } } = details;
  return { ok: true, value: { card, conduct } };
}

/** The customer is not there to be asked for anything. */
function keptCardStep(
  { world, caller, about }: ChangeCall,
  request: Command,
  amount: Money,
  details: GenericDetails,
  now: Instant,
): Step {
  const captureMode = request.type === 'request' ? request.captureMode : 'manual';
  const conduct = details.conduct ?? { kind: 'approves' };
  const asked = askIssuer(world, caller.merchant, about, conduct, captureMode);
  const attempt = attemptAfterChallenge(world, asked, amount, now);
  return {
    commands: [request, { type: 'authorize', attempt, at: now }],
    next: (payment) => disputeAfterCapture(world, conduct, payment, now),
    details: encodeDetails(details),
  };
}

/** Captures all or part of the hold. */
export const captureStep: Mutation<RequestSchemas['CaptureRequest']> = (call, body) => {
  const amount = optionalMoney(body.amount);
  if (!amount.ok) return amount;
  const rest = body.final === true ? 'release' : 'keep';
  const { world, caller, about } = call;
  const outcome = world.situations.outcome(caller.merchant, about);
  return step(call, (stored, at) => ({
    commands: [
      {
        type: 'capture',
        captureId: captureId(world.random.id('cap')),
        amount: amount.value,
        rest,
        plan: outcomePlan(outcome, at),
        at,
      },
    ],
    next: (payment) => disputeAfterCapture(world, conductIn(stored), payment, at),
  }));
};

/** Gives back what is left of the hold. */
export const voidStep: Mutation<RequestSchemas['Empty']> = (call) => {
  const { world, caller, about } = call;
  const outcome = world.situations.outcome(caller.merchant, about);
  return change(call, (_stored, at) => {
    const id = voidId(world.random.id('void'));
    return [{ type: 'void', voidId: id, plan: outcomePlan(outcome, at), at }];
  });
};

/** Withdraws a payment that was never approved. */
export const cancelStep: Mutation<RequestSchemas['Empty']> = (call) =>
  change(call, (_stored, at) => [{ type: 'cancel', reason: 'by_merchant', at }]);

/** Asks the issuer for more. */
export const incrementStep: Mutation<RequestSchemas['IncrementRequest']> = (call, body) => {
  const by = readMoney(body.amount);
  if (!by.ok) return by;
  const rule = call.world.situations.issuer(call.caller.merchant, call.about);
  return change(call, (stored, at) => [
    { type: 'increment', by: by.value, answer: finalAnswer(conductIn(stored), by.value, rule), at },
  ]);
};

/** Replaces the hold by a fresh one for what is left to capture; that is what the issuer is asked for. */
export const reauthorizeStep: Mutation<RequestSchemas['Empty']> = (call) => {
  const { world, caller, about } = call;
  const rule = world.situations.issuer(caller.merchant, about);
  return change(call, (stored, at) => {
    const asked = money(balances(stored.payment).capturable, stored.payment.amount.currency);
    const id = authorizationId(world.random.id('auth'));
    const answer = finalAnswer(conductIn(stored), asked, rule);
    return [{ type: 'reauthorize', authorizationId: id, amount: 'all', answer, at }];
  });
};

/** Returns captured money. */
export const refundStep: Mutation<RequestSchemas['RefundRequest']> = (call, body) => {
  const amount = optionalMoney(body.amount);
  if (!amount.ok) return amount;
  const id = refundId(call.world.random.id('ref'));
  const from = body.captureId === undefined ? {} : { captureId: captureId(body.captureId) };
  const outcome = call.world.situations.outcome(call.caller.merchant, call.about);
  return step(call, (stored, at) => {
    const details = decodeDetails(stored);
    const plan = refundPlan(conductIn(stored), at, outcome);
    const refundReasons = { ...details.refundReasons, ...(body.reason === undefined ? {} : { [id]: body.reason }) };
    return {
      commands: [{ type: 'refund', refundId: id, ...from, amount: amount.value, plan, at }],
      details: encodeDetails({ ...details, refundReasons }),
    };
  });
};

function change(call: Call, commands: (stored: StoredPayment, now: Instant) => readonly Command[]): Started {
  return step(call, (stored, now) => ({ commands: commands(stored, now) }));
}

function step(call: Call, plan: (stored: StoredPayment, now: Instant) => Step): Started {
  return { run: (asking) => changePayment(call.world, targetOf(call), plan, asking) };
}

function conductIn(stored: StoredPayment) {
  return decodeDetails(stored).conduct ?? ({ kind: 'approves' } as const);
}

function optionalMoney(wire: RequestSchemas['CaptureRequest']['amount']) {
  return wire === undefined ? ({ ok: true, value: 'all' } as const) : readMoney(wire);
}
