import { balances } from '../../engine/balances.ts';
import type { Command } from '../../engine/command.ts';
import { captureId, refundId } from '../../engine/ids.ts';
import { type Money, money } from '../../engine/money.ts';
import { changePayment, type Step } from '../../operations/change.ts';
import { disputeAfterCapture } from '../../operations/dispute.ts';
import { outcomePlan, refundPlan } from '../../situations/issuer.ts';
import type { About } from '../../situations/match.ts';
import type { Operation } from '../../situations/situation.ts';
import type { DialectObject } from '../../store/objects.ts';
import type { StoredPayment } from '../../store/store.ts';
import { askedOf } from './amount.ts';
import { type Call, ownerOf } from './call.ts';
import { decodeDetails, type NamedTransaction } from './codec.ts';
import { said } from './fields.ts';
import { type Original, originalOf, type Prepared } from './prepared.ts';
import { type Refused, refused } from './results.ts';
import { isVerification, pnrefOf } from './transactions.ts';
import { canBeVoided, newVoid, tooLate, voidStep } from './voiding.ts';

/** A delayed capture of an authorization: of all of it, or of AMT; the rest is kept only with CAPTURECOMPLETE=N. */
export async function prepareCapture(call: Call): Promise<Prepared | Refused> {
  const asked = await whatIsAsked(call);
  if (!asked.ok) return asked;
  const { original, amount } = asked;
  if (original.transaction.type !== 'A') return refused(111);
  const complete = (said(call.fields, 'CAPTURECOMPLETE') ?? 'Y').toUpperCase();
  if (complete !== 'Y' && complete !== 'N') return refused(7, 'CAPTURECOMPLETE');
  const id = captureId(call.world.random.id('cap'));
  const about = aboutOf(call, 'capture', asked);
  return changing(call, { type: 'D', part: id, original, about }, (stored, at) => {
    const plan = outcomePlan(call.world.situations.outcome(call.caller.merchant, about), at);
    const rest = complete === 'Y' ? 'release' : 'keep';
    const capture: Command = { type: 'capture', captureId: id, amount: amount ?? 'all', rest, plan, at };
    const { conduct = { kind: 'approves' } } = decodeDetails(stored);
    return { commands: [capture], next: (payment) => disputeAfterCapture(call.world, conduct, payment, at) };
  });
}

/** Gives back an authorization, or what captures have left of it; or takes back a sale or a capture that was not settled yet. */
export async function prepareVoid(call: Call): Promise<Prepared | Refused> {
  const original = await approvedOriginal(call);
  if (!original.ok) return original;
  const { transaction } = original;
  if (!canBeVoided(transaction)) return refused(108);
  const id = newVoid(call.world, transaction);
  const about = aboutOf(call, 'void', { original, amount: undefined });
  return changing(call, { type: 'V', part: id, original, about }, (stored, at) => {
    const plan = outcomePlan(call.world.situations.outcome(call.caller.merchant, about), at);
    return voidStep(stored, transaction, { id, plan, at }) ?? tooLate(call.world, at);
  });
}

/** Returns what a sale or a capture has taken: all that is left of it, or AMT. */
export async function prepareCredit(call: Call): Promise<Prepared | Refused> {
  const asked = await whatIsAsked(call);
  if (!asked.ok) return asked;
  const { original, amount } = asked;
  const { capture } = original.transaction;
  if (capture === undefined) return refused(105);
  const id = refundId(call.world.random.id('ref'));
  const about = aboutOf(call, 'refund', asked);
  return changing(call, { type: 'C', part: id, original, about }, (stored, at) => {
    const outcome = call.world.situations.outcome(call.caller.merchant, about);
    const plan = refundPlan(decodeDetails(stored).conduct ?? { kind: 'approves' }, at, outcome);
    const from = { refundId: id, captureId: capture.id } as const;
    return { commands: [{ type: 'refund', ...from, amount: amount ?? 'all', plan, at }] };
  });
}

type AskedFor = Readonly<{ original: Original; amount: Money | undefined }>;

async function whatIsAsked(call: Call): Promise<(AskedFor & Readonly<{ ok: true }>) | Refused> {
  const original = await approvedOriginal(call);
  if (!original.ok) return original;
  const asked = askedOf(call.fields, original.stored.payment.amount, call.profile);
  return asked.ok ? { ok: true, original, amount: asked.amount } : asked;
}

/** The transaction that is referred to, unless nothing came of it, or it was for nothing. */
async function approvedOriginal(call: Call): Promise<Original | Refused> {
  const original = await originalOf(call);
  if (!original.ok) return original;
  const { result } = original.transaction;
  if (result !== 0 && result !== 126) return refused(120);
  return isVerification(original.transaction) ? refused(12) : original;
}

function aboutOf(call: Call, operation: Operation, { original, amount }: AskedFor): About {
  const { stored } = original;
  const { card } = decodeDetails(stored);
  const { capturable, refundable } = balances(stored.payment);
  const all = money(operation === 'refund' ? refundable : capturable, stored.payment.amount.currency);
  return {
    operations: [operation],
    headers: call.exchange.headers,
    amount: amount ?? all,
    ...(stored.reference === '' ? {} : { reference: stored.reference }),
    ...(card === undefined ? {} : { card: { lastFour: card.lastFour } }),
  };
}

type Changing = Pick<Prepared, 'type' | 'part' | 'about'> & Readonly<{ original: Original }>;

function changing(
  call: Call,
  { original, ...what }: Changing,
  plan: (stored: StoredPayment, at: Parameters<Parameters<typeof changePayment>[2]>[1]) => Step,
): Prepared {
  const target = { ...ownerOf(call), paymentId: original.stored.paymentId };
  const run: Prepared['run'] = async (asking) => {
    const objects = await named(call, what);
    return changePayment(call.world, target, (stored, at) => withObjects(plan(stored, at), objects), asking);
  };
  return { ok: true, ...what, beside: [], run };
}

/** What finds the transaction by its CUSTREF; of several that have the same, the newest is found. */
async function named(call: Call, { type, part }: Pick<Prepared, 'type' | 'part'>) {
  const id = said(call.fields, 'CUSTREF');
  if (id === undefined) return [];
  const owner = ownerOf(call);
  const before = await call.world.store.findObject(owner, CUSTREF, id);
  const value: NamedTransaction = { pnref: pnrefOf(type, part) };
  const createdAt = call.world.now(owner);
  return [{ ...owner, kind: CUSTREF, id, createdAt, tags: [], value, version: (before?.version ?? 0) + 1 }];
}

function withObjects(step: Step, objects: readonly DialectObject[]): Step {
  return { ...step, objects: [...(step.objects ?? []), ...objects] };
}

/** The kind under which transactions are kept by the CUSTREF that they were made with. */
export const CUSTREF = 'custref';
