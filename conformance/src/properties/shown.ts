import type { CredentialModel, Shown, TokenModel } from './world.ts';

/** How what is shown was spoiled, or in which form it was sent. */
export const SPOILINGS = [
  'none',
  'scheme_in_lower_case',
  'truncated',
  'longer',
  'case_changed',
  'glued',
  'relabelled',
  'garbage',
  'missing',
  'as_basic',
  'without_scheme',
  'two_at_once',
] as const;
export type Spoiling = (typeof SPOILINGS)[number];

/** Whether that is no reason to refuse. */
export function isStillGood(how: Spoiling): boolean {
  return how === 'none' || how === 'scheme_in_lower_case';
}

/** A credential or token somebody holds, to be shown as it is or spoiled. */
export type Holding =
  | Readonly<{ kind: 'key' | 'client'; credential: CredentialModel }>
  | Readonly<{ kind: 'token'; credential: CredentialModel; token: TokenModel }>;

/** What is shown, as the law looks at it and as it is sent. */
export type Showing = Readonly<{ shown: Shown; headers: Readonly<Record<string, string>> }>;

/** What to spoil with: another secret, the name of another environment, and any visible characters. */
export type Spoil = Readonly<{ how: Spoiling; other: string; otherEnvironment: string; garbage: string }>;

/** Nothing spoiled. */
export const AS_IT_IS: Spoil = { how: 'none', other: '', otherEnvironment: '', garbage: '' };

/** The text of a holding that goes where a bearer token goes. A client's secret is of no use there. */
export function bearerText(holding: Holding): string {
  return holding.kind === 'token' ? holding.token.text : holding.credential.secret;
}

/** Shows a holding as bearer. */
export function asBearer(holding: Holding, { how, other, otherEnvironment, garbage }: Spoil): Showing {
  const text = bearerText(holding);
  const bearer = (spoiled: string): Showing => ({
    shown: { kind: 'bearer', text: spoiled },
    headers: { authorization: `Bearer ${spoiled}` },
  });
  const nonsense = (authorization: string): Showing => ({ shown: { kind: 'nonsense' }, headers: { authorization } });
  switch (how) {
    case 'none':
      return bearer(text);
    case 'scheme_in_lower_case':
      return { shown: { kind: 'bearer', text }, headers: { authorization: `bearer ${text}` } };
    case 'missing':
      return { shown: { kind: 'nothing' }, headers: {} };
    case 'as_basic':
      return nonsense(`Basic ${Buffer.from(`${holding.credential.publicId}:${text}`).toString('base64')}`);
    case 'without_scheme':
      return nonsense(text);
    case 'two_at_once':
      return nonsense(`Bearer ${text}, Bearer ${other}`);
    default:
      return bearer(spoiledText(text, { how, other, otherEnvironment, garbage }));
  }
}

/** How a client shows itself to the token endpoint. */
export type ClientForm = 'basic' | 'form';

/** What goes to the token endpoint: headers and the fields of the form. */
export type ClientShowing = Showing & Readonly<{ form: Readonly<Record<string, string>> }>;

/** Shows a holding as client id and secret; a key or a token is of no use there. */
export function asClient(holding: Holding, { how, ...spoil }: Spoil, sentIn: ClientForm): ClientShowing {
  const { publicId } = holding.credential;
  const secret = bearerText(holding);
  if (how === 'missing') return { shown: { kind: 'nothing' }, headers: {}, form: {} };
  const [id, proof] =
    how === 'relabelled'
      ? [spoiledText(publicId, { how, ...spoil }), secret]
      : [publicId, isInText(how) ? spoiledText(secret, { how, ...spoil }) : secret];
  const shown = { kind: 'client', id, secret: proof } as const;
  if (sentIn === 'form') return { shown, headers: {}, form: { client_id: id, client_secret: proof } };
  const pair = `${encodeURIComponent(id)}:${encodeURIComponent(proof)}`;
  return { shown, headers: { authorization: `Basic ${Buffer.from(pair).toString('base64')}` }, form: {} };
}

type InText = 'truncated' | 'longer' | 'case_changed' | 'glued' | 'relabelled' | 'garbage';

function isInText(how: Spoiling): how is InText {
  return ['truncated', 'longer', 'case_changed', 'glued', 'relabelled', 'garbage'].includes(how);
}

function spoiledText(text: string, spoil: Omit<Spoil, 'how'> & Readonly<{ how: InText }>): string {
  const cut = text.lastIndexOf('_') + 1;
  const [head, random] = [text.slice(0, cut), text.slice(cut)];
  switch (spoil.how) {
    case 'truncated':
      return text.slice(0, -1);
    case 'longer':
      return `${text}0`;
    case 'case_changed':
      return head + swapCase(random);
    case 'glued':
      return head + spoil.other.slice(spoil.other.lastIndexOf('_') + 1);
    case 'relabelled': {
      const [prefix = '', _environment, ...rest] = text.split('_');
      return [prefix, spoil.otherEnvironment, ...rest].join('_');
    }
    case 'garbage':
      return spoil.garbage;
  }
}

function swapCase(text: string): string {
  return text.replace(/[A-Za-z]/g, (letter) => (letter < 'a' ? letter.toLowerCase() : letter.toUpperCase()));
}
