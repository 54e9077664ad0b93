import type { Scanner } from '../oracle/scanner.ts';
import type { RecordedCall } from '../subject/subject.ts';
import type { Call, Evidence, Exchange } from '../verdict.ts';
import type { EnvironmentExchange } from './seen.ts';

const ENTRIES_MAX = 60;
const TEXT_CHARACTERS_MAX = 1_000;
const LOG_CHARACTERS_MAX = 2_000;

/** What the harness asks every subject in every check, and says nothing about the requirement. */
const HOUSEKEEPING: ReadonlySet<string> = new Set(['initialize', 'dumpState', 'shutdown']);

// A payment card's number is no credential, but it is nobody's business either. A time in milliseconds has 13 digits.
const CARD_NUMBERS = /\b\d{14,19}\b/g;

// The same goes for the digits on the back of a card, as JSON and forms name them.
const CARD_CODES = /((?:cvc|cvv2?|csc|security_?code)(?:"|%5D|\])?\s*[:=]\s*"?)\d{3,4}\b/gi;

/** What a red verdict is shown with: the last of everything, in words that give no secret away. */
export function evidenceOf(
  from: Readonly<{
    exchanges: readonly EnvironmentExchange[];
    calls: readonly RecordedCall[];
    log: string;
    scanner: Scanner;
    startedMs: number;
  }>,
): Evidence {
  const { scanner, startedMs } = from;
  const shown = (text: string, charactersMax = TEXT_CHARACTERS_MAX): string => {
    const clean = scanner
      .redact(text)
      .replace(CARD_NUMBERS, (digits) => `…${digits.slice(-4)}`)
      .replace(CARD_CODES, '$1…');
    return clean.length > charactersMax ? `${clean.slice(0, charactersMax)}…` : clean;
  };
  // To the microsecond, so that what was asked can be told from what came of it at once.
  const since = (atMs: number): number => Math.round((atMs - startedMs) * 1_000) / 1_000;
  const exchange = ({ environment, request, answer, lost = false }: EnvironmentExchange): Exchange => {
    const headers = request.headers.map((header) => header.join(': ')).join('\n');
    const sent = `${request.target}\n${headers}\n${request.body}`;
    const isCrossing = scanner.find(sent).some(({ canary }) => canary.environment !== environment);
    return {
      atMs: since(request.atMs),
      environment,
      presented: presentedIn(`${headers}\n${request.body}`, scanner),
      ...(isCrossing ? { crossing: true } : {}),
      request: shown(`${request.method} ${request.target}`),
      ...(request.body === '' ? {} : { requestBody: shown(request.body) }),
      ...(answer === undefined || lost ? {} : { status: answer.status, responseBody: shown(answer.body) }),
    };
  };
  const call = ({ atMs, repliedMs, method, params, reply }: RecordedCall): Call => ({
    atMs: since(atMs),
    repliedMs: since(repliedMs),
    request: shown(`${method} ${JSON.stringify(params)}`),
    reply: shown(JSON.stringify(reply)),
  });
  return {
    exchanges: from.exchanges.slice(-ENTRIES_MAX).map(exchange),
    calls: from.calls
      .filter(({ method }) => !HOUSEKEEPING.has(method))
      .slice(-ENTRIES_MAX)
      .map(call),
    log: shown(from.log.slice(-LOG_CHARACTERS_MAX), LOG_CHARACTERS_MAX),
  };
}

function presentedIn(text: string, scanner: Scanner): string {
  const secrets = scanner.find(text).filter(({ canary }) => canary.nature !== 'reference');
  if (secrets.length > 0) return secrets.map(({ canary }) => canary.label).join(' and ');
  return /^authorization:/im.test(text) ? 'a credential the harness did not issue' : 'no credential';
}
