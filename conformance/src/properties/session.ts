import type { Control } from '../bench/control.ts';
import type { paths } from '../bench/generic.wire.d.ts';
import type { Simulator } from '../bench/simulator.ts';
import { WireClient } from '../bench/wire-client.ts';
import { Counters } from './counters.ts';
import { Facts } from './facts.ts';
import type { EnvironmentModel } from './world.ts';

/** One simulator under test, and what all runs against it have found out. */
export class Session {
  readonly control: Control;
  readonly environments: readonly EnvironmentModel[];
  readonly facts: Facts;
  readonly counters = new Counters();
  /** Every merchant account that a run has signed up. */
  readonly merchantIds = new Set<string>();
  readonly fingerprints: { environment: string; number: string; fingerprint: string }[] = [];
  /** The last number of the journal that any run has read. */
  journalEnd = 0;
  readonly #wires: ReadonlyMap<string, WireClient<paths>>;

  constructor(simulator: Simulator) {
    this.control = simulator.control;
    this.environments = simulator.environments.map(({ name, mode, url }) => ({
      name,
      mode: mode === 'live' ? 'live' : 'test',
      url,
    }));
    this.facts = new Facts(this.environments.map(({ name }) => name));
    this.#wires = new Map(
      this.environments.flatMap(({ name, url }) =>
        [url, `${url}/generic`].map(
          (at, index) => [`${name} ${index}`, new WireClient<paths>({ url: at, specification: 'generic' })] as const,
        ),
      ),
    );
  }

  /** A listener, at its root or where the dialect is mounted under its own name. */
  wire(environment: string, mounted: boolean): WireClient<paths> {
    const wire = this.#wires.get(`${environment} ${mounted ? 1 : 0}`);
    if (wire === undefined) throw new Error(`no listener of ${environment}`);
    return wire;
  }
}
