import type { Answered, Known } from '../../payments/provider.ts';
import type { HttpRequest } from '../../platform/http-client.ts';
import { instant } from '../../shop/ids.ts';
import { money } from '../../shop/money.ts';
import { read } from './pairs.ts';

/** What the shop knows of a purchase of EUR 10.00 that nobody has answered for yet. */
export const KNOWN: Known = {
  address: 'https://pilot-payflowpro.paypal.com',
  notificationUrl: 'https://shop.example/notifications/x',
  now: instant(0),
  wishedAt: instant(0),
  purchase: {
    action: 'authorize',
    method: 'card',
    amount: money(1000n, 'EUR'),
    orderNumber: 'N-1',
    commandId: 'command_1',
    environment: 'sandbox',
    idempotencyKey: 'key_1',
    returnUrl: 'https://shop.example/return',
  },
  captures: [],
  unanswered: [],
  refunds: [],
};

/** Nobody answers. */
export const SILENCE: Answered = { kind: 'unknown', why: 'timeout' };

/** One request, by its pairs, with the id that it goes under. */
type Asked = Readonly<{ fields: ReadonlyMap<string, string>; id: string | undefined }>;

/** Somebody who answers in turn, and keeps what was asked: each request by a name that is made of its pairs. */
export function answeringBy(
  nameOf: (fields: ReadonlyMap<string, string>) => string,
  answers: readonly (string | Answered)[],
) {
  const requests: Asked[] = [];
  const asked: string[] = [];
  const say = async (request: HttpRequest): Promise<Answered> => {
    const fields = read(request.body ?? '') ?? new Map<string, string>();
    requests.push({ fields, id: request.headers['x-vps-request-id'] });
    asked.push(nameOf(fields));
    const answer = answers[asked.length - 1];
    if (answer === undefined) throw new Error(`nobody expected ${asked.at(-1)}`);
    return typeof answer === 'string' ? { kind: 'replied', reply: { status: 200, headers: {}, body: answer } } : answer;
  };
  return { say, asked, requests };
}
