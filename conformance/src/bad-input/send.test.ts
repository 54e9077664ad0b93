import { expect, test } from 'vitest';
import { parseAnswer } from './send.ts';

const cases: readonly [title: string, text: string, connection: 'open' | 'ended', expected: string | undefined][] = [
  ['no more than a status line', 'HTTP/1.1 400 Bad Request\r\n', 'open', undefined],
  ['a body by its length', 'HTTP/1.1 400 Bad\r\nContent-Length: 2\r\n\r\n{}', 'open', '400 {}'],
  ['a body that is not whole', 'HTTP/1.1 400 Bad\r\nContent-Length: 3\r\n\r\n{}', 'open', undefined],
  ['an empty body', 'HTTP/1.1 204 No Content\r\nContent-Length: 0\r\n\r\n', 'open', '204 '],
  ['chunks', 'HTTP/1.1 404 Not\r\nTransfer-Encoding: chunked\r\n\r\n1\r\n{\r\n1\r\n}\r\n0\r\n\r\n', 'open', '404 {}'],
  ['chunks that are not whole', 'HTTP/1.1 404 Not\r\nTransfer-Encoding: chunked\r\n\r\n1\r\n{\r\n', 'open', undefined],
  ['a body up to the end', 'HTTP/1.1 400 Bad Request\r\n\r\ntext', 'ended', '400 text'],
  ['a body whose end has not come', 'HTTP/1.1 400 Bad Request\r\n\r\ntext', 'open', undefined],
  ['nothing', '', 'ended', undefined],
  ['an event stream', 'HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n\r\n', 'open', '200 '],
];

for (const [title, text, connection, expected] of cases) {
  test(`${title}: ${expected ?? 'no answer yet'}`, () => {
    const answer = parseAnswer(Buffer.from(text), connection);
    expect(answer?.kind === 'answered' ? `${answer.status} ${answer.body}` : undefined).toBe(expected);
  });
}
