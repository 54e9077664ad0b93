import { requestComplaints } from '../bench/wire-schema.ts';
import type { Dialect } from '../dialects/dialect.ts';
import { type Breach, breachesOf, detours, disclosuresIn, type JournaledRequest } from '../oracle/crossings.ts';
import { type KeyedRequest, keyBreaches } from '../oracle/keys.ts';
import { conservationBreaches, type LedgerRow } from '../oracle/ledger.ts';
import { cardNumbersIn, foreignMacs, targetBreaches } from '../oracle/privacy.ts';
import type { CheckBench } from './check-bench.ts';
import { type EnvironmentExchange, seen } from './seen.ts';

/** What happened in a check, as far as anybody could see it. */
type Happened = Readonly<{
  exchanges: readonly EnvironmentExchange[];
  /** What the provider has written down of those whose credentials were used. */
  journaled: readonly JournaledRequest[];
  ledgers: readonly LedgerRow[];
  /** What the subject has answered, and what it has logged. */
  replies: string;
  log: string;
}>;

/** What is known of the credentials and cards that were handed out, and how the provider speaks. */
type Known = Pick<CheckBench, 'scanner' | 'cardNumbers' | 'dialect'>;

/** Everything that is out of place in what happened, whatever the check was about. */
export async function breachesIn(bench: CheckBench): Promise<readonly Breach[]> {
  await bench.accounts.learn(bench.exchanges());
  const journaled = await bench.accounts.journaled();
  // Looked at after the journal: what the provider has written down may still have been on its way to the subject.
  const exchanges = bench.exchanges();
  const said = bench.said();
  return breachesAmong({ exchanges, journaled, ...said, ledgers: await bench.accounts.ledgers() }, bench);
}

/** The oracles' judgement, all of them together. */
export function breachesAmong(happened: Happened, known: Known): readonly Breach[] {
  const { exchanges, journaled, ledgers, replies, log } = happened;
  const { scanner, cardNumbers, dialect } = known;
  const requestIds = new Set(exchanges.map(({ requestId = '' }) => requestId));
  const underWay = new Set(exchanges.filter(({ answer }) => answer === undefined).map(placeOf));
  return [
    ...exchanges.flatMap((exchange) => breachesOf(seen(exchange), scanner)),
    ...exchanges.flatMap((exchange) => inRequest(exchange, known)),
    ...keyBreaches(exchanges.flatMap((exchange) => keyed(exchange, dialect))),
    ...detours(
      journaled.filter((request) => !underWay.has(`${request.environment} ${request.name}`)),
      requestIds,
    ),
    ...conservationBreaches(ledgers),
    ...disclosuresIn("the subject's replies", replies, scanner),
    ...disclosuresIn("the subject's log", log, scanner),
    ...cardNumbersIn("the subject's replies", replies, cardNumbers),
    ...cardNumbersIn("the subject's log", log, cardNumbers),
  ];
}

function placeOf(exchange: EnvironmentExchange): string {
  const { environment, name } = seen(exchange);
  return `${environment} ${name}`;
}

function inRequest(exchange: EnvironmentExchange, { scanner, cardNumbers, dialect }: Known): readonly Breach[] {
  const { environment, request } = exchange;
  const { name } = seen(exchange);
  const head = request.headers.map((header) => header.join(': ')).join('\n');
  const schema = complaintsOf(request, dialect).map((complaint) => ({
    expected: "what is sent is what the provider's API takes",
    observed: `${name}: ${complaint}`,
  }));
  return [
    ...targetBreaches({ name, target: request.target }, scanner, cardNumbers),
    ...foreignMacs({ environment, name, head, body: request.body }, scanner),
    ...schema,
  ];
}

function keyed(exchange: EnvironmentExchange, dialect: Dialect): readonly KeyedRequest[] {
  const { operation, target, headers, body } = exchange.request;
  if (operation === undefined || operation === 'look_up') return [];
  const inHeaders = headers.find(([name]) => name.toLowerCase() === 'authorization')?.[1] ?? '';
  const caller = dialect.presented?.(exchange.request) ?? inHeaders;
  const { name } = seen(exchange);
  return [{ name, caller, key: dialect.read(exchange.request).key, content: `${target} ${body}` }];
}

function complaintsOf(request: EnvironmentExchange['request'], { specification }: Dialect): readonly string[] {
  return specification === undefined ? [] : requestComplaints(request, specification);
}
