import type { Command } from '../../engine/command.ts';
import type { CaptureMode } from '../../engine/payment.ts';
import { changePayment, type Step } from '../../operations/change.ts';
import type { StoredPayment } from '../../store/store.ts';
import type { ChangeCall } from './call.ts';
import { decodeDetails, encodeDetails, type KeptUnit } from './codec.ts';
import { commitPayment } from './commit-payment.ts';
import { issue, type Read, type Refused } from './errors.ts';
import type { Made } from './operation.ts';
import { changeProblem, newAction, requireAction, tooLate, withdrawal } from './order-actions.ts';
import { readOrderAmount } from './order-amount.ts';
import { type Body, readValue } from './parameters.ts';
import { orderOf, targetOf } from './resources.ts';

type Patch = Body<'PatchRequest'>[number];

/** What a list of patches makes of an order. */
type Patched = Readonly<{ unit: KeptUnit; amount: StoredPayment['payment']['amount']; captureMode: CaptureMode }>;

/** Changes an order that is not paid yet. */
export async function patchOrder(call: ChangeCall, patches: Body<'PatchRequest'>): Promise<Made> {
  const order = await orderOf(call);
  if (!order.ok) return order;
  const problemOf = (stored: StoredPayment): Refused | undefined => {
    const patched = patchedBy(stored, patches);
    return patched.ok ? undefined : patched;
  };
  const problem = problemOf(order.value);
  if (problem !== undefined) return problem;
  const made = await commitPayment(
    call,
    'order',
    (asking) =>
      changePayment(
        call.world,
        targetOf(call),
        (stored, at): Step => {
          // Of what it has become by now: somebody else may have changed it.
          const patched = patchedBy(stored, patches);
          if (!patched.ok) return tooLate(at);
          const { unit, amount, captureMode } = patched.value;
          const amend: Command = { type: 'amend', amount, captureMode, at };
          return {
            commands: withBuyerAway(call, stored, amend, at),
            details: encodeDetails({ ...decodeDetails(stored), unit }),
          };
        },
        asking,
      ),
    ({ stored }) => ({ resource: { kind: 'order' }, stored, status: 204 }),
    problemOf,
  );
  return typeof made === 'object' && 'body' in made && made.status === 200 ? { ...made, status: 204, body: '' } : made;
}

/** Nothing can be amended while the buyer is about to approve it: the question is asked anew, with what it is about now. */
function withBuyerAway(
  { world }: ChangeCall,
  { payment }: StoredPayment,
  amend: Command,
  at: ChangeCall['now'],
): readonly Command[] {
  if (payment.state !== 'action_required') return [amend];
  const { id, kind } = payment.action;
  return [withdrawal(id, at), amend, requireAction(newAction(world, kind), at)];
}

/** What the patches make of an order as it stands, or why they cannot. */
function patchedBy(stored: StoredPayment, patches: readonly Patch[]): Read<Patched> {
  const problem = changeProblem(stored);
  if (problem !== undefined) return problem;
  const { payment } = stored;
  let patched: Patched = {
    unit: decodeDetails(stored).unit,
    amount: payment.amount,
    captureMode: payment.captureMode,
  };
  for (const [index, patch] of patches.entries()) {
    const next = applied(patched, patch, `/${index}`);
    if (!next.ok) return next;
    patched = next.value;
  }
  return { ok: true, value: patched };
}

// What can be replaced, added or taken away as a text, by its name here.
const TEXTS = {
  description: 'description',
  custom_id: 'customId',
  invoice_id: 'invoiceId',
  soft_descriptor: 'softDescriptor',
} as const satisfies Readonly<Record<string, keyof KeptUnit>>;

function applied(before: Patched, { op, path, value }: Patch, at: string): Read<Patched> {
  if (path === undefined) return issue('PATCH_PATH_REQUIRED', { field: `${at}/path` });
  if (!['add', 'replace', 'remove'].includes(op)) return issue('INVALID_PATCH_OPERATION', { field: `${at}/op` });
  if (op !== 'remove' && value === undefined) return issue('PATCH_VALUE_REQUIRED', { field: `${at}/value` });
  if (path === '/intent') {
    if (value !== 'CAPTURE' && value !== 'AUTHORIZE') return issue('INVALID_PARAMETER_VALUE', { field: `${at}/value` });
    return { ok: true, value: { ...before, captureMode: value === 'CAPTURE' ? 'automatic' : 'manual' } };
  }
  const field = fieldIn(path, before.unit.referenceId);
  if (field === undefined) return issue('NOT_PATCHABLE', { field: `${at}/path`, value: path });
  if (field === 'amount') return withAmount(before, op, value, at);
  if (!isText(field)) return issue('NOT_PATCHABLE', { field: `${at}/path`, value: path });
  const { [TEXTS[field]]: _, ...others } = before.unit;
  if (op === 'remove') return { ok: true, value: { ...before, unit: others } };
  const text = readValue('PurchaseUnitText', value, `${at}/value`);
  return text.ok ? { ok: true, value: { ...before, unit: { ...others, [TEXTS[field]]: text.value } } } : text;
}

function withAmount(before: Patched, op: Patch['op'], value: unknown, at: string): Read<Patched> {
  if (op !== 'replace') return issue('INVALID_PATCH_OPERATION', { field: `${at}/op` });
  const read = readValue('AmountRequest', value, `${at}/value`);
  if (!read.ok) return read;
  // Items that do not add up to it any more are of no use.
  const { items: _, breakdown: __, ...unit } = before.unit;
  const amount = readOrderAmount({ amount: read.value }, `${at}/value`);
  if (!amount.ok) return amount;
  const { breakdown } = read.value;
  return {
    ok: true,
    value: { ...before, amount: amount.value, unit: { ...unit, ...(breakdown === undefined ? {} : { breakdown }) } },
  };
}

/** The field of the only purchase unit that a path names, such as `/purchase_units/@reference_id=='default'/amount`. */
function fieldIn(path: string, referenceId: string): string | undefined {
  const [, reference, field] = /^\/purchase_units\/@reference_id=='([^']*)'\/([a-z_]+)$/.exec(path) ?? [];
  return reference === referenceId ? field : undefined;
}

function isText(field: string): field is keyof typeof TEXTS {
  return Object.hasOwn(TEXTS, field);
}
