import { isDeepStrictEqual } from 'node:util';
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
export function meet(interaction: Interaction, adapter: Adapter, folder: string): Promise<unknown> {
  return met({ provider: PROVIDER, exchanges: [interaction], folder }, async (say) =>
    interaction.read(adapter, await say(interaction.ask(adapter))),
  );
}

/** The same where one wish takes several exchanges: every one of them has to take place, in whatever order. */
export function meetInTalk(
  { exchanges, ask, headers, read }: Talk,
  provider: string,
  folder: string,
): Promise<unknown> {
  return met({ provider, exchanges, folder }, async (say) => {
    const said = await ask()(async (request) => {
      const reply = await say({ ...request, headers: { ...request.headers, ...headers } });
      return { kind: 'replied', reply };
    });
    return said.kind === 'replied' ? read(said.reply) : said;
  });
}

type Meeting = Readonly<{ provider: string; exchanges: readonly Exchange[]; folder: string }>;
type Say = (request: HttpRequest) => Promise<HttpReply>;

async function met(meeting: Meeting, converse: (say: Say) => Promise<unknown>): Promise<unknown> {
  const wanted = meeting.exchanges.map(({ response }) => response.status);
  for (let attempt = 1; ; attempt++) {
    const answered: number[] = [];
    try {
      return await metOnce(meeting, converse, answered);
    } catch (error) {
      // The answer of the contract is given to nothing but the request of the contract.
      const tooLate = error instanceof Error && error.message.includes(NOTED_TOO_LATE);
      const noted = !tooLate || !isDeepStrictEqual(answered.toSorted(), wanted.toSorted());
      if (noted || attempt === ATTEMPTS_MAX) throw error;
    }
  }
}

async function metOnce(
  { provider, exchanges, folder }: Meeting,
  converse: (say: Say) => Promise<unknown>,
  answered: number[],
): Promise<unknown> {
  const spec = SpecificationVersion.SPECIFICATION_VERSION_V4;
  const pact = new PactV3({ consumer: CONSUMER, provider, dir: folder, spec, logLevel: 'error' });
  for (const { description, given, request, response } of exchanges) {
    for (const { name, parameters } of given) pact.given(name, parameters);
    pact.uponReceiving(description).withRequest(request).willRespondWith(response);
  }
  return await pact.executeTest(async ({ url }) =>
    converse(async (request) => {
      const sent = await send(url, request);
      if (sent.kind === 'silent') throw new Error(`no answer: ${sent.why}`);
      answered.push(sent.reply.status);
      return sent.reply;
    }),
  );
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
