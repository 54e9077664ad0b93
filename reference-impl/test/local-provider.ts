import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** One request as the provider got it. */
export type Seen = Readonly<{ method: string; path: string; headers: IncomingMessage['headers']; body: string }>;

/** What goes wrong with one answer: the work is done or not, and the answer is lost, an error or nonsense. */
export type Fault = 'lost_after' | 'lost_before' | 'error_after' | 'error_before' | 'html' | 'silent';

/** A provider on this machine that answers as `specs/generic.openapi.yaml` says, for one merchant in one environment. */
export type LocalProvider = Readonly<{
  url: string;
  seen: Seen[];
  payments: Map<string, Payment>;
  /** The next request whose method and path begin like this goes wrong. */
  fail(what: string, fault: Fault): void;
  /** The next request whose method and path begin like this is refused with that problem. */
  refuse(what: string, status: number, problem: string): void;
  /** The next request whose method and path begin like this waits until the returned function is called. */
  gate(what: string): () => void;
  /** The customer pays on the payment page, or does not. */
  customer(paymentId: string, does: 'pays' | 'is_declined' | 'gives_up'): void;
  /** What the provider sends about a payment as it stands, with what a test wants to be otherwise. */
  notification(paymentId: string, more?: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>>;
  /** Whom the provider says is calling. */
  says: {
    environment: string;
    mode: string;
    status: string;
    refunds: string;
    reauthorizes: boolean;
    /** What comes of paying with a card that was checked. */
    keptCards: 'pays' | 'is_declined';
  };
  close(): Promise<void>;
}>;

type Money = { minor: number; currency: string };

/** A payment as the provider keeps it. Tests may change it to be somebody at the provider. */
export type Payment = {
  id: string;
  environment: string;
  mode: string;
  status: string;
  amount: Money;
  captureMode: string;
  reference: string;
  metadata: Record<string, string>;
  returnUrl: string;
  /** The payment whose card this is paid with. */
  cardOf?: string;
  authorized: number;
  captures: { id: string; amount: Money; status: string }[];
  refunds: { id: string; amount: Money; status: string; captureId?: string; reason?: string }[];
  disputes: { id: string; amount: Money; reason: string; status: string }[];
  authorizations: { id: string; status: string; expiresAt?: string }[];
  decline?: { code: string; message: string; advice: string };
};

/** Starts a provider on a free port. */
export async function localProvider({ environment = 'sandbox', mode = 'test' } = {}): Promise<LocalProvider> {
  const seen: Seen[] = [];
  const payments = new Map<string, Payment>();
  const replies = new Map<string, { fingerprint: string; status: number; body: string }>();
  const faults: { what: string; fault: Fault }[] = [];
  const refusals: { what: string; status: number; problem: string }[] = [];
  const gates: { what: string; opened: Promise<void> }[] = [];
  const says: LocalProvider['says'] = {
    ...{ environment, mode, status: 'active', refunds: 'succeeded', reauthorizes: true },
    keptCards: 'pays',
  };
  const url = { value: '' };

  const take = <T extends { what: string }>(list: T[], what: string): T | undefined => {
    const index = list.findIndex((entry) => what.startsWith(entry.what));
    return index < 0 ? undefined : list.splice(index, 1)[0];
  };

  const work = (request: Seen): [status: number, body: unknown] => {
    const { method, path, headers, body } = request;
    const [pathname = ''] = path.split('?');
    if (path === '/oauth/token') {
      return [
        200,
        { access_token: `gat_${environment}_${seen.length}`, token_type: 'Bearer', expires_in: 3600, scope: 'pay' },
      ];
    }
    if (!headers.authorization?.startsWith('Bearer ')) return [401, problem('credential-missing', 401)];
    if (pathname === '/v1/connection') {
      const merchant = { id: 'merchant_1', name: 'Demo merchant', status: says.status };
      const credential = { id: 'credential_1', kind: 'api_key', scopes: ['pay', 'capture', 'read'] };
      return [200, { environment: says.environment, mode: says.mode, merchant, credential }];
    }
    if (method === 'GET' && pathname === '/v1/payments') {
      const reference = new URLSearchParams(path.split('?')[1]).get('reference');
      const found = [...payments.values()].filter((payment) => payment.reference === reference);
      return [200, { payments: found.toReversed().map((payment) => wire(payment, url.value)) }];
    }
    if (method === 'POST' && pathname === '/v1/payments') {
      const asked = JSON.parse(body) as Pick<
        Payment,
        'amount' | 'captureMode' | 'reference' | 'metadata' | 'returnUrl' | 'cardOf'
      >;
      const { amount, captureMode, reference, metadata, returnUrl, cardOf } = asked;
      if (cardOf !== undefined && payments.get(cardOf)?.status !== 'card_checked')
        return [400, problem('invalid-request', 400)];
      const id = `pay_${payments.size + 1}`;
      const payment: Payment = {
        id,
        environment,
        mode,
        status: 'action_required',
        amount,
        captureMode,
        reference,
        metadata,
        returnUrl,
        ...(cardOf === undefined ? {} : { cardOf }),
        authorized: 0,
        captures: [],
        refunds: [],
        disputes: [],
        authorizations: [],
      };
      payments.set(id, payment);
      if (cardOf !== undefined) customer(id, says.keptCards);
      return [201, wire(payment, url.value)];
    }
    const [, id = '', rest] = /^\/v1\/payments\/([^/]+)(?:\/(\w+))?$/.exec(pathname) ?? [];
    const payment = payments.get(id);
    if (!payment) return [404, problem('not-found', 404)];
    if (method === 'GET') return [200, wire(payment, url.value)];
    return done(payment, rest ?? '', JSON.parse(body), says) ?? [201, wire(payment, url.value)];
  };

  const answered = (request: Seen): [status: number, body: string] => {
    const key = request.headers['idempotency-key'];
    const fingerprint = `${request.method} ${request.path} ${request.body}`;
    const known = typeof key === 'string' ? replies.get(key) : undefined;
    if (known && known.fingerprint !== fingerprint)
      return [422, JSON.stringify(problem('idempotency-key-reused', 422))];
    if (known) return [known.status, known.body];
    const [status, body] = work(request);
    const text = JSON.stringify(body);
    if (typeof key === 'string' && status < 400) replies.set(key, { fingerprint, status, body: text });
    return [status, text];
  };

  const server = createServer(async (incoming, response) => {
    let body = '';
    for await (const chunk of incoming) body += chunk;
    const request: Seen = { method: incoming.method ?? '', path: incoming.url ?? '', headers: incoming.headers, body };
    if (request.path.startsWith('/pay/')) return paymentPage(request, response);
    seen.push(request);
    const what = `${request.method} ${request.path}`;
    await take(gates, what)?.opened;
    const refusal = take(refusals, what);
    if (refusal) return send(response, refusal.status, JSON.stringify(problem(refusal.problem, refusal.status)));
    switch (take(faults, what)?.fault) {
      case 'lost_before':
        return void response.destroy();
      case 'lost_after':
        answered(request);
        return void response.destroy();
      case 'error_before':
        return send(response, 503, '<html>Service unavailable</html>');
      case 'error_after':
        answered(request);
        return send(response, 500, JSON.stringify(problem('internal-error', 500)));
      case 'html':
        answered(request);
        return send(response, 200, '<html>Welcome</html>');
      case 'silent':
        answered(request);
        return undefined;
      case undefined:
        return send(response, ...answered(request));
    }
  });
  const customer: LocalProvider['customer'] = (paymentId, does) => {
    const payment = payments.get(paymentId);
    if (!payment) throw new Error(`the provider has no payment ${paymentId}`);
    if (does === 'gives_up') payment.status = 'cancelled';
    if (does === 'is_declined') {
      payment.status = 'declined';
      payment.decline = { code: 'insufficient_funds', message: 'Insufficient funds', advice: 'try_later' };
    }
    if (does !== 'pays') return;
    payment.authorized = payment.amount.minor;
    const isHeld = payment.captureMode !== 'automatic';
    const expiresAt = '2026-12-08T10:00:00Z';
    payment.authorizations.push({ id: `auth_${payment.id}_1`, status: isHeld ? 'open' : 'closed', expiresAt });
    payment.status = payment.captureMode === 'automatic' ? 'captured' : 'authorized';
    if (payment.amount.minor === 0) payment.status = 'card_checked';
    if (payment.captureMode === 'automatic') {
      payment.captures.push({ id: `cap_${payment.id}`, amount: payment.amount, status: 'succeeded' });
    }
  };

  /** The page where a browser pays, with two buttons in place of a card. */
  const paymentPage = ({ method, path, body }: Seen, response: ServerResponse): void => {
    const id = path.replace('/pay/', '');
    if (method === 'GET') {
      response.writeHead(200, { 'content-type': 'text/html' });
      response.end(
        '<form method="post"><button name="does" value="pays">Pay</button><button name="does" value="is_declined">Decline</button></form>',
      );
      return;
    }
    customer(id, body === 'does=pays' ? 'pays' : 'is_declined');
    response.writeHead(303, { location: payments.get(id)?.returnUrl ?? '/' });
    response.end();
  };

  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  url.value = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    url: url.value,
    seen,
    payments,
    says,
    fail: (what, fault) => void faults.push({ what, fault }),
    refuse: (what, status, named) => void refusals.push({ what, status, problem: named }),
    gate(what) {
      let open = () => {};
      const opened = new Promise<void>((resolve) => {
        open = resolve;
      });
      gates.push({ what, opened });
      return open;
    },
    customer,
    notification(paymentId, more = {}) {
      const payment = payments.get(paymentId);
      if (!payment) throw new Error(`the provider has no payment ${paymentId}`);
      const createdAt = '2026-12-01T10:00:00Z';
      const envelope = { id: `ntf_${paymentId}`, type: 'payment.authorized', createdAt, environment, mode };
      return { ...envelope, data: wire(payment, url.value), ...more };
    },
    close: () => closed(server),
  };
}

type Asked = { amount?: Money; final?: boolean; captureId?: string; reason?: string };

/** Does what is asked to a payment, or says why not. */
function done(
  payment: Payment,
  what: string,
  asked: Asked,
  { refunds, reauthorizes }: { refunds: string; reauthorizes: boolean },
): [number, object] | undefined {
  const { currency } = payment.amount;
  const { capturable, refundable } = balancesOf(payment, asked.captureId);
  const isHeld = ['authorized', 'partially_captured'].includes(payment.status);
  const open = payment.authorizations.at(-1);
  switch (what) {
    case 'captures': {
      const { amount = { minor: capturable, currency }, final = false } = asked;
      if (!isHeld) return [409, problem('hold-released', 409)];
      if (amount.minor > capturable) return [422, problem('exceeds-capturable', 422)];
      payment.captures.push({ id: `cap_${payment.id}_${payment.captures.length + 1}`, amount, status: 'succeeded' });
      const isAll = amount.minor === capturable || final;
      payment.status = isAll ? 'captured' : 'partially_captured';
      if (isAll && open) open.status = 'closed';
      return undefined;
    }
    case 'void':
      if (!isHeld) return [409, problem('hold-released', 409)];
      payment.status = payment.captures.length > 0 ? 'captured' : 'voided';
      if (open) open.status = 'voided';
      return undefined;
    case 'refunds': {
      const { amount = { minor: refundable, currency }, captureId, reason } = asked;
      if (amount.minor > refundable) return [422, problem('exceeds-refundable', 422)];
      payment.refunds.push({
        id: `ref_${payment.id}_${payment.refunds.length + 1}`,
        amount,
        status: refunds,
        ...(captureId === undefined ? {} : { captureId }),
        ...(reason === undefined ? {} : { reason }),
      });
      return undefined;
    }
    case 'reauthorizations':
      if (!isHeld || !open) return [409, problem('hold-released', 409)];
      if (!reauthorizes) return [409, problem('issuer-declined', 409)];
      open.status = 'replaced';
      payment.authorizations.push({
        id: `auth_${payment.id}_${payment.authorizations.length + 1}`,
        status: 'open',
        expiresAt: '2026-12-15T10:00:00Z',
      });
      return undefined;
    default:
      return [405, problem('method-not-allowed', 405)];
  }
}

/** What can be captured of a payment, and returned of all or one of its captures. */
function balancesOf(payment: Payment, captureId?: string) {
  const sum = (list: readonly { amount: Money; status: string }[]) =>
    list.filter(({ status }) => status !== 'failed').reduce((total, { amount }) => total + amount.minor, 0);
  const captured = sum(payment.captures);
  const isHeld = ['authorized', 'partially_captured'].includes(payment.status);
  const of = captureId === undefined ? captured : sum(payment.captures.filter(({ id }) => id === captureId));
  const refunds = payment.refunds.filter((one) => captureId === undefined || one.captureId === captureId);
  return { captured, capturable: isHeld ? payment.authorized - captured : 0, refundable: of - sum(refunds) };
}

function problem(type: string, status: number) {
  return { type: `/problems/${type}`, title: 'No', status };
}

function send(response: ServerResponse, status: number, body: string): void {
  response.writeHead(status, { 'content-type': 'application/json', 'request-id': 'req_1' });
  response.end(body);
}

function wire(payment: Payment, url: string) {
  const { authorized, returnUrl: _, ...rest } = payment;
  const { captured, capturable } = balancesOf(payment);
  const expiresAt = '2030-01-01T00:00:00Z';
  const action =
    payment.status === 'action_required'
      ? { action: { kind: 'redirect', url: `${url}/pay/${payment.id}`, expiresAt } }
      : {};
  return { ...rest, ...action, balances: { currency: payment.amount.currency, authorized, captured, capturable } };
}

function closed(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}
