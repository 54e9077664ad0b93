import { PactV3, SpecificationVersion } from '@pact-foundation/pact';
import { type HttpReply, type HttpRequest, httpClient } from '../../src/platform/http-client.ts';
import type { Adapter, Exchange, Interaction, Talk } from './interaction.ts';

const CONSUMER = 'reference-shop';
const PROVIDER = 'generic-provider';

/** What Pact names the file that it writes. */
export const fileOf = (provider: string): string => `${CONSUMER}-${provider}.json`;

/** The file of the generic provider. */
export const PACT_FILE = fileOf(PROVIDER);

const send = httpClient({ timeoutMs: 5_000 });

// The stand-in notes that it was asked only after it has answered. When the machine is busy, that note can come too late:
// https://github.com/pact-foundation/pact-core-mock-server/issues/13
const ATTEMPTS_MAX = 5;
const NOTED_TOO_LATE = 'The following request was expected but not received';

/**
 * Lets the adapter ask a stand-in that answers as the contract says, over the shop's own HTTP client, and gives what the
 * adapter makes of the answer. Rejects when the request is not the one in the contract; writes the exchange into the
 * pact file of the folder when it is.
 */
export async function meet(interaction: Interaction, adapter: Adapter, folder: string): Promise<unknown> {
  const reply = await met({ provider: PROVIDER, exchange: interaction, folder }, interaction.ask(adapter));
  return interaction.read(adapter, reply);
}

/** The same where one wish takes several exchanges, which have to be those of the talk, in this order. */
export async function meetInTalk(
  { exchanges, ask, headers, read }: Talk,
  provider: string,
  folder: string,
): Promise<unknown> {
  const left = [...exchanges];
  const failures: unknown[] = [];
  const said = await ask()(async (request) => {
    const exchange = left.shift();
    try {
      if (exchange === undefined) throw new Error(`nobody expects ${request.method} ${request.path}`);
      const showing = { ...request, headers: { ...request.headers, ...headers } };
      return { kind: 'replied', reply: await met({ provider, exchange, folder }, showing) };
    } catch (error) {
      // An SDK takes it for a lost connection, and goes on.
      failures.push(error);
      throw error;
    }
  });
  if (failures.length > 0) throw failures[0];
  if (left.length > 0) throw new Error(`never asked: ${left.map(({ description }) => description).join(', ')}`);
  return said.kind === 'replied' ? read(said.reply) : said;
}

type Meeting = Readonly<{ provider: string; exchange: Exchange; folder: string }>;

async function met(meeting: Meeting, request: HttpRequest): Promise<HttpReply> {
  for (let attempt = 1; ; attempt++) {
    let answered = false;
    try {
      return await metOnce(meeting, request, (status) => {
        answered = status === meeting.exchange.response.status;
      });
    } catch (error) {
      // The answer of the contract is given to nothing but the request of the contract.
      const noted = !answered || !(error instanceof Error) || !error.message.includes(NOTED_TOO_LATE);
      if (noted || attempt === ATTEMPTS_MAX) throw error;
    }
  }
}

async function metOnce(
  { provider, exchange, folder }: Meeting,
  asked: HttpRequest,
  answered: (status: number) => void,
): Promise<HttpReply> {
  const spec = SpecificationVersion.SPECIFICATION_VERSION_V4;
  const pact = new PactV3({ consumer: CONSUMER, provider, dir: folder, spec, logLevel: 'error' });
  for (const { name, parameters } of exchange.given) pact.given(name, parameters);
  pact.uponReceiving(exchange.description).withRequest(exchange.request).willRespondWith(exchange.response);
  const reply = await pact.executeTest(async ({ url }) => {
    const sent = await send(url, asked);
    if (sent.kind === 'silent') throw new Error(`no answer: ${sent.why}`);
    answered(sent.reply.status);
    return sent.reply;
  });
  if (reply === undefined) throw new Error('the stand-in was not asked');
  return reply;
}

/**
 * The pact as it is committed: in the order of its descriptions, each once however many wishes it is part of, without the
 * versions of the tool that wrote it.
 */
export function committedForm(written: string): string {
  const { metadata, interactions, ...rest } = JSON.parse(written) as {
    metadata: Record<string, unknown>;
    interactions: { description: string }[];
  };
  const once = new Map(interactions.map((one) => [JSON.stringify(one), one]));
  const sorted = [...once.values()].toSorted((a, b) => (a.description < b.description ? -1 : 1));
  const { pactSpecification } = metadata;
  return `${JSON.stringify({ ...rest, interactions: sorted, metadata: { pactSpecification } }, null, 2)}\n`;
}
