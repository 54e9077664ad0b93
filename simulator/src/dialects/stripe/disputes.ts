import type { Command } from '../../engine/command.ts';
import { type Instant, later } from '../../engine/ids.ts';
import type { Dispute } from '../../engine/payment.ts';
import { type Change, changePayment, type Step } from '../../operations/change.ts';
import type { StoredPayment } from '../../store/store.ts';
import { type Answer, type Call, type ChangeCall, show } from './call.ts';
import { decodeDetails, encodeDetails, type KeptDispute, merged, readPointer } from './codec.ts';
import type { Made } from './commit.ts';
import { commitPayment } from './commit-payment.ts';
import { disputeIn, renderDispute, UNANSWERED } from './dispute-object.ts';
import { invalid, missing, type Read, type Refused } from './errors.ts';
import { targetOf } from './intent-target.ts';
import { listOf } from './list.ts';
import { mergedMetadata } from './merge.ts';
import { atOf, found, sourceOf } from './objects.ts';
import { change, type Operation, question } from './operation.ts';
import type { Params } from './parameters.ts';
import { chargeTag, intentTag } from './pointers.ts';

const ALL = '/v1/disputes';
const ONE = '/v1/disputes/:id';
const DISPUTE = { object: 'dispute', in: 'itself' } as const;

/** Disputes: what cardholders contest, and what the merchant says to it. */
export const disputeOperations: readonly Operation[] = [
  question(
    {
      path: ALL,
      operation: 'listDisputes',
      scope: 'read',
      params: 'ListDisputesParams',
      shows: { ...DISPUTE, in: 'list' },
    },
    listDisputes,
  ),
  question({ path: ONE, operation: 'getDispute', scope: 'read', params: 'NoParams', shows: DISPUTE }, async (call) => {
    const stored = await disputedPayment(call);
    return stored.ok ? shown(call, stored.value) : stored;
  }),
  change(
    { path: ONE, operation: 'updateDispute', scope: 'refund', params: 'UpdateDisputeParams', shows: DISPUTE },
    updateDispute,
  ),
  change(
    { path: `${ONE}/close`, operation: 'closeDispute', scope: 'refund', params: 'NoParams', shows: DISPUTE },
    (call) =>
      changeDispute(call, (_, dispute, at) => ({
        commands: [
          dispute.stage === 'inquiry'
            ? { type: 'resolve_dispute', disputeId: dispute.id, outcome: 'won', at }
            : { type: 'accept_dispute', disputeId: dispute.id, at },
        ],
      })),
  ),
];

async function listDisputes(call: Call, params: Params<'ListDisputesParams'>): Promise<Answer> {
  const source = sourceOf(call);
  const { charge, payment_intent: intent } = params;
  return listOf(call, params, {
    kind: 'dispute',
    url: ALL,
    tags: [...(charge === undefined ? [] : [chargeTag(charge)]), ...(intent === undefined ? [] : [intentTag(intent)])],
    render: async (pointer) => {
      const stored = await source.payment(readPointer(pointer).payment);
      return stored === undefined ? undefined : renderDispute(stored, pointer.id, source.at);
    },
  });
}

// What decides how it ends, in words that stand for evidence: https://docs.stripe.com/testing#disputes
const DECISIVE: Readonly<Record<string, 'won' | 'lost'>> = {
  winning_evidence: 'won',
  losing_evidence: 'lost',
  escalate_inquiry_evidence: 'lost',
};
const DECIDED_AFTER_MS = 5_000;

function updateDispute(call: ChangeCall, params: Params<'UpdateDisputeParams'>): Promise<Made | Refused> {
  const { evidence, metadata, submit = evidence !== undefined } = params;
  return changeDispute(call, (kept, dispute, at) => {
    const said = merged<KeptDispute['evidence']>(kept.evidence, evidence ?? {});
    const plan = planFor(call, said.uncategorized_text, at);
    return {
      commands: submit ? [{ type: 'submit_evidence', disputeId: dispute.id, plan, at }] : [],
      kept: {
        evidence: said,
        metadata: mergedMetadata(kept.metadata, metadata),
        submissions: kept.submissions + (submit ? 1 : 0),
      },
      asksFor: evidence === undefined ? 'nothing' : 'evidence',
    };
  });
}

/** Nobody decides by magic words where money is real: there, the dispute waits for somebody at the console. */
function planFor({ livemode }: Call, text: string | undefined, at: Instant) {
  const outcome = livemode || text === undefined || !Object.hasOwn(DECISIVE, text) ? undefined : DECISIVE[text];
  return outcome === undefined
    ? ({ when: 'unplanned' } as const)
    : ({ when: 'later', decideAt: later(at, DECIDED_AFTER_MS), outcome } as const);
}

type Asked = Readonly<{ commands: readonly Command[]; kept?: KeptDispute; asksFor?: 'evidence' | 'nothing' }>;

async function changeDispute(
  call: ChangeCall,
  ask: (kept: KeptDispute, dispute: Dispute, at: Instant) => Asked,
): Promise<Made | Refused> {
  const stored = await disputedPayment(call);
  if (!stored.ok) return stored;
  const dispute = disputeIn(stored.value, call.id);
  if (dispute === undefined) return noSuchDispute(call.id);
  const asked = ask(keptOf(stored.value, dispute), dispute, call.now);
  if (asked.asksFor === 'evidence' && dispute.status !== 'needs_response') return tooLate(dispute);
  return commitPayment(
    call,
    (asking) =>
      changePayment(
        call.world,
        targetOf(call, stored.value.paymentId),
        (now, at) => stepFor(now, dispute, at, ask),
        asking,
      ),
    (made) => answerTo(call, made),
  );
}

function stepFor(now: StoredPayment, dispute: Dispute, at: Instant, ask: Parameters<typeof changeDispute>[1]): Step {
  const { commands, kept } = ask(keptOf(now, dispute), dispute, at);
  if (kept === undefined) return { commands };
  const details = decodeDetails(now);
  return { commands, details: encodeDetails({ ...details, disputes: { ...details.disputes, [dispute.id]: kept } }) };
}

function answerTo(call: Call, made: Change): Answer {
  switch (made.kind) {
    case 'changed':
      return shown(call, made.stored);
    case 'rejected': {
      const dispute = made.stored === undefined ? undefined : disputeIn(made.stored, call.id);
      return dispute === undefined ? noSuchDispute(call.id) : tooLate(dispute);
    }
    case 'not_found':
      return noSuchDispute(call.id);
    case 'key_taken':
      throw new Error('a taken key has no answer of its own');
  }
}

function keptOf(stored: StoredPayment, { id }: Dispute): KeptDispute {
  return decodeDetails(stored).disputes?.[id] ?? UNANSWERED;
}

function shown(call: Call, stored: StoredPayment): Answer {
  const dispute = renderDispute(stored, call.id, atOf(call));
  return dispute === undefined ? noSuchDispute(call.id) : show(dispute);
}

async function disputedPayment(call: Call): Promise<Read<StoredPayment>> {
  const pointer = await found(call, 'dispute', call.id);
  if (!pointer.ok) return pointer;
  const stored = await sourceOf(call).payment(readPointer(pointer.value).payment);
  return stored === undefined ? noSuchDispute(call.id) : { ok: true, value: stored };
}

function noSuchDispute(id: string): Refused {
  return missing('dispute', id, { param: 'id' });
}

function tooLate({ status }: Dispute): Refused {
  const message =
    status === 'under_review'
      ? 'Evidence has already been submitted for this dispute; nothing can be added to it.'
      : 'This dispute is already closed.';
  return invalid(message);
}
