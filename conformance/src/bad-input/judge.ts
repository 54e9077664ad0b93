import { isObject, type Specification } from '../bench/specification.ts';
import type { BadRequest, Expected } from './bad-request.ts';
import type { Answer } from './send.ts';

const BODY_CHARACTERS_SHOWN = 120;

/** What is wrong with the answer to a bad request; nothing when it is as it has to be. */
export function complaintsAbout(
  { expected, sent }: BadRequest,
  answer: Answer,
  specification: Specification,
): readonly string[] {
  if (answer.kind === 'closed') {
    return expected.silence === 'allowed' ? [] : [`no answer: ${answer.why}`];
  }
  const shown = answer.body.slice(0, BODY_CHARACTERS_SHOWN);
  if (answer.status >= 500) return [`status ${answer.status}: the server blames itself: ${shown}`];
  if (!expected.statuses.includes(answer.status)) {
    return [`status ${answer.status}, expected ${expected.statuses.join(' or ')}: ${shown}`];
  }
  const complaints: string[] = [];
  for (const name of expected.headers ?? []) {
    if (!answer.headers.has(name)) complaints.push(`no ${name} header`);
  }
  if (LEAKS.test(answer.body)) complaints.push('the answer shows the inside of the program');
  // An answer to HEAD has no body, and to what is not HTTP a bare status is enough.
  // Where the specification knows no such problem, the HTTP library answers alone.
  const speaks =
    expected.types.length === 0 || expected.types.some((type) => problemTypes(specification).includes(type));
  if (!speaks || expected.shape === 'any' || ('request' in sent && sent.request.method === 'HEAD')) return complaints;
  return [...complaints, ...shapeComplaints(expected, answer, specification)];
}

function problemTypes(specification: Specification): readonly unknown[] {
  const { properties } = specification.resolve({ $ref: '#/components/schemas/Problem' });
  const type = isObject(properties) && isObject(properties.type) ? properties.type.enum : undefined;
  return Array.isArray(type) ? type : [];
}

/** Stack traces, source files and database errors. */
const LEAKS = /\bat [\w.<>]+ \(|node_modules|node:internal|\.ts:\d+|SQLITE|syntax error at/;

function shapeComplaints(
  expected: Expected,
  answer: Extract<Answer, { kind: 'answered' }>,
  specification: Specification,
): readonly string[] {
  const mediaType = answer.headers.get('content-type')?.split(';')[0] ?? 'none';
  const body = parsed(answer.body);
  if (!isObject(body)) return [`the body is not a JSON object: ${answer.body.slice(0, 100)}`];
  if (expected.shape !== 'problem' && mediaType === 'application/json') {
    return specification.complaints('#/components/schemas/OAuthError', body).map((text) => `OAuth error: ${text}`);
  }
  if (expected.shape === 'oauth') return [`media type ${mediaType}, expected application/json`];
  const complaints = specification.complaints('#/components/schemas/Problem', body).map((text) => `problem: ${text}`);
  if (mediaType !== 'application/problem+json') complaints.push(`media type ${mediaType}`);
  if (body.status !== answer.status)
    complaints.push(`the problem says ${body.status}, the status line ${answer.status}`);
  if (expected.types.length > 0 && !expected.types.includes(String(body.type))) {
    complaints.push(`type ${body.type}, expected ${expected.types.join(' or ')}`);
  }
  if (expected.pointer === 'needed' && !(Array.isArray(body.errors) && body.errors.length > 0)) {
    complaints.push('no pointer to the wrong field');
  }
  return complaints;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
