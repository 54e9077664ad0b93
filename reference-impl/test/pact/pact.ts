import { PactV3, SpecificationVersion } from '@pact-foundation/pact';
import { httpClient } from '../../src/platform/http-client.ts';
import type { Adapter, Interaction } from './interaction.ts';

const CONSUMER = 'reference-shop';
const PROVIDER = 'generic-provider';

/** What Pact names the file that it writes. */
export const PACT_FILE = `${CONSUMER}-${PROVIDER}.json`;

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
  for (let attempt = 1; ; attempt++) {
    let answered = false;
    try {
      return await meetOnce(interaction, adapter, folder, (status) => {
        answered = status === interaction.response.status;
      });
    } catch (error) {
      // The answer of the contract is given to nothing but the request of the contract.
      const noted = !answered || !(error instanceof Error) || !error.message.includes(NOTED_TOO_LATE);
      if (noted || attempt === ATTEMPTS_MAX) throw error;
    }
  }
}

async function meetOnce(
  { description, given, ask, request, response, read }: Interaction,
  adapter: Adapter,
  folder: string,
  answered: (status: number) => void,
): Promise<unknown> {
  const spec = SpecificationVersion.SPECIFICATION_VERSION_V4;
  const pact = new PactV3({ consumer: CONSUMER, provider: PROVIDER, dir: folder, spec, logLevel: 'error' });
  for (const { name, parameters } of given) pact.given(name, parameters);
  pact.uponReceiving(description).withRequest(request).willRespondWith(response);
  return await pact.executeTest(async ({ url }) => {
    const sent = await send(url, ask(adapter));
    if (sent.kind === 'silent') throw new Error(`no answer: ${sent.why}`);
    answered(sent.reply.status);
    return read(adapter, sent.reply);
  });
}

/** The pact as it is committed: in the order of its descriptions, without the versions of the tool that wrote it. */
export function committedForm(written: string): string {
  const { metadata, interactions, ...rest } = JSON.parse(written) as {
    metadata: Record<string, unknown>;
    interactions: { description: string }[];
  };
  const sorted = interactions.toSorted((a, b) => (a.description < b.description ? -1 : 1));
  const { pactSpecification } = metadata;
  return `${JSON.stringify({ ...rest, interactions: sorted, metadata: { pactSpecification } }, null, 2)}\n`;
}
