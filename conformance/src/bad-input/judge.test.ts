import { expect, test } from 'vitest';
import { specification } from '../bench/specification.ts';
import { type BadRequest, type Expected, INVALID, refusedWith } from './bad-request.ts';
import { complaintsAbout } from './judge.ts';
import type { Answer } from './send.ts';

const generic = specification('generic');
const bad = (expected: Expected): BadRequest => ({
  kind: 'wrong_type',
  api: 'generic',
  what: 'sample',
  url: 'http://127.0.0.1:1',
  sent: { raw: Buffer.alloc(0) },
  expected,
});
const problem = {
  type: '/problems/invalid-request',
  title: 'Bad',
  status: 400,
  errors: [{ pointer: '/a', detail: 'no' }],
};
const answer = (status: number, body: unknown, type = 'application/problem+json'): Answer => ({
  kind: 'answered',
  status,
  headers: new Map([['content-type', type]]),
  body: typeof body === 'string' ? body : JSON.stringify(body),
});
const { errors: _, ...pointless } = problem;
const oauth: Expected = { statuses: [401], types: [], shape: 'oauth' };

const cases: readonly [title: string, expected: Expected, answer: Answer, complaint: string][] = [
  // title                          expected   answer                                                        complaint
  ['what it should be', INVALID, answer(400, problem), ''],
  ['accepted', INVALID, answer(201, { id: 'pay' }, 'application/json'), 'status 201, expected 400: {"id":"pay"}'],
  ['a failure', INVALID, answer(500, { ...problem, status: 500 }), 'status 500: the server blames itself'],
  ['no pointer', INVALID, answer(400, pointless), 'no pointer to the wrong field'],
  [
    'another type',
    refusedWith(400, 'malformed-json'),
    answer(400, problem),
    'type /problems/invalid-request, expected',
  ],
  ['an invented type', INVALID, answer(400, { ...problem, type: '/problems/oops' }), 'problem: /type must be equal'],
  ['two statuses', INVALID, answer(400, { ...problem, status: 422 }), 'the problem says 422, the status line 400'],
  ['another media type', INVALID, answer(400, problem, 'application/json'), 'media type application/json'],
  ['a page', INVALID, answer(400, '<html>', 'text/html'), 'the body is not a JSON object: <html>'],
  ['a stack trace', INVALID, answer(400, { ...problem, detail: 'at parse (parse.ts:3)' }), 'shows the inside'],
  ['no answer', INVALID, { kind: 'closed', why: 'reset' }, 'no answer: reset'],
  ['silence where it is allowed', { ...INVALID, silence: 'allowed' }, { kind: 'closed', why: 'reset' }, ''],
  ['a header left out', { ...INVALID, headers: ['allow'] }, answer(400, problem), 'no allow header'],
  ['OAuth', oauth, answer(401, { error: 'invalid_client', error_description: 'no' }, 'application/json'), ''],
  ['OAuth in other words', oauth, answer(401, { error: 'oops' }, 'application/json'), 'OAuth error'],
];

for (const [title, expected, given, complaint] of cases) {
  test(`${title}: ${complaint || 'no complaint'}`, () => {
    const complaints = complaintsAbout(bad(expected), given, generic).join('; ');
    if (complaint === '') expect(complaints).toBe('');
    else expect(complaints).toContain(complaint);
  });
}
