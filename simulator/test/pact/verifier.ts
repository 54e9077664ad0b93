import type { IncomingMessage, ServerResponse } from 'node:http';
import { MessageProviderPact, Verifier } from '@pact-foundation/pact';

/**
 * What is to be verified: a pact file against a provider, with the names of the states that can be set up; or against
 * messages that the provider has sent, by their descriptions.
 */
export type Job =
  | Readonly<{ provider: string; pactFile: string; providerUrl: string; states: readonly string[] }>
  | Readonly<{ pactFile: string; sent: Readonly<Record<string, unknown>> }>;

/** What a state is asked for, and what it answers with. */
export type StateAsked = Readonly<{ state: string; parameters: unknown }>;

/** What the verifier says, in words of Pact's own: whole, and by interaction. */
export type Verified = Readonly<{
  interactionResults: readonly Readonly<{ description: string; result: string }>[];
  output: readonly string[];
}>;

type FromParent =
  | Readonly<{ job: Job }>
  | Readonly<{ facts: Readonly<Record<string, string>> }>
  | Readonly<{ failed: string }>;

// A program of its own, because Pact's native part prints all it does on this process's standard output.
let answerState: (message: FromParent) => void = () => {};
process.on('message', (message: FromParent) => {
  if ('job' in message) void verify(message.job).then((verified) => process.send?.({ verified }));
  else answerState(message);
});

async function verify(job: Job): Promise<Verified> {
  const told = await ('sent' in job ? verifyMessages(job) : verifyExchanges(job)).catch(
    (error: Error) => error.message,
  );
  return JSON.parse(String(told));
}

function verifyMessages({ pactFile, sent }: Extract<Job, { sent: object }>): Promise<unknown> {
  const verifier = new MessageProviderPact({
    provider: 'generic-provider-notifications',
    pactUrls: [pactFile],
    logLevel: 'error',
    // Each was brought about, in the state that it wants, before it was handed over.
    stateHandlers: { 'a payment': async () => {} },
    messageProviders: Object.fromEntries(Object.entries(sent).map(([what, body]) => [what, async () => body])),
  });
  return verifier.verify();
}

function verifyExchanges({
  provider,
  pactFile,
  providerUrl,
  states,
}: Exclude<Job, { sent: object }>): Promise<unknown> {
  const verifier = new Verifier({
    provider,
    providerBaseUrl: providerUrl,
    pactUrls: [pactFile],
    logLevel: 'error',
    stateHandlers: Object.fromEntries(states.map((name) => [name, (parameters?: unknown) => asked(name, parameters)])),
    requestFilter: keepForm,
  });
  return verifier.verifyProvider();
}

function asked(state: string, parameters: unknown): Promise<Record<string, string>> {
  return new Promise((resolve, reject) => {
    answerState = (message) => {
      if ('facts' in message) {
        intentId = message.facts.intentId ?? intentId;
        resolve({ ...message.facts });
      } else reject(new Error('failed' in message ? message.failed : 'a job in the middle of another'));
    };
    process.send?.({ asked: { state, parameters } satisfies StateAsked });
  });
}

/** What the last state was asked to bring about, where it is a payment of Stripe's. */
let intentId = '';

/**
 * Pact's proxy reads a form and sends it on as JSON, of another length than it says; a buffer goes on as it is. Pact fills
 * facts in wherever the contract has an example, and not in forms: that is done here.
 */
function keepForm(request: IncomingMessage & { body?: unknown }, _response: ServerResponse, next: () => void): void {
  if (request.headers['content-type'] === 'application/x-www-form-urlencoded') {
    const filled = pairsOf(request.body).map(([name, value]) => [name, value === 'pi_Example' ? intentId : value]);
    const text = new URLSearchParams(filled).toString();
    request.headers['content-length'] = String(Buffer.byteLength(text));
    request.body = Buffer.from(text);
  }
  next();
}

/** The pairs of a form that was read as objects inside of objects. */
function pairsOf(read: unknown, name = ''): readonly [name: string, value: string][] {
  if (typeof read !== 'object' || read === null) return name === '' ? [] : [[name, String(read)]];
  return Object.entries(read).flatMap(([key, inner]) => pairsOf(inner, name === '' ? key : `${name}[${key}]`));
}
