import { type Account, type Bench, type Check, failed, inWords, listed, PASSED, Untestable } from './check.ts';

/** Begun with the old credential, brought to its end with the new one, and the old one never seen again. */
export const check: Check = {
  requirement: 'CRE-11',
  needs: ['manual_capture', 'rotate'],
  alone: true,
  async run(bench) {
    const kinds = bench.kinds();
    for (const kind of kinds) {
      const shop = await bench.open({ active: 'sandbox', kind });
      const old = shop.account('sandbox');
      const early = await shop.authorize();
      const late = await shop.authorize();
      const underWay = bench.can('redirect') ? await shop.beginCheckOut() : undefined;

      const successor = await bench.successor(old);
      const { credential } = successor;
      const rotated = await bench.call('rotateCredentials', { shopId: shop.id, environment: 'sandbox', credential });
      if (rotated.outcome !== 'ok') throw new Untestable(`the rotation is not taken: ${inWords(rotated)}`);
      const afterRotation = bench.mark();
      const first = await bench.capture(early);
      if (first.outcome !== 'ok')
        return failed(`${kind}: what was begun is captured with the new credential`, inWords(first));
      const before = await carrying(bench, old, afterRotation);
      if (before !== undefined) return failed(`${kind}: new attempts use the new credential`, before);

      await bench.revoke(old);
      const afterRevocation = bench.mark();
      const second = await bench.capture(late);
      if (second.outcome !== 'ok') return failed(`${kind}: captured after the old credential's end`, inWords(second));
      const third = underWay ? await underWay.pay() : second;
      if (third.outcome !== 'ok') return failed(`${kind}: a customer who was on the way arrives`, inWords(third));
      await shop.authorize();
      const after = await carrying(bench, old, afterRevocation);
      if (after !== undefined) return failed(`${kind}: nothing uses the revoked credential`, after);
    }
    return PASSED;
  },
};

/** Requests with the secret of the credential or with a token made with it: a name may outlive a rotation. */
async function carrying(bench: Bench, { credentialId }: Account, since: ReturnType<Bench['mark']>) {
  const requests = (await bench.since(since)).filter(({ carries }) =>
    carries.some(({ nature, credential }) => nature === 'secret' && credential === credentialId),
  );
  return requests.length === 0 ? undefined : `the old one in ${listed(requests)}`;
}
