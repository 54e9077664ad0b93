import { agreeOnConnection, agreeOnPage, agreeOnPayment } from './agree.ts';
import { type Asked, isKeyed, type Sent, send } from './asked.ts';
import { expected } from './expected.ts';
import { broken, mustEqual } from './law.ts';
import type { PaymentModel } from './payment-model.ts';
import type { Session } from './session.ts';
import type { ClientShowing, Showing } from './shown.ts';
import type { CredentialModel, MerchantModel, RefusalKind, Scope, Shown, TokenModel, World } from './world.ts';

/** One request, with everything that the law says about its answer and its journal entry. */
export type Outgoing = Readonly<{
  listener: string;
  operation: string;
  shown: Shown;
  status: number;
  /** The `type` of the problem, or the `error` of the token endpoint. */
  problem?: string;
  refusal?: RefusalKind;
  /** The credential, refused or not, where its secret was right. */
  credential?: CredentialModel;
  /** Who may see the answer, and what the caller has said that the answer may repeat. */
  viewer?: MerchantModel;
  says?: readonly string[];
  replay?: string;
  send(): Promise<Answer>;
  /** Changes the world and holds the answer against it; the payment that the journal may name. */
  agree(answer: Answer): PaymentModel | undefined;
}>;

/** What every answer has, whatever was asked. */
export type Answer = Pick<Sent, 'status' | 'headers' | 'text' | 'requestId' | 'problem' | 'describe'>;

/** A request to the payment API. Mounted ones go to the dialect's own path, `/generic/…`. */
export type ToAsk = Readonly<{ listener: string; showing: Showing; asked: Asked; key: string; mounted: boolean }>;

/** A request with a bearer credential. */
export function operationRequest(
  session: Session,
  world: World,
  { listener, showing, asked, key, mounted }: ToAsk,
): Outgoing {
  const law = expected(world, { listener, shown: showing.shown, asked, key });
  const { identified, status, problem, refusal, replay } = law;
  const headers = { ...showing.headers, ...(isKeyed(asked.operation) ? { 'idempotency-key': key } : {}) };
  const { credential } = identified;
  // Kept from `send` to `agree`: the parsed answer, which `Answer` does not have.
  let answered: Sent | undefined;
  return {
    listener,
    operation: asked.operation,
    shown: showing.shown,
    status,
    ...(problem === undefined ? {} : { problem }),
    ...(refusal === undefined ? {} : { refusal }),
    ...(credential === undefined ? {} : { credential }),
    ...(identified.ok ? { viewer: identified.credential.merchant } : {}),
    ...(asked.operation === 'createPayment' ? { says: [asked.body.reference] } : {}),
    ...(replay === undefined ? {} : { replay: replay.text }),
    async send() {
      answered = await send(session.wire(listener, mounted), asked, headers);
      return answered;
    },
    agree() {
      if (answered === undefined) throw new Error('agreed before it was sent');
      const payment = law.effect(answered);
      if (replay !== undefined || !identified.ok) return payment ?? law.payment;
      const { merchant } = identified.credential;
      if (answered.payment && payment) agreeOnPayment(session, payment, answered.payment, answered.describe);
      if (answered.page && asked.operation === 'listPayments') {
        agreeOnPage(session, world.paymentsOf(merchant), asked.query, answered.page, answered.describe);
      }
      if (answered.connection) agreeOnConnection(identified, answered.connection, answered.describe);
      return payment ?? law.payment;
    },
  };
}

/** A request for a token: all of the client's scopes unless some are named. */
export type ToFetch = Readonly<{ listener: string; showing: ClientShowing; scopes: readonly Scope[] | undefined }>;

/** A request to the token endpoint. The new token is handed to `made`, which says whether anybody will use it. */
export function tokenRequest(
  session: Session,
  world: World,
  { listener, showing, scopes }: ToFetch,
  made: (token: TokenModel) => 'kept' | 'dropped',
): Outgoing {
  const found = world.identify(listener, showing.shown);
  const allowed = found.ok && (scopes ?? []).every((scope) => found.scopes.includes(scope));
  const refusal = found.ok ? (allowed ? undefined : ('under_scoped' as const)) : found.refusal;
  const [status, problem] = refusal === undefined ? [200, undefined] : OAUTH_ERROR_OF[refusal];
  const { credential } = found;
  let body: Readonly<{ access_token: string; scope: string; expires_in: number }> | undefined;
  return {
    listener,
    operation: 'createToken',
    shown: showing.shown,
    status,
    ...(problem === undefined ? {} : { problem }),
    ...(refusal === undefined ? {} : { refusal }),
    ...(credential === undefined ? {} : { credential }),
    ...(found.ok ? { viewer: found.credential.merchant } : {}),
    async send() {
      const fields = { ...showing.form, ...(scopes === undefined ? {} : { scope: scopes.join(' ') }) };
      const reply = await session.wire(listener, false).ask('post', '/oauth/token', {
        headers: { ...showing.headers, 'content-type': 'application/x-www-form-urlencoded' },
        body: { grant_type: 'client_credentials', ...fields },
      });
      body = reply.status === 200 ? reply.expect(200) : undefined;
      const error = /"error":"(\w+)"/.exec(reply.text)?.[1];
      const { status, headers, text, describe } = reply;
      const requestId = headers.get('request-id') ?? '';
      return { status, headers, text, requestId, describe, ...(error === undefined ? {} : { problem: error }) };
    },
    agree(answer) {
      if (!found.ok || !allowed) return undefined;
      if (body === undefined) throw broken('a granted token is shown', 'a token', 'none', answer.describe());
      const granted = scopes === undefined ? found.scopes : found.scopes.filter((scope) => scopes.includes(scope));
      mustEqual('a token has the scopes asked for', granted.join(' '), body.scope, answer.describe);
      const { access_token: text, expires_in: seconds } = body;
      const expiresAtMs = found.credential.merchant.elapsedMs + seconds * 1_000;
      const { credential } = found;
      const token = { text, credential, scopes: granted, expiresAtMs, number: ++world.tokensGranted };
      world.grant(credential, made(token) === 'kept' ? token : undefined);
      return undefined;
    },
  };
}

const OAUTH_ERROR_OF: Readonly<Record<RefusalKind, readonly [status: number, error: string]>> = {
  missing: [401, 'invalid_client'],
  unknown: [401, 'invalid_client'],
  other_environment: [401, 'invalid_client'],
  revoked: [401, 'invalid_client'],
  expired: [401, 'invalid_client'],
  merchant_pending: [400, 'unauthorized_client'],
  merchant_suspended: [400, 'unauthorized_client'],
  under_scoped: [400, 'invalid_scope'],
};
