import type { Reading, Unknown } from '../../payments/outcome.ts';
import type { CaptureCommand, Known } from '../../payments/provider.ts';
import { inquire, inquireKnown, type Say, said, tenderOf } from './asking.ts';
import { type Found, paymentOf } from './payment.ts';
import { type Inquiry, readOperation, UNREADABLE } from './replies.ts';
import { capturePairs, requestOf } from './requests.ts';

/** All that was done to a purchase that was found: each of its transactions is inquired about by itself. */
export async function lookAtAll(say: Say, known: Known, purchase: Found): Promise<Reading> {
  const { unanswered, refunds } = known;
  const captures = await capturesWith(say, known);
  if (!('made' in captures)) return captures;
  const taken: Found[] = [];
  for (const pnref of captures.made) {
    const one = await inquireKnown(say, known, pnref);
    if (one.kind !== 'found') return one;
    taken.push(one);
  }
  const returned: Readonly<{ commandId: string; found: Found }>[] = [];
  for (const { commandId, reference: pnref } of refunds) {
    const found = await inquireKnown(say, known, pnref);
    if (found.kind !== 'found') return found;
    returned.push({ commandId, found });
  }
  // Told again after that, the purchase says what the captures have made of it.
  const after = unanswered.length === 0 ? purchase : await inquireKnown(say, known, purchase.pnref);
  return after.kind === 'found' ? paymentOf(known, { purchase: after, captures: taken, refunds: returned }) : after;
}

/**
 * The captures by their names. One whose answer was lost is asked for by what the shop has called it; one that is not there
 * is sent again under its own key, since it may be on its way: without its name, what it has taken would look given back.
 * To be refused means that it was never made.
 */
async function capturesWith(say: Say, known: Known): Promise<Readonly<{ made: readonly string[] }> | Unknown> {
  let made = known.captures;
  for (const command of known.unanswered) {
    const earlier = await earlierCapture(say, known, command);
    if (earlier.kind === 'unknown') return earlier;
    if (earlier.kind === 'found') {
      made = withOne(made, earlier.pnref);
      continue;
    }
    const pairs = capturePairs(command, tenderOf(known));
    const done = pairs && (await said(say, requestOf(pairs, command.idempotencyKey), readOperation));
    if (done?.kind === 'unknown') return done;
    if (done?.kind === 'rejected' && done.rejection.about !== 'state') return UNREADABLE;
    if (done?.kind === 'taken') made = withOne(made, done.pnref);
  }
  return { made };
}

/**
 * What has become of a capture whose answer was lost. Payflow forgets the id of a request before the hold ends, so that
 * sending it again could take the same once more: it is looked for by its CUSTREF first.
 */
async function earlierCapture(
  say: Say,
  known: Known,
  { idempotencyKey }: CaptureCommand,
): Promise<Extract<Inquiry, { kind: 'found' | 'absent' | 'unknown' }>> {
  const inquiry = await inquire(say, known, { commandId: idempotencyKey });
  return inquiry.kind === 'rejected' ? UNREADABLE : inquiry;
}

/** The names with one that may be among them already. */
export function withOne(all: readonly string[], one: string): readonly string[] {
  return all.includes(one) ? all : [...all, one];
}
