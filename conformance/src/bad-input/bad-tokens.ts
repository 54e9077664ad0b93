import type { Dice } from '../platform/random.ts';
import type { BadRequest, Expected, Header } from './bad-request.ts';

/** An OAuth client that exists, whose token endpoint is asked badly. */
export type OAuthClient = Readonly<{ url: string; id: string; secret: string }>;

const FORM: Header = ['content-type', 'application/x-www-form-urlencoded'];

/** Requests for a token that must not get one. */
export function badTokenRequest({ url, id, secret }: OAuthClient, dice: Dice): BadRequest {
  const basic = (user: string, password: string): Header => [
    'authorization',
    `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`,
  ];
  const good = basic(id, secret);
  const grant = 'grant_type=client_credentials';
  const inForm = `client_id=${encodeURIComponent(id)}&client_secret=${encodeURIComponent(secret)}`;
  const [what, headers, body, status] = dice.pick<readonly [string, readonly Header[], string, number]>([
    ['no grant type', [good, FORM], '', 400],
    ['an empty grant type', [good, FORM], 'grant_type=', 400],
    ['the password grant', [good, FORM], 'grant_type=password&username=a&password=b', 400],
    ['the code grant', [good, FORM], 'grant_type=authorization_code&code=a', 400],
    ['the grant type twice', [good, FORM], `${grant}&${grant}`, 400],
    ['the scope twice', [good, FORM], `${grant}&scope=pay&scope=read`, 400],
    ['a scope nobody knows', [good, FORM], `${grant}&scope=everything`, 400],
    ['a scope of 101 characters', [good, FORM], `${grant}&scope=${'x'.repeat(101)}`, 400],
    ['an empty scope', [good, FORM], `${grant}&scope=`, 400],
    ['a field nobody knows', [good, FORM], `${grant}&audience=a`, 400],
    ['authentication in both places', [good, FORM], `${grant}&${inForm}`, 400],
    ['no authentication', [FORM], grant, 401],
    ['a wrong secret', [basic(id, 'wrong'), FORM], grant, 401],
    ['an empty secret', [basic(id, ''), FORM], grant, 401],
    ['an unknown client', [basic('nobody', secret), FORM], grant, 401],
    ['a wrong secret in the form', [FORM], `${grant}&client_id=${id}&client_secret=wrong`, 401],
    ['an id without a secret', [FORM], `${grant}&client_id=${id}`, 401],
    ['Basic that is not Base64', [['authorization', 'Basic %%%'], FORM], grant, 401],
    ['Basic without a colon', [['authorization', `Basic ${Buffer.from(id).toString('base64')}`], FORM], grant, 401],
    ['Bearer', [['authorization', `Bearer ${secret}`], FORM], grant, 401],
    ['an injection', [basic("' or 1=1 --", 'x'), FORM], grant, 401],
    ['an undecodable id', [basic('%zz', '%zz'), FORM], grant, 401],
    ['JSON', [good, ['content-type', 'application/json']], '{"grant_type":"client_credentials"}', 415],
    ['a form that says it is text', [good, ['content-type', 'text/plain']], grant, 415],
    ['a form that says nothing', [good], grant, 415],
    ['10 MB', [good, FORM], `${grant}&scope=${'x'.repeat(10 * 1024 * 1024)}`, 413],
  ]);
  const expected: Expected = {
    statuses: [status],
    types: [],
    shape: 'oauth',
    headers: status === 401 ? ['www-authenticate'] : [],
  };
  const request = { method: 'POST', target: '/oauth/token', headers, body: Buffer.from(body) };
  return { kind: 'bad_token_request', api: 'generic', what, url, sent: { request }, expected };
}
