import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { payingCustomer, payOnPages } from '../bench/buyer.ts';
import type { Simulator } from '../bench/simulator.ts';
import type { components } from '../bench/subject-protocol.wire.d.ts';
import { uniqueText } from '../platform/random.ts';
import type { SubjectAddress } from '../subject/address.ts';
import { SubjectFault } from '../subject/fault.ts';
import { type MethodName, type ParamsOf, PROTOCOL_VERSION } from '../subject/protocol.ts';
import { Subject } from '../subject/subject.ts';
import { type Advice, adviceOnFault } from './advice.ts';
import { adviceOnIntroduction } from './introduction.ts';

type Schemas = components['schemas'];
type Introduction = Schemas['InitializeResult'];

/** What a subject is talked to with. */
export type LintSetting = Readonly<{
  address: SubjectAddress;
  simulator: Simulator;
  /** The capabilities that the protocol has words for. */
  known: readonly string[];
  /** Told about everything that was tried, as it is. */
  tell: (advice: Advice) => void;
}>;

// A program that is compiled first may take a while; nobody who waits for the first answer wants to wait for longer.
const ANSWER_WITHIN_MS = 15_000;
const ENVIRONMENT = 'sandbox';
const SHOP = 'lint-shop';
const CUSTOMER_STEPS_MAX = 5;

/** Leads a subject through one purchase, and says what is as it has to be and what is not, and what to do about it. */
export async function lint(setting: LintSetting): Promise<readonly Advice[]> {
  const { address, tell } = setting;
  const advice: Advice[] = [];
  const told = (more: Advice) => {
    advice.push(more);
    tell(more);
  };
  const stateDirectory = mkdtempSync(join(tmpdir(), 'assay-lint-'));
  await using subject = new Subject(address);
  let method: MethodName = 'initialize';
  const ask: Ask = (asked, params) => {
    method = asked;
    return subject.call(asked, params, ANSWER_WITHIN_MS);
  };
  try {
    await conversation(setting, { ask, told, stateDirectory });
    method = 'shutdown';
    const late = await subject.shutdown(ANSWER_WITHIN_MS);
    if (late) throw late;
    told({ kind: 'fine', what: address.kind === 'http' ? 'it answers shutdown' : 'it ends when it is told to' });
  } catch (error) {
    if (!(error instanceof SubjectFault)) throw error;
    told(adviceOnFault(error, { method, log: subject.said().log, way: address.kind }));
  } finally {
    rmSync(stateDirectory, { recursive: true, force: true });
  }
  return advice;
}

type Ask = <M extends MethodName>(method: M, params: ParamsOf<M>) => ReturnType<typeof Subject.prototype.call<M>>;
type Talk = Readonly<{ ask: Ask; told: (advice: Advice) => void; stateDirectory: string }>;

async function conversation({ simulator, known }: LintSetting, talk: Talk): Promise<void> {
  const { ask, told } = talk;
  const said = await ask('initialize', {
    protocolVersion: PROTOCOL_VERSION,
    harness: { name: 'assay', version: PROTOCOL_VERSION },
    run: { id: uniqueText('lint'), seed: 1 },
    offered: { clocks: ['real'], notifications: [] },
    stateDirectory: talk.stateDirectory,
  });
  if (said.outcome !== 'ok') {
    const seen = `it answers initialize with ${said.outcome}`;
    return told({ kind: 'wrong', seen, todo: 'Say who the subject is: `outcome` is `ok` here, always.' });
  }
  const { name, version } = said.subject;
  told({ kind: 'fine', what: `it starts and says who it is: ${name} ${version}, provider ${said.provider}` });
  const objections = adviceOnIntroduction(said, known);
  for (const objection of objections) told(objection);
  if (objections.some(({ kind }) => kind === 'wrong')) return;
  if (objections.length === 0) told({ kind: 'fine', what: `it declares ${said.capabilities.join(', ')}` });
  await refusesWhatItCannot(said, talk);
  if (said.provider !== 'generic') {
    const seen = `it speaks to ${said.provider}, and lint can only play the generic provider`;
    return told({ kind: 'hint', seen, todo: 'Go on with assay check.' });
  }
  await purchase(simulator, said, talk);
}

/** A method that was not declared is asked for, because this is where many a first program ends. */
async function refusesWhatItCannot({ capabilities }: Introduction, { ask, told }: Talk): Promise<void> {
  if (capabilities.includes('unresolved')) return;
  const result = await ask('listUnresolved', {}).catch((error: unknown) => {
    if (error instanceof SubjectFault && error.kind === 'could_not_run') return error;
    throw error;
  });
  if (!(result instanceof SubjectFault))
    return told({ kind: 'fine', what: 'it refuses a method that it does not have' });
  const todo = 'Answer the error code -32601 for every method you do not have; the harness tries them.';
  told({ kind: 'wrong', seen: `a method that it does not have: ${result.message}`, todo });
}

async function purchase(simulator: Simulator, said: Introduction, talk: Talk): Promise<void> {
  const { ask, told } = talk;
  const { id: merchantId } = await simulator.control.signUpActive(ENVIRONMENT);
  const { secret } = await simulator.control.issue(merchantId);
  const baseUrl = simulator.environments.find(({ name }) => name === ENVIRONMENT)?.url;
  if (baseUrl === undefined) throw new Error(`the simulator has no environment ${ENVIRONMENT}`);
  const environment = { mode: 'test', baseUrl, credential: { kind: 'api_key', apiKey: secret } } as const;
  const amount = said.unitPrices?.[0] ?? { minor: '1999', currency: 'EUR' };
  const rules = [{ name: 'everybody', currency: amount.currency, countries: [] }];
  const configured = await ask('configure', {
    ...{ shopId: SHOP, environments: { [ENVIRONMENT]: environment }, active: ENVIRONMENT, rules },
  });
  if (configured.outcome !== 'ok') {
    const todo = 'The account, its credential and the address are right; see what your program objects to.';
    return told({ kind: 'wrong', seen: `configure: ${inWords(configured)}`, todo });
  }
  told({ kind: 'fine', what: 'it takes a right configuration' });

  const capture = said.capabilities.includes('manual_capture') ? 'manual' : 'now';
  const { number } = payingCustomer('test').card;
  const card = { number, expiryMonth: 12, expiryYear: 2079, cvc: '123' };
  const first = await ask('createPayment', {
    shopId: SHOP,
    commandId: 'lint-1',
    order: { reference: uniqueText('lint-order'), amount, country: 'DE', email: 'customer@shop.example' },
    method: said.capabilities.includes('redirect') ? { kind: 'redirect' } : { kind: 'card', card },
    capture,
    returnUrl: 'https://shop.example/return',
  });
  const paid = await throughThePages(first, ask);
  const [payment] = await simulator.control.ledgerPayments({ merchant: merchantId });
  if (paid.outcome !== 'ok') {
    return told(await notPaid(simulator, merchantId, paid));
  }
  if (!payment) {
    const todo = `Send the payment to the \`baseUrl\` that configure gave for ${ENVIRONMENT}, which is ${baseUrl}.`;
    return told({ kind: 'wrong', seen: 'createPayment says ok, and the provider knows of no payment', todo });
  }
  told({ kind: 'fine', what: 'a customer can pay' });
  await observed({ ...paid, amount, captured: capture === 'now' ? amount.minor : '0' }, talk);
  if (capture === 'manual') await captured({ simulator, merchantId, amount, paymentId: paid.paymentId }, talk);
  const unheard = await ask('getPayment', { paymentId: 'no-such-payment' });
  if (unheard.outcome === 'failed') return told({ kind: 'fine', what: 'it does not know a payment that is not there' });
  const todo = 'Answer the outcome `failed` with a code of yours.';
  told({ kind: 'wrong', seen: `getPayment of no such payment: outcome ${unheard.outcome}`, todo });
}

type Paid = Schemas['PaymentResult'];

async function throughThePages(first: Paid, ask: Ask): Promise<Paid> {
  let result = first;
  for (let step = 1; result.outcome === 'action_required' && step <= CUSTOMER_STEPS_MAX; step++) {
    const { paymentId, action } = result;
    const url = await payOnPages(action.url, payingCustomer('test'));
    const back = await ask('completeReturn', { paymentId, url });
    result = back.outcome === 'unsupported' ? await ask('syncPayment', { paymentId }) : back;
  }
  return result;
}

/** Why a customer cannot pay, by what arrived at the provider. */
async function notPaid(simulator: Simulator, merchant: string, result: Paid): Promise<Advice> {
  const entries = (await simulator.control.journal({ merchant })).filter(({ direction }) => direction === 'incoming');
  const last = entries.at(-1);
  const seen = `an ordinary purchase: ${inWords(result)}`;
  if (!last) {
    const todo = `No request with this shop's credential reached the provider. Call the \`baseUrl\` of the environment in \`active\` with the \`credential\` beside it, both as configure gave them.`;
    return { kind: 'wrong', seen, todo };
  }
  const { method = '', path = '' } = last.request;
  const todo = `The last the provider saw of this shop is ${method} ${path}, answered with ${last.response?.status ?? 'nothing'}. See what your program made of that.`;
  return { kind: 'wrong', seen, todo };
}

async function observed(
  { paymentId, amount, captured }: Readonly<{ paymentId: string; amount: Schemas['Money']; captured: string }>,
  { ask, told }: Talk,
): Promise<void> {
  const result = await ask('getPayment', { paymentId });
  if (result.outcome !== 'ok') {
    const todo = 'Answer from your own records what you know about a payment you have just made.';
    return told({ kind: 'wrong', seen: `getPayment ${paymentId}: ${inWords(result)}`, todo });
  }
  const { payment } = result;
  const wanted = {
    ...{ paymentId, shopId: SHOP, environment: ENVIRONMENT, currency: amount.currency, amount: amount.minor },
    ...{ authorized: amount.minor, captured, refunded: '0' },
  };
  const wrong = Object.entries(wanted).filter(
    ([member, value]) => new Map(Object.entries(payment)).get(member) !== value,
  );
  if (wrong.length === 0) return told({ kind: 'fine', what: 'its own records say what the provider’s ledger says' });
  const told1 = wrong.map(([member]) => `${member} ${JSON.stringify(new Map(Object.entries(payment)).get(member))}`);
  const expected = wrong.map(([member, value]) => `${member} ${JSON.stringify(value)}`);
  const todo = `It has to be ${expected.join(', ')}. Amounts are minor units as text: "1999" for 19.99 EUR.`;
  told({ kind: 'wrong', seen: `getPayment says ${told1.join(', ')}`, todo });
}

async function captured(
  about: Readonly<{ simulator: Simulator; merchantId: string; amount: Schemas['Money']; paymentId: string }>,
  talk: Talk,
): Promise<void> {
  const { simulator, merchantId, amount, paymentId } = about;
  const { ask, told } = talk;
  const first = await ask('capture', { paymentId, commandId: 'lint-2' });
  if (first.outcome !== 'ok') return told(await notPaid(simulator, merchantId, first));
  const again = await ask('capture', { paymentId, commandId: 'lint-2' });
  const [payment] = await simulator.control.ledgerPayments({ merchant: merchantId });
  if (payment?.counts.captures !== 1) {
    const seen = `the same click on capture, twice: ${payment?.counts.captures ?? 0} captures in the provider's ledger`;
    const todo = 'Make the idempotency key out of `commandId`: the same click has the same key, whatever happens.';
    return told({ kind: 'wrong', seen, todo });
  }
  if (again.outcome !== 'ok') {
    const todo = 'Answer a repeated click like the first one; it is the same capture.';
    told({ kind: 'hint', seen: `the same click on capture, once more: ${inWords(again)}`, todo });
  } else told({ kind: 'fine', what: 'a sales person can capture, and a second click is the same capture' });
  await observed({ paymentId, amount, captured: amount.minor }, talk);
}

function inWords(
  result: Readonly<{ outcome: string; code?: string; why?: string; message?: string; reason?: string }>,
) {
  const details = [result.code, result.message, result.why, result.reason].filter((detail) => detail !== undefined);
  return [`outcome ${result.outcome}`, ...details].join(', ');
}
