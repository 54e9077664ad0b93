import { type Check, failed, inWords, PASSED } from './check.ts';

const ADDRESSES = ['http://payments.provider.example', 'http://192.0.2.10:8080', 'ftp://payments.provider.example'];

const UNPROTECTED = 'config.address_unprotected';

/** An address on which anybody on the way could read along. It is not taken, and not called. */
export const check: Check = {
  requirement: 'TLS-02',
  needs: [],
  alone: true,
  async run(bench) {
    for (const baseUrl of ADDRESSES) {
      const account = await bench.account('production');
      const configuration = bench.configuration({ production: account }, 'production');
      const { production } = configuration.environments;
      if (!production) continue;
      const environments = { production: { ...production, baseUrl } };
      const result = await bench.call('configure', { ...configuration, environments });
      const codes = result.outcome === 'failed' ? [result.code, ...(result.errors ?? []).map(({ code }) => code)] : [];
      if (!codes.includes(UNPROTECTED)) return failed(`${baseUrl} is refused with ${UNPROTECTED}`, inWords(result));
    }
    return PASSED;
  },
};
