import type { Canary } from './canary.ts';
import type { Scanner, Sighting } from './scanner.ts';

/** A request as it arrived at the address of one environment: target, headers and body in one text. */
export type SeenRequest = Readonly<{ environment: string; name: string; text: string }>;

/**
 * A breach that no check has to ask for. `requirement` says which one it breaks; without one it fails whatever check was
 * running, since no requirement of the catalogue speaks of it yet.
 */
export type Breach = Readonly<{
  requirement?: string;
  expected: string;
  observed: string;
  /** Where a secret was found that does not belong there. */
  leak?: string;
}>;

/** What is out of place in a request: credentials and references of another environment, or of two accounts at once. */
export function breachesOf(request: SeenRequest, scanner: Scanner): readonly Breach[] {
  const sightings = scanner.find(request.text);
  const at = `at the address of ${request.environment}: ${request.name}`;
  const foreign = sightings.filter(({ canary }) => canary.environment !== request.environment);
  const breaches = foreign.map((sighting) => crossing(sighting, at));
  if (foreign.length > 0) return breaches;

  const parts = sightings.filter(({ canary }) => canary.nature !== 'reference').map(({ canary }) => canary);
  const [first] = parts;
  const other = parts.find((part) => !belongTogether(first, part));
  if (first && other) {
    const expected = 'the parts of a credential belong together';
    return [{ requirement: 'CRE-05', expected, observed: `${first.label} together with ${other.label} ${at}` }];
  }
  const strange = sightings.find(
    ({ canary }) => first && canary.nature === 'reference' && canary.account !== first.account,
  );
  if (first && strange) {
    const expected = 'a payment is named only with the credential of its own account';
    return [{ requirement: 'CRE-06', expected, observed: `${strange.canary.label} with ${first.label} ${at}` }];
  }
  return [];
}

/** A name such as a client id may outlive a rotation of its secret, so it only says whose it is. */
function belongTogether(left: Canary | undefined, right: Canary): boolean {
  if (left?.account !== right.account) return false;
  const bothSecret = left.nature === 'secret' && right.nature === 'secret';
  return !bothSecret || left.credential === right.credential;
}

/** Secrets in a place where people or programs other than the provider can read them. */
export function disclosuresIn(place: string, text: string, scanner: Scanner): readonly Breach[] {
  return scanner
    .find(text)
    .filter(({ canary }) => canary.nature === 'secret')
    .map((sighting) => ({
      requirement: 'PRI-02',
      expected: `no credential in ${place}`,
      observed: `${inWords(sighting)} in ${place}`,
      leak: place,
    }));
}

function crossing(sighting: Sighting, at: string): Breach {
  const { nature } = sighting.canary;
  return nature === 'reference'
    ? {
        requirement: 'CRE-07',
        expected: "the provider's ids are shown only to the environment that gave them",
        observed: `${inWords(sighting)} ${at}`,
      }
    : {
        requirement: 'CRE-01',
        expected: 'no credential of another environment',
        observed: `${inWords(sighting)} ${at}`,
      };
}

function inWords({ canary, encoding }: Sighting): string {
  return encoding === 'as it is' ? canary.label : `${canary.label} (${encoding})`;
}

/** A request in the provider's journal whose caller is one of ours. */
export type JournaledRequest = Readonly<{
  environment: string;
  name: string;
  /** As the provider names the exchange. */
  requestId: string | undefined;
  presented: Canary;
}>;

/**
 * What the journal knows and the wire does not: requests that came to a listener by another way than the address the
 * subject was given. `seen` are the ids of the exchanges that came by that address.
 */
export function detours(requests: readonly JournaledRequest[], seen: ReadonlySet<string>): readonly Breach[] {
  return requests
    .filter(({ requestId }) => requestId === undefined || !seen.has(requestId))
    .map(({ environment, name, presented }) => ({
      requirement: presented.environment === environment ? 'CRE-05' : 'CRE-01',
      expected: 'the provider is called at the configured address only',
      observed: `${presented.label} at the listener of ${environment}, by another address: ${name}`,
    }));
}
