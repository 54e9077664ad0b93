import { type Check, failed, PASSED, Untestable } from './check.ts';

/** A shop with a key of its own sells and captures. Every request is signed, and the signature is good for nothing else. */
export const check: Check = {
  requirement: 'TLS-06',
  needs: ['manual_capture', 'signed_requests'],
  async run(bench) {
    const signingKey = bench.signingKey();
    const mark = bench.mark();
    const shop = await bench.open({ signingKey });
    await bench.capture(await shop.authorize());
    const sent = await bench.since(mark);
    if (sent.length === 0) throw new Untestable('nothing is sent to the provider');
    const seen = new Set<string>();
    for (const request of sent) {
      const { name, headers } = request;
      const flaw = bench.signatureFlaw(request, signingKey);
      if (flaw !== undefined)
        return failed('method, address, body and time of every request are signed', `${name}: ${flaw}`);
      const { signature = '' } = headers;
      if (seen.has(signature)) return failed('every request has a signature of its own', `${name} has that of another`);
      seen.add(signature);
    }
    return PASSED;
  },
};
