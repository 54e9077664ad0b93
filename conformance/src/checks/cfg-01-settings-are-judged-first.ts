import { reading } from '../dialects/credential.ts';
import { type Check, failed, inWords, PASSED } from './check.ts';

/** Settings with one thing wrong about them. They are refused before the first customer comes, and nothing is sent. */
export const check: Check = {
  requirement: 'CFG-01',
  needs: [],
  alone: true,
  async run(bench) {
    const method = bench.can('validate') ? 'validateConfig' : 'configure';
    const account = await bench.account('sandbox');
    const right = bench.configuration({ sandbox: account }, 'sandbox');
    const { sandbox } = right.environments;
    if (!sandbox) return PASSED;
    const wrong = [
      ['a blank credential', { ...sandbox, credential: reading(sandbox.credential.kind, ' ') }],
      // Where nothing can be read off a credential, only the provider knows a garbled one.
      ...(bench.dialect.credentialTells === 'nothing'
        ? []
        : [
            ['a garbled credential', { ...sandbox, credential: reading(sandbox.credential.kind, 'changeme') }] as const,
          ]),
      ['an address that is none', { ...sandbox, baseUrl: 'mailto:provider@shop.example' }],
    ] as const;
    for (const [what, changed] of wrong) {
      const mark = bench.mark();
      const result = await bench.call(method, { ...right, environments: { sandbox: changed } });
      if (result.outcome !== 'failed') return failed(`${what} is refused`, inWords(result));
      const sent = await bench.since(mark);
      if (sent.length > 0) return failed(`${what} is refused before anything is sent`, `${sent.length} requests`);
    }
    return PASSED;
  },
};
