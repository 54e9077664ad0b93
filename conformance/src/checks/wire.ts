import type { Bench, Shop, WireRequest } from './check.ts';

type Asked = Readonly<{ method: string; target: string }>;

function pathOf({ target }: Asked): string {
  return target.split('?')[0] ?? '';
}

/** A request for a payment. */
export function isCreate(request: Asked): boolean {
  return request.method === 'POST' && /\/v1\/payments$/.test(pathOf(request));
}

/** A request for a capture. */
export function isCapture(request: Asked): boolean {
  return request.method === 'POST' && /\/v1\/payments\/[^/]+\/captures$/.test(pathOf(request));
}

/** A request for a refund. */
export function isRefund(request: Asked): boolean {
  return request.method === 'POST' && /\/v1\/payments\/[^/]+\/refunds$/.test(pathOf(request));
}

/** A request that changes something about money. */
export function isWrite(request: Asked): boolean {
  return request.method === 'POST' && /\/v1\/payments(\/|$)/.test(pathOf(request));
}

/** A question about payments. */
export function isLookUp(request: Asked): boolean {
  return request.method === 'GET' && /\/v1\/payments(\/|$)/.test(pathOf(request));
}

/** Matches the first request only. */
export function first(matches: (request: Asked) => boolean): (request: Asked) => boolean {
  let isOver = false;
  return (request) => {
    if (isOver || !matches(request)) return false;
    isOver = true;
    return true;
  };
}

/** The idempotency key of a request, without the quotation marks a structured field has. */
export function keyOf({ headers }: WireRequest): string {
  return (headers['idempotency-key'] ?? '').replace(/^"|"$/g, '');
}

/** What a request asks for, in words: so much of a currency, or everything. */
export function amountIn({ body }: WireRequest): string {
  const { minor, currency } = moneyIn(body);
  return minor === undefined ? 'no amount' : `${minor} ${currency ?? 'of no currency'}`;
}

function moneyIn(body: string): Readonly<{ minor?: unknown; currency?: unknown }> {
  try {
    const value: unknown = JSON.parse(body === '' ? '{}' : body);
    if (typeof value !== 'object' || value === null || !('amount' in value)) return {};
    return typeof value.amount === 'object' && value.amount !== null ? value.amount : {};
  } catch {
    return {};
  }
}

/** A problem of the provider. */
export function problem(
  status: number,
  type: string,
  more: Readonly<{ title?: string; detail?: string; headers?: Readonly<Record<string, string>> }> = {},
) {
  const { title = 'Refused', detail, headers = {} } = more;
  const body = JSON.stringify({
    type: `/problems/${type}`,
    title,
    status,
    ...(detail === undefined ? {} : { detail }),
  });
  return { status, headers: { 'content-type': 'application/problem+json', ...headers }, body };
}

/** A hold of so many hundred minor units or more, and how much it is. */
export async function held(bench: Bench, shop: Shop): Promise<Readonly<{ paymentId: string; total: bigint }>> {
  const paymentId = await shop.authorize({ units: 5 });
  return { paymentId, total: BigInt((await bench.observe(paymentId)).amount) };
}

/** A request that gives a hold back. */
export function isVoid(request: Asked): boolean {
  return request.method === 'POST' && /\/v1\/payments\/[^/]+\/(void|cancel)$/.test(pathOf(request));
}
