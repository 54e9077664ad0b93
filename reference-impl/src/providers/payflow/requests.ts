import { createHash } from 'node:crypto';
import type { Mode } from '../../payments/deployment.ts';
import type { CaptureCommand, PurchaseCommand, RefundCommand, VoidCommand } from '../../payments/provider.ts';
import type { HttpRequest } from '../../platform/http-client.ts';
import type { Money } from '../../shop/money.ts';
import { nothingIn, toText } from './amounts.ts';
import { type Pair, written } from './pairs.ts';

/** What shows Payflow who asks. Nothing in it says which environment it is for: only the address tells. */
export type Login = Readonly<{ partner: string; vendor: string; user: string; password: string }>;

/** A purchase, with the address that is to be told when the customer has paid. */
export type TokenCommand = PurchaseCommand & Readonly<{ notificationUrl: string }>;

/** By what a payment is made: a card, or a PayPal account. Payflow wants it said of whatever is done to a payment. */
export type Tender = 'C' | 'P';

/** What finds a transaction: its PNREF, or what the shop has called the command that made it. */
export type Finding = Readonly<{ pnref: string }> | Readonly<{ commandId: string }>;

/** A request without the login; under a request id where it has an effect, which a repeat has once. */
export function requestOf(pairs: readonly Pair[], idempotencyKey?: string): HttpRequest {
  const headers = { 'content-type': 'text/namevalue; charset=utf-8' };
  return {
    method: 'POST',
    path: '/',
    headers: idempotencyKey === undefined ? headers : { ...headers, 'x-vps-request-id': requestIdOf(idempotencyKey) },
    body: written(pairs),
  };
}

/** The request with the login in front. */
export function withLogin({ partner, vendor, user, password }: Login, request: HttpRequest): HttpRequest {
  const who = written([
    ['PARTNER', partner],
    ['VENDOR', vendor],
    ['USER', user],
    ['PWD', password],
  ]);
  return { ...request, body: `${who}&${request.body ?? ''}` };
}

/**
 * Asks for a page on which the customer pays, for this amount in this currency and for nothing else, or has a card verified
 * with an amount of nothing: card numbers never come here. Nothing at all when Payflow has no such amount.
 */
export function tokenPairs(command: TokenCommand): readonly Pair[] | undefined {
  const { action, amount, card, orderNumber, commandId, environment, returnUrl, notificationUrl } = command;
  const text = card?.kind === 'check' ? nothingIn(amount.currency) : toText(amount);
  if (text === undefined) return undefined;
  return [
    ['TRXTYPE', typeOf(action)],
    ['TENDER', 'C'],
    ['AMT', text],
    ['CURRENCY', amount.currency],
    ['CREATESECURETOKEN', 'Y'],
    ['SECURETOKENID', tokenIdOf(command)],
    ['INVNUM', orderNumber],
    ['CUSTREF', custRefOf(commandId)],
    ['USER1', commandId],
    ['USER2', environment],
    ['USER3', orderNumber],
    ['USER4', amount.currency],
    ['RETURNURL', returnUrl],
    ['CANCELURL', returnUrl],
    ['ERRORURL', returnUrl],
    ['SILENTPOSTURL', notificationUrl],
  ];
}

/** Pays with a card that an earlier transaction has verified: no page, and nobody to ask. */
export function referencePairs(command: PurchaseCommand, pnref: string): readonly Pair[] | undefined {
  const { action, amount, orderNumber, commandId } = command;
  const text = toText(amount);
  if (text === undefined) return undefined;
  return [
    ['TRXTYPE', typeOf(action)],
    ['TENDER', 'C'],
    ['ORIGID', pnref],
    ['AMT', text],
    ['CURRENCY', amount.currency],
    ['INVNUM', orderNumber],
    ['CUSTREF', custRefOf(commandId)],
  ];
}

/** The name of a token: its own for each attempt to pay, and the same again when that attempt is sent again. */
export function tokenIdOf({ commandId }: Pick<PurchaseCommand, 'commandId'>): string {
  return digestOf('token', commandId).slice(0, TOKEN_ID_LENGTH);
}

/** Captures an amount; the rest stays only when it is said so. */
export function capturePairs({ paymentReference, amount, rest, idempotencyKey }: CaptureCommand, tender: Tender = 'C') {
  const named = ['CUSTREF', custRefOf(idempotencyKey)] as const;
  const complete = ['CAPTURECOMPLETE', rest === 'keep' ? 'N' : 'Y'] as const;
  return withAmount({ type: 'D', tender, pnref: paymentReference }, amount, [complete, named]);
}

/** Gives back what is left of the hold. */
export function voidPairs({ paymentReference, idempotencyKey }: VoidCommand, tender: Tender = 'C'): readonly Pair[] {
  return [...onTransaction({ type: 'V', tender, pnref: paymentReference }), ['CUSTREF', custRefOf(idempotencyKey)]];
}

/** Returns an amount of a capture, or of a purchase that was taken at once, with why it was made. */
export function refundPairs(
  { paymentReference, captureReference, amount, commandId, note }: RefundCommand,
  tender: Tender = 'C',
) {
  const named = ['CUSTREF', custRefOf(commandId)] as const;
  const why: readonly Pair[] = note === undefined ? [] : [['COMMENT1', shortened(note)]];
  return withAmount({ type: 'C', tender, pnref: captureReference ?? paymentReference }, amount, [named, ...why]);
}

/** Asks how a transaction stands. Its state and amount are told only at this verbosity. */
export function inquiryPairs(finding: Finding, tender: Tender = 'C'): readonly Pair[] {
  const named: Pair = 'pnref' in finding ? ['ORIGID', finding.pnref] : ['CUSTREF', custRefOf(finding.commandId)];
  return [['TRXTYPE', 'I'], ['TENDER', tender], named, ['VERBOSITY', 'HIGH']];
}

/** Asks for a transaction that nobody has made: whoever may ask is told that there is none. */
export function connectionPairs(): readonly Pair[] {
  return inquiryPairs({ commandId: 'connection check' });
}

/**
 * Where the customer pays, by the address that is asked for tokens: PayPal has its pages on the host that belongs to it, so
 * that a test token cannot meet a live page; anybody else has them at the same address.
 */
export function pageAddress(address: string, token: Readonly<{ id: string; value: string }>): string {
  const page = new URL(hostOf(address)?.pages ?? `${address.replace(/\/$/, '')}/`);
  page.search = new URLSearchParams({ SECURETOKEN: token.value, SECURETOKENID: token.id }).toString();
  return page.href;
}

/** Where the customer approves with a PayPal account: at PayPal for PayPal's own addresses, else beside the address. */
export function expressAddress(address: string, token: string): string {
  const page = new URL(hostOf(address)?.express ?? `${address.replace(/\/$/, '')}/webscr`);
  page.search = new URLSearchParams({ cmd: '_express-checkout', token }).toString();
  return page.href;
}

/** Whether money is real at the address; nothing where it is not one of PayPal's own. */
export function modeOf(address: string): Mode | undefined {
  return hostOf(address)?.mode;
}

const HOSTS: Readonly<Record<string, Readonly<{ mode: Mode; pages: string; express: string }>>> = {
  'https://payflowpro.paypal.com': {
    mode: 'live',
    pages: 'https://payflowlink.paypal.com',
    express: 'https://www.paypal.com/cgi-bin/webscr',
  },
  'https://pilot-payflowpro.paypal.com': {
    mode: 'test',
    pages: 'https://pilot-payflowlink.paypal.com',
    express: 'https://www.sandbox.paypal.com/cgi-bin/webscr',
  },
};

function hostOf(address: string): (typeof HOSTS)[string] | undefined {
  return HOSTS[new URL(address).origin];
}

// https://developer.paypal.com/docs/payflow/integration-guide/secure-token/
const TOKEN_ID_LENGTH = 36;
const REQUEST_ID_LENGTH = 32;
const CUSTREF_LENGTH = 12;
const COMMENT_BYTES_MAX = 128;

/** What a command is called there: twelve letters and digits are all that Payflow keeps. */
export function custRefOf(commandId: string): string {
  const number = BigInt(`0x${digestOf('custref', commandId)}`);
  return number.toString(36).slice(-CUSTREF_LENGTH).toUpperCase();
}

/** A hold, or a sale. */
export function typeOf(action: PurchaseCommand['action']): 'A' | 'S' {
  return action === 'authorize' ? 'A' : 'S';
}

function requestIdOf(idempotencyKey: string): string {
  return digestOf('request', idempotencyKey).slice(0, REQUEST_ID_LENGTH);
}

function digestOf(use: string, text: string): string {
  return createHash('sha256').update(`${use}\n${text}`).digest('hex');
}

type Target = Readonly<{ type: 'D' | 'V' | 'C'; tender: Tender; pnref: string }>;

function onTransaction({ type, tender, pnref }: Target): readonly Pair[] {
  return [
    ['TRXTYPE', type],
    ['TENDER', tender],
    ['ORIGID', pnref],
  ];
}

function withAmount(target: Target, amount: Money, more: readonly Pair[]): readonly Pair[] | undefined {
  const text = toText(amount);
  return text === undefined ? undefined : [...onTransaction(target), ['AMT', text], ...more];
}

/** As much of a text as fits, with no character cut in two. */
function shortened(text: string): string {
  let short = '';
  for (const character of text) {
    if (Buffer.byteLength(short + character) > COMMENT_BYTES_MAX) break;
    short += character;
  }
  return short;
}
