import { jsonReply, type ListenerExchange, type WholeReply } from '../../http/exchange.ts';
import type { Route } from '../../http/route-table.ts';
import { PROBLEM_TYPES, problem } from './errors.ts';

/** What a person finds who opens the listener in a browser, or follows the `type` of a problem. */
export const aboutRoutes: readonly Route<ListenerExchange>[] = [
  { method: 'get', path: '/', operation: 'about', handle: about },
  {
    method: 'get',
    path: '/problems/:code',
    operation: 'explainProblem',
    handle: (_exchange, parameters) => explain(parameters.code ?? ''),
  },
];

function about({ environment }: ListenerExchange): WholeReply {
  return jsonReply(200, {
    provider: 'Assay generic provider (simulated)',
    environment: environment.name,
    mode: environment.mode,
    api: 'specs/generic.openapi.yaml',
  });
}

function explain(code: string): WholeReply {
  const known = Object.entries(PROBLEM_TYPES).find(([type]) => type === `/problems/${code}`);
  if (known === undefined) return problem('/problems/no-such-route');
  const [type, [status, title]] = known;
  return jsonReply(200, { type, status, title });
}
