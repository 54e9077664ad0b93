import type { components, operations } from '../bench/generic.wire.d.ts';
import { numberOf } from './card.ts';
import { conserved } from './conserved.ts';
import { broken, mustEqual } from './law.ts';
import type { PaymentModel } from './payment-model.ts';
import type { Session } from './session.ts';
import { type Identified, SCOPES } from './world.ts';

type Schemas = components['schemas'];
type Describe = () => string;

/** Holds a payment as the provider shows it against the payment as it has to be, and its heaps against each other. */
export function agreeOnPayment(
  session: Session,
  model: PaymentModel,
  shown: Schemas['Payment'],
  describe: Describe,
): void {
  const { merchant } = model;
  mustEqual(
    'a payment is shown as the accepted requests left it',
    {
      id: model.id,
      environment: merchant.environment,
      mode: merchant.mode,
      status: model.status(),
      reference: model.reference,
      amount: model.amount,
      captureMode: model.captureMode,
    },
    {
      id: shown.id,
      environment: shown.environment,
      mode: shown.mode,
      status: shown.status,
      reference: shown.reference,
      amount: { minor: BigInt(shown.amount.minor), currency: shown.amount.currency },
      captureMode: shown.captureMode,
    },
    describe,
  );
  agreeOnTimes(model, shown, describe);
  const { currency, ...amounts } = shown.balances;
  const heaps = { ...amounts, overCaptured: 0 };
  mustEqual('the provider keeps the currency', model.amount.currency, currency, describe);
  mustEqual('the provider counts the money as it was moved', model.heaps(), heaps, describe);
  conserved(heaps, describe);
  agreeOnParts(shown, describe);
  learnFrom(session, model, shown, describe);
}

/** The page of a list: the merchant's own payments, newest first, and nothing else. */
export function agreeOnPage(
  session: Session,
  payments: readonly PaymentModel[],
  query: NonNullable<operations['listPayments']['parameters']['query']>,
  page: Schemas['PaymentPage'],
  describe: Describe,
): void {
  const { limit = 20, cursor, reference } = query;
  const seen = payments.findIndex(({ id }) => id === cursor);
  const rest = payments.slice(seen + 1).filter((payment) => reference === undefined || payment.reference === reference);
  const wanted = rest.slice(0, limit);
  const ids = page.payments.map(({ id }) => id);
  mustEqual(
    'a list holds the merchant’s own payments, newest first',
    wanted.map(({ id }) => id),
    ids,
    describe,
  );
  const next = rest.length > limit ? wanted.at(-1)?.id : undefined;
  mustEqual('a list goes on where it stopped', next, page.nextCursor, describe);
  page.payments.forEach((shown, index) => {
    const model = wanted[index];
    if (model !== undefined) agreeOnPayment(session, model, shown, describe);
  });
}

/** What a caller is told about itself. */
export function agreeOnConnection(identified: Identified, shown: Schemas['Connection'], describe: Describe): void {
  if (!identified.ok) return;
  const { credential, scopes } = identified;
  const { merchant } = credential;
  const { expiresAt: _, ...told } = shown.credential;
  mustEqual(
    'a caller is told its own environment, merchant account and scopes',
    {
      environment: merchant.environment,
      mode: merchant.mode,
      merchant: { id: merchant.id, name: merchant.name, status: merchant.status },
      credential: {
        id: credential.id,
        kind: credential.kind,
        scopes: SCOPES.filter((scope) => scopes.includes(scope)),
      },
    },
    { ...shown, credential: told },
    describe,
  );
}

/** Until when something can be done, by the clock of the account. */
function agreeOnTimes(model: PaymentModel, shown: Schemas['Payment'], describe: Describe): void {
  const instant = (elapsedMs: number) => new Date(model.merchant.startedAtMs + elapsedMs).toISOString();
  const hold = shown.authorizations.find(({ status }) => status === 'open');
  mustEqual(
    'a hold and an action end when they have to, by the clock of the account',
    {
      hold: model.hold === 'open' ? instant(model.holdUntilMs) : undefined,
      action: model.action === undefined ? undefined : instant(model.action.untilMs),
    },
    { hold: hold?.expiresAt, action: shown.action?.expiresAt },
    describe,
  );
}

/** The heaps are the sums of the captures, refunds and disputes that are listed beside them. */
function agreeOnParts(shown: Schemas['Payment'], describe: Describe): void {
  const { balances, captures, refunds, disputes } = shown;
  const sum = (parts: readonly Readonly<{ amount: Schemas['Money']; status: string }>[], status?: string) =>
    parts
      .filter((part) => status === undefined || part.status === status)
      .reduce((total, { amount }) => total + BigInt(amount.minor), 0n);
  const wanted = {
    captured: sum(captures, 'succeeded'),
    capturing: sum(captures, 'pending'),
    refunded: sum(refunds, 'succeeded'),
    refunding: sum(refunds, 'pending'),
    disputed: sum(disputes),
  };
  const { captured, capturing, refunded, refunding, disputed } = balances;
  const seen = { captured, capturing, refunded, refunding, disputed };
  mustEqual('the balances are the sums of what is listed beside them', wanted, seen, describe);
}

/** What only this payment's environment and merchant account may see from now on. */
function learnFrom(session: Session, model: PaymentModel, shown: Schemas['Payment'], describe: Describe): void {
  const { merchant } = model;
  const owner = { environment: merchant.environment, merchantId: merchant.id };
  const { facts, fingerprints } = session;
  facts.learn('the payment', shown.id, owner);
  for (const { id } of shown.authorizations) facts.learn('the authorization', id, owner);
  for (const { id } of shown.captures) facts.learn('the capture', id, owner);
  for (const { id } of shown.refunds) facts.learn('the refund', id, owner);
  for (const { id } of shown.disputes) facts.learn('the dispute', id, owner);
  if (model.pageToken !== undefined) facts.learn('the payment page', model.pageToken, owner);
  const succeeded = shown.captures.filter(({ status }) => status === 'succeeded');
  model.captures.forEach((capture, index) => {
    capture.id = succeeded[index]?.id ?? capture.id;
  });
  if (shown.card === undefined || model.paidBy === undefined) return;
  const { fingerprint } = shown.card;
  facts.learn('the card fingerprint', fingerprint, { environment: merchant.environment });
  const number = numberOf(model.paidBy, merchant.mode);
  for (const known of fingerprints) {
    if (known.number !== number) continue;
    const same = known.environment === merchant.environment;
    if (same === (known.fingerprint === fingerprint)) continue;
    const law = 'a card has one fingerprint in an environment, and another one elsewhere';
    throw broken(law, same ? known.fingerprint : 'another', fingerprint, describe());
  }
  if (!fingerprints.some((known) => known.fingerprint === fingerprint)) {
    fingerprints.push({ environment: merchant.environment, number, fingerprint });
  }
}
