import { type BadDoor, type Bench, type Check, failed, inWords, PASSED, Untestable } from './check.ts';

const FLAWS = ['self_signed', 'expired', 'wrong_host', 'unknown_authority'] as const;

/** Somebody stands where the provider should, with a certificate that proves nothing. He hears not one byte. */
export const check: Check = {
  requirement: 'TLS-01',
  needs: [],
  alone: true,
  async run(bench) {
    for (const flaw of FLAWS) {
      const door = await bench.badDoor('sandbox', flaw);
      const told = await throughDoor(bench, door);
      const { connections, open, bytes } = await door.close();
      if (connections === 0) throw new Untestable(`nothing came to the address with a certificate that is ${flaw}`);
      const what = `nothing is sent where the certificate is ${flaw}`;
      if (bytes > 0 || open > 0) return failed(what, bytes > 0 ? `${bytes} bytes came` : 'the connection is kept');
      if (told !== undefined) return failed(`a certificate that is ${flaw} is no success`, told);
    }
    return PASSED;
  },
};

/** Sets a shop up with this address and lets a customer buy there. Gives what is told when that is a success. */
export async function throughDoor(bench: Bench, { url: baseUrl }: BadDoor): Promise<string | undefined> {
  const account = await bench.account('sandbox');
  const configuration = bench.configuration({ sandbox: account }, 'sandbox');
  const { sandbox } = configuration.environments;
  if (!sandbox) return undefined;
  const configured = await bench.call('configure', {
    ...configuration,
    environments: { sandbox: { ...sandbox, baseUrl } },
  });
  if (configured.outcome !== 'ok') return undefined;
  const result = await bench.order(configuration.shopId);
  return result.outcome === 'ok' || result.outcome === 'action_required' ? inWords(result) : undefined;
}
