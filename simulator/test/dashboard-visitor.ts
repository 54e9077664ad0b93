import { expect } from 'vitest';
import { expectStatus, merchant } from './merchant-account.ts';
import { receiver, register } from './receiver.ts';
import { CONTROL_TOKEN, type ControlWire, type Running } from './running-simulator.ts';

/** What a browser would be shown. */
export type Shown = Readonly<{ status: number; headers: Headers; text: string; location: string | null }>;

/** Somebody at the dashboard, with a browser's manners and without its scripts. */
export type Visitor = Readonly<{
  url: string;
  cookie: string;
  get: (path: string, headers?: Readonly<Record<string, string>>) => Promise<Shown>;
  /** Submits a form; a page of this server sends it unless told otherwise. */
  post: (
    path: string,
    form?: Readonly<Record<string, string>>,
    headers?: Readonly<Record<string, string>>,
  ) => Promise<Shown>;
  /** Submits a form, and follows to the page that says what came of it. */
  submit: (path: string, form?: Readonly<Record<string, string>>) => Promise<Shown>;
}>;

/** Opens the dashboard without signing in. */
export function stranger(running: Running, cookie = ''): Visitor {
  const { url } = running.control;
  const ask = async (method: string, path: string, headers: Readonly<Record<string, string>>, body?: string) => {
    const response = await fetch(`${url}${path}`, {
      method,
      redirect: 'manual',
      headers: { accept: 'text/html', ...(cookie === '' ? {} : { cookie }), ...headers },
      ...(body === undefined ? {} : { body }),
    });
    const location = response.headers.get('location');
    return { status: response.status, headers: response.headers, text: await response.text(), location };
  };
  const post: Visitor['post'] = (path, form = {}, headers = { origin: url }) =>
    ask(
      'POST',
      path,
      { 'content-type': 'application/x-www-form-urlencoded', ...headers },
      String(new URLSearchParams(form)),
    );
  return {
    url,
    cookie,
    get: (path, headers = {}) => ask('GET', path, headers),
    post,
    submit: async (path, form) => {
      const answer = await post(path, form);
      return answer.location === null ? answer : ask('GET', answer.location, {});
    },
  };
}

/** Signs in with the control token. */
export async function signedIn(running: Running): Promise<Visitor> {
  const answer = await stranger(running).post('/dashboard/sign-in', { token: CONTROL_TOKEN });
  expect(answer.status, answer.text).toBe(303);
  return stranger(running, (answer.headers.get('set-cookie') ?? '').split(';', 1)[0]);
}

/** A page as somebody reads it: without markup, and with what is escaped as it was. */
export function words({ text }: Shown): string {
  return text
    .replace(/^[\s\S]*<main[^>]*>/, '')
    .replaceAll(/<[^>]+>/g, ' ')
    .replaceAll('&lt;', '<')
    .replaceAll('&quot;', '"')
    .replaceAll('&amp;', '&')
    .replaceAll(/\s+/g, ' ')
    .trim();
}

/** A seller's account with a little of everything, and every page that is about it. */
export async function furnished(running: Running) {
  await using shop = await receiver();
  const account = await merchant(running);
  await register(running, account, shop.url);
  const payment = await account.pay({ reference: 'order <&> 17' });
  await account.change(payment, 'captures', {});
  await account.change(payment, 'refunds', {});
  const waiting = await account.pay({ returnUrl: 'https://shop.example/', reference: 'order-18' });
  await running.simulator.tick();
  const { payouts } = expectStatus<ControlWire['Settlement']>(
    await running.control.ask('POST', `/merchants/${account.id}/settlements`),
    201,
  );
  const { deliveries } = expectStatus<{ deliveries: ControlWire['Delivery'][] }>(
    await running.control.ask('GET', `/deliveries?merchant=${account.id}`),
    200,
  );
  const pages = [
    '/dashboard',
    '/dashboard/environments/sandbox',
    `/dashboard/merchants/${account.id}`,
    '/dashboard/payments',
    `/dashboard/payments?merchant=${account.id}&reference=order-18`,
    `/dashboard/payments/${payment.id}`,
    `/dashboard/payments/${waiting.id}`,
    `/dashboard/payments/${payment.id}/sequence.svg`,
    `/dashboard/payments/${payment.id}/sequence.mmd`,
    `/dashboard/payouts/${payouts[0]?.id}`,
    '/dashboard/deliveries',
    '/dashboard/deliveries?environment=sandbox&status=delivered',
    `/dashboard/deliveries/${deliveries[0]?.id}`,
    '/dashboard/journal',
    '/dashboard/journal?environment=sandbox&direction=incoming&status=201',
    '/dashboard/journal/1',
    '/dashboard/journal/1/sequence.svg',
    '/dashboard/journal/1/sequence.mmd',
    '/dashboard/situations',
    '/dashboard/situations/lost-capture-response',
  ];
  return { account, payment, waiting, pages, delivery: deliveries[0]?.id ?? '' };
}
