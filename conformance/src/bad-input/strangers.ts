import type { Stranger, ValidRequest } from './api.ts';
import { refusedWith } from './bad-request.ts';

/** Everything an Authorization header can say that is not the bearer token of a valid request. */
export function bearerStrangers({ request }: ValidRequest, ...types: readonly string[]): readonly Stranger[] {
  const [, real = ''] = request.headers.find(([name]) => name === 'authorization') ?? [];
  const token = real.replace(/^Bearer /, '');
  const expected = { ...refusedWith(401, ...types), headers: ['www-authenticate'] };
  const all: readonly (readonly [what: string, values: readonly string[]])[] = [
    ['no Authorization', []],
    ['an empty Authorization', ['']],
    ['Bearer and nothing', ['Bearer']],
    ['Bearer and spaces', ['Bearer    ']],
    ['a secret without Bearer', [token]],
    ['Basic', [`Basic ${Buffer.from(`${token}:`).toString('base64')}`]],
    ['Basic that is not Base64', ['Basic %%%']],
    ['Digest', ['Digest username="a"']],
    ['a scheme nobody knows', [`Token ${token}`]],
    ['a secret nobody issued', ['Bearer gsk_sandbox_none_none']],
    ['a token nobody issued', ['Bearer gat_sandbox_none']],
    ['a secret with one character more', [`Bearer ${token}x`]],
    ['a secret with one character less', [`Bearer ${token.slice(0, -1)}`]],
    ['a secret in other letters', [`Bearer ${swapCase(token)}`]],
    ['a quoted secret', [`Bearer "${token}"`]],
    ['two secrets', [`Bearer ${token} ${token}`]],
    ['two secrets with a comma', [`Bearer ${token}, Bearer ${token}`]],
    ['a secret of 8000 characters', [`Bearer ${'x'.repeat(8_000)}`]],
    ['a secret beyond ASCII', ['Bearer cl\u00e9']],
    ['null', ['Bearer null']],
    ['undefined', ['Bearer undefined']],
    ['an injection', ["Bearer ' or 1=1 --"]],
  ];
  return all.map(([what, values]) => ({ what, header: 'authorization', values, expected }));
}

/** Everything a session cookie and a CSRF token can be that are not those of a valid request. */
export function sessionStrangers({ request, operation }: ValidRequest): readonly Stranger[] {
  const header = (wanted: string) => request.headers.find(([name]) => name === wanted)?.[1] ?? '';
  const cookie = header('cookie');
  const [name = 'session', value = ''] = cookie.split('=', 2);
  // Who may not see an order is not told that there is one.
  const unknown = { ...refusedWith(401, 'not-signed-in', 'not-found'), statuses: [401, 404] };
  const cookies: readonly (readonly [what: string, values: readonly string[]])[] = [
    ['no cookie', []],
    ['an empty cookie', ['']],
    ['a cookie without a value', [`${name}=`]],
    ['a session nobody has', [`${name}=none`]],
    ['a session with one character more', [`${cookie}x`]],
    ['a session with one character less', [cookie.slice(0, -1)]],
    ['a cookie of another name', [`session=${value}`]],
    ['a cookie of another environment', [`${name}-other=${value}`]],
    ['a session of 5000 characters', [`${name}=${'x'.repeat(5_000)}`]],
    ['a session beyond ASCII', [`${name}=cl\u00e9`]],
    ['an injection', [`${name}=' or 1=1 --`]],
    ['a cookie that cannot be decoded', [`${name}=%zz`]],
  ];
  const tokens: readonly (readonly [what: string, values: readonly string[]])[] = [
    ['no CSRF token', []],
    ['an empty CSRF token', ['']],
    ['a CSRF token nobody has', ['none']],
    ['a CSRF token with one character more', [`${header('csrf-token')}x`]],
    ['two CSRF tokens', [header('csrf-token'), 'none']],
    ['a CSRF token of 5000 characters', ['x'.repeat(5_000)]],
  ];
  const wrongToken = refusedWith(403, 'csrf-token-wrong');
  const kept = ['order-token', 'customer-token'].find((token) => header(token) !== '');
  if (kept !== undefined) {
    const token = header(kept);
    const wrong = ['', 'none', `${token}x`, token.slice(0, -1), 'x'.repeat(5_000), 'cl\u00e9', "' or 1=1 --"];
    const all = [[], [token, 'none'], ...wrong.map((value) => [value])];
    return all.map((values) => {
      const what = `${kept} ${values.join(' and ').slice(0, 40) || 'left out'}`;
      return { what, header: kept, values, expected: unknown };
    });
  }
  return [
    ...cookies.map(([what, values]) => ({ what, header: 'cookie', values, expected: unknown })),
    ...(operation.verb === 'get'
      ? []
      : tokens.map(([what, values]) => ({ what, header: 'csrf-token', values, expected: wrongToken }))),
  ];
}

function swapCase(text: string): string {
  return text.replace(/[a-z]/gi, (letter) =>
    letter === letter.toLowerCase() ? letter.toUpperCase() : letter.toLowerCase(),
  );
}
