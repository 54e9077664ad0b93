import { createHmac } from 'node:crypto';
import type { Breach } from './crossings.ts';
import type { Scanner } from './scanner.ts';

/** Card numbers in a place where nobody needs them whole. */
export function cardNumbersIn(place: string, text: string, numbers: Iterable<string>): readonly Breach[] {
  return [...numbers]
    .filter((number) => text.includes(number))
    .map((number) => ({
      requirement: 'PRI-01',
      expected: `no card number in ${place}`,
      observed: `the card number …${number.slice(-4)} in ${place}`,
      leak: place,
    }));
}

/** Secrets and card numbers in the target of a request, which is written to the log of every program on the way. */
export function targetBreaches(
  { name, target }: Readonly<{ name: string; target: string }>,
  scanner: Scanner,
  numbers: Iterable<string>,
): readonly Breach[] {
  const secrets = scanner.find(target).filter(({ canary }) => canary.nature === 'secret');
  const found = [
    ...secrets.map(({ canary }) => canary.label),
    ...[...numbers].filter((number) => target.includes(number)).map((number) => `the card number …${number.slice(-4)}`),
  ];
  return found.map((what) => ({
    requirement: 'PRI-04',
    expected: 'no secret in the address of a request',
    observed: `${what} in the address of ${name}`,
  }));
}

/** A signature of a request's body that was made with the secret of another environment. */
export function foreignMacs(
  { environment, name, head, body }: Readonly<{ environment: string; name: string; head: string; body: string }>,
  scanner: Scanner,
): readonly Breach[] {
  if (body === '') return [];
  return scanner
    .canaries()
    .filter(({ nature, environment: own }) => nature === 'secret' && own !== environment)
    .filter(({ text }) => macsOf(text, body).some((mac) => head.includes(mac)))
    .map(({ label }) => ({
      requirement: 'CRE-01',
      expected: 'no signature made with a secret of another environment',
      observed: `a signature made with the ${label} at the address of ${environment}: ${name}`,
    }));
}

function macsOf(secret: string, body: string): readonly string[] {
  const digest = createHmac('sha256', secret).update(body).digest();
  return (['hex', 'base64', 'base64url'] as const).map((encoding) => digest.toString(encoding));
}
