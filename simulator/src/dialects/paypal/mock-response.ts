import type { ListenerExchange } from '../../http/exchange.ts';
import { pathOf } from '../../http/exchange.ts';
import { failure, issue, type Refused } from './errors.ts';
import { ERROR_NAMES, type ErrorName, isIssue } from './issues.ts';

/**
 * The error that a request asks for with its `PayPal-Mock-Response` header, such as
 * `{"mock_application_codes":"INSTRUMENT_DECLINED"}`. Where money is real nobody looks at it.
 * https://developer.paypal.com/tools/sandbox/negative-testing/request-headers/
 */
export function mockedProblem(exchange: ListenerExchange): Refused | undefined {
  const header = exchange.headers['paypal-mock-response'];
  if (header === undefined || exchange.environment.mode === 'live') return undefined;
  if (!/^(\/paypal)?\/v2\//.test(pathOf(exchange))) return undefined;
  const code = codeIn(header);
  if (code !== undefined && isIssue(code)) return issue(code);
  if (code !== undefined && isErrorName(code)) return failure(code);
  const field = 'PayPal-Mock-Response';
  return issue('INVALID_PARAMETER_VALUE', {
    field,
    ...(code === undefined ? {} : { value: code }),
    location: 'header',
  });
}

function codeIn(header: string): string | undefined {
  try {
    const value: unknown = JSON.parse(header);
    if (typeof value !== 'object' || value === null || !('mock_application_codes' in value)) return undefined;
    const codes = value.mock_application_codes;
    const first: unknown = Array.isArray(codes) ? codes[0] : codes;
    return typeof first === 'string' ? first : undefined;
  } catch {
    // It is no JSON, and so no code.
    return undefined;
  }
}

function isErrorName(text: string): text is ErrorName {
  return Object.hasOwn(ERROR_NAMES, text);
}
