import type { RelayedExchange } from '../bench/relay.ts';

/** An exchange and the environment whose address it went to. */
export type EnvironmentExchange = RelayedExchange & Readonly<{ environment: string }>;

/** A request as the oracles look at it. */
export function seen({ environment, request }: EnvironmentExchange): Readonly<{
  environment: string;
  name: string;
  text: string;
}> {
  const { method, target, headers, body } = request;
  const name = `${method} ${target.split('?')[0] ?? ''}`;
  return { environment, name, text: [target, ...headers.map((header) => header.join(': ')), body].join('\n') };
}
