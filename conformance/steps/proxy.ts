import { When } from '@cucumber/cucumber';
import type { RelayedRequest } from '../src/bench/relay.ts';
import type { EnvironmentName } from '../src/scenarios/places.ts';
import type { ScenarioWorld } from './world.ts';

When<ScenarioWorld>(
  'the proxy makes every answer say that it comes from {environment}',
  function (environment: EnvironmentName) {
    const home = this.environment();
    this.proxy().change(
      () => true,
      (answer) => ({
        ...answer,
        body: answer.body.replaceAll(`"environment":"${home}"`, `"environment":"${environment}"`),
      }),
    );
  },
);

When<ScenarioWorld>('the proxy makes every answer say that money is real', function () {
  this.proxy().change(
    () => true,
    (answer) => ({ ...answer, body: answer.body.replaceAll('"mode":"test"', '"mode":"live"') }),
  );
});

When<ScenarioWorld>("the proxy loses the provider's next answer to a {operation}", function (path: RegExp) {
  const end = this.proxy().change(
    ({ method, target }: RelayedRequest) => method === 'POST' && path.test(target),
    () => {
      end();
      // What the relay cannot pass on is to the shop a connection that was lost.
      throw new Error('lost on the way');
    },
  );
});

When<ScenarioWorld>(
  "the proxy answers everything by pointing to the provider's {environment} address",
  function (environment: EnvironmentName) {
    const elsewhere = this.providerUrl(environment);
    this.proxy().answer(
      () => true,
      ({ target }) => ({ status: 307, headers: { location: elsewhere + target }, body: '' }),
    );
  },
);
